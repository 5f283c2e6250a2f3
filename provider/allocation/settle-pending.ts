import { LivePlatformError } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import { awaitTask, type TaskEnd } from "./await-task";
import type { Context } from "./context";
import type { AllocationState } from "./model";
import type { Rows } from "./observe";
import { observeWrite } from "./observe-write";

/** What became of the numbers that an earlier run sent and did not see. */
export interface Settled {
  /** Still on their way, as far as can be known. */
  pending: NumberSet;
  pendingTasks: string[];
  reasons: string[];
}

const NOTHING: Settled = { pending: NumberSet.empty, pendingTasks: [], reasons: [] };

/** Awaits the tasks of an earlier run where their numbers are not in the tenant yet. A lost one is looked for a while. */
export async function settlePending(context: Context, state: AllocationState): Promise<Settled> {
  const pending = NumberSet.fromCanonical(state.pending);
  if (pending.isEmpty) return NOTHING;
  const missing = missingFrom(pending, await context.view(state.msTenantId).look(pending));
  if (missing.isEmpty) return NOTHING;
  const tasks = state.__pendingTasks ?? [];
  const ends = await Promise.all(tasks.map((taskId) => awaitEarlier(context, state, missing, taskId)));
  const open = ends.filter(({ verdict }) => verdict === "timedOut" || verdict === "lost");
  try {
    const end = open[0] ?? ends[0] ?? lostAnswer;
    const found = (rows: Rows): NumberSet => missingFrom(missing, rows);
    const left = found(
      await observeWrite(context, { tenant: state.msTenantId, numbers: missing, end, open: found }),
    );
    return left.isEmpty || open.length === 0 ? NOTHING : stillOpen(left, open);
  } catch (error) {
    if (!(error instanceof LivePlatformError)) throw error;
    return {
      pending: missing,
      pendingTasks: tasks,
      reasons: [`${missing.describe()}: on their way; ${error.message}`],
    };
  }
}

/** Nobody knows the task of a lost answer: what is not seen after some looks is not coming. */
const lostAnswer: TaskEnd = { taskId: "", verdict: "vanished", task: undefined, note: "the answer was lost" };

function awaitEarlier(
  context: Context,
  state: AllocationState,
  missing: NumberSet,
  taskId: string,
): Promise<TaskEnd> {
  const what = `waiting for ${missing.size} numbers of an earlier run`;
  return awaitTask(context, taskId, (status, elapsedMs) => {
    context.engine.progress(
      state.__urn,
      `${what} · ${status} ${Math.round(elapsedMs / 1000)} s · task ${taskId}`,
    );
  });
}

function stillOpen(left: NumberSet, open: readonly TaskEnd[]): Settled {
  const notes = open.map(({ note }) => note).join("; ");
  return {
    pending: left,
    pendingTasks: open.map(({ taskId }) => taskId),
    reasons: [
      `${left.describe()}: still on their way (${notes}). They stay in state as pending; run pulumi up again`,
    ],
  };
}

function missingFrom(numbers: NumberSet, rows: Rows): NumberSet {
  return numbers.minus(NumberSet.fromNumbers(rows.keys()));
}
