import { counted } from "../common/counted";
import { messageOf } from "../common/message-of";
import { type ApiError, mayHaveBeenDone } from "../liveplatform";
import type { NumberSet } from "../numbers/number-set";
import { awaitTask } from "./await-task";
import type { Part } from "./shared-write";
import { type TaskEnd, endWithoutTask } from "./task-end";
import type { Turns } from "./turns";
import type { WriteContext } from "./write-context";

/** A request for all parts that have numbers in it, and the requests that it takes turns with. */
export interface SharedRequest<P extends Part = Part> {
  readonly numbers: NumberSet;
  readonly parts: readonly P[];
  readonly turns: Turns;
}

/** Why a request was not taken. */
export interface NotTaken {
  readonly refused: unknown;
}

/**
 * Sends a request, also once more where it has to wait for others of this run, and waits for its task as long as the most patient of its
 * parts. The row of each part shows what is done to its own numbers, such as `releasing 100 numbers`. Never rejects; where the answer
 * is lost, the end has no task.
 */
export async function sendInTurn(
  context: WriteContext,
  { doing, numbers, parts, turns }: SharedRequest & { doing: string },
  send: () => Promise<{ taskId: string }>,
): Promise<TaskEnd | NotTaken> {
  const shown = parts.map((part) => ({
    urn: part.urn,
    what: `${doing} ${counted(part.numbers.intersect(numbers).size, "number")}`,
  }));
  for (const { urn, what } of shown) context.engine.progress(urn, what);
  const tellWait = ({ verb, path, status }: ApiError, whose: string): void => {
    const wait = `waiting until ${whose} ended: ${verb} ${path} answered ${status}`;
    for (const { urn } of parts) context.engine.progress(urn, wait);
  };
  const taskTimeoutMs = Math.max(...parts.map(({ timeoutMs }) => timeoutMs));
  const until = context.clock.now() + taskTimeoutMs;
  const patient = { ...context, settings: { ...context.settings, taskTimeoutMs } };
  try {
    return await turns.run({
      send,
      wait: ({ taskId }) => awaitTask(patient, taskId, shown),
      onBusy: (refused) => {
        tellWait(refused, "this run's other operations in the tenant have");
      },
      waitForOthers: (refused, waits) => {
        tellWait(refused, "somebody else's operation in the tenant has");
        return waitUntil(context, until, waits);
      },
    });
  } catch (error) {
    return mayHaveBeenDone(error) ? endWithoutTask("untold", messageOf(error)) : { refused: error };
  }
}

/** As long as between two questions for a task; false where that would be too late, or the run is cancelled. */
async function waitUntil(
  { clock, tasks, cancellation }: WriteContext,
  until: number,
  waits: number,
): Promise<boolean> {
  const ms = tasks.interval(waits);
  if (clock.now() + ms > until) return false;
  await clock.sleep(ms);
  return !cancellation.isCancelled;
}
