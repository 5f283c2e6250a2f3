import { LivePlatformError } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import type { Context } from "./context";
import type { AllocationState } from "./model";
import { settleUpload } from "./upload";

/** What became of the numbers that an earlier run sent and did not see. */
export interface Settled {
  /** Still on their way. */
  pending: NumberSet;
  reasons: string[];
}

/** Awaits the task of an earlier run where its numbers are not in the tenant yet. */
export async function settlePending(context: Context, state: AllocationState): Promise<Settled> {
  const pending = NumberSet.fromCanonical(state.pending);
  const nothing = { pending: NumberSet.empty, reasons: [] };
  if (pending.isEmpty || state.taskId === undefined) return nothing;
  const seen = await context.view(state.msTenantId).look(pending);
  const missing = pending.minus(NumberSet.fromNumbers(seen.keys()));
  if (missing.isEmpty || !(await isRunning(context, state.taskId))) return nothing;
  const what = `waiting for ${missing.size} numbers of an earlier run`;
  const outcome = await settleUpload(context, state, { numbers: missing, taskId: state.taskId, what });
  return { pending: outcome.pending, reasons: outcome.pending.isEmpty ? [] : outcome.reasons };
}

/** A task that has ended, or that the platform no longer knows, is nothing to wait for: the tenant tells the rest. */
async function isRunning(context: Context, taskId: string): Promise<boolean> {
  try {
    const task = await context.api.getTask(taskId);
    return task !== undefined && task.outcome !== "succeeded" && task.outcome !== "failed";
  } catch (error) {
    if (error instanceof LivePlatformError) return false;
    throw error;
  }
}
