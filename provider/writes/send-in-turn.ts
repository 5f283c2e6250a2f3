import { counted } from "../common/counted";
import type { NumberSet } from "../numbers/number-set";
import { awaitTask } from "./await-task";
import type { Part } from "./shared-write";
import type { EndOfTask } from "./task-end";
import type { Turns } from "./turns";
import type { WriteContext } from "./write-context";

/** A request for all parts that have numbers in it, and the requests that it takes turns with. */
export interface SharedRequest<P extends Part = Part> {
  readonly numbers: NumberSet;
  readonly parts: readonly P[];
  readonly turns: Turns;
}

/**
 * Sends a request, also once more where it has to wait for others of this run, and waits for its task as long as the most patient of its
 * parts. The row of each part shows what is done to its own numbers, such as `releasing 100 numbers`. Rejects where the request is
 * not taken, or its answer is lost.
 */
export function sendInTurn(
  context: WriteContext,
  { doing, numbers, parts, turns }: SharedRequest & { doing: string },
  send: () => Promise<{ taskId: string }>,
): Promise<EndOfTask> {
  const shown = parts.map((part) => ({
    urn: part.urn,
    what: `${doing} ${counted(part.numbers.intersect(numbers).size, "number")}`,
  }));
  for (const { urn, what } of shown) context.engine.progress(urn, what);
  const taskTimeoutMs = Math.max(...parts.map(({ timeoutMs }) => timeoutMs));
  const patient = { ...context, settings: { ...context.settings, taskTimeoutMs } };
  return turns.run({
    send,
    wait: ({ taskId }) => awaitTask(patient, taskId, shown),
    onBusy: ({ verb, path, status }) => {
      const wait = `waiting until this run's other operations in the tenant have ended: ${verb} ${path} answered ${status}`;
      for (const { urn } of parts) context.engine.progress(urn, wait);
    },
  });
}
