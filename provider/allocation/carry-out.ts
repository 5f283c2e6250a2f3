import { NumberSet } from "../numbers/number-set";
import { clearMarks } from "./clear-marks";
import { contestedNumbers } from "./contested";
import type { Context } from "./context";
import type { AllocationInputs } from "./model";
import type { Pending } from "./pending";
import type { Plan } from "./plan";
import type { Reason } from "./reason";
import { release } from "./release";
import type { Rows } from "./observe";
import { upload } from "./upload";

/** Everything that one create or update writes. */
export interface Work extends Plan {
  /** Rows of numbers that leave the allocation. */
  leave: Rows;
  /** Numbers that this allocation held or sent before: they are its own, whoever brings them in. */
  ours: NumberSet;
  unassign: boolean;
}

export interface Done {
  /** The numbers that were to leave and are gone. */
  released: NumberSet;
  /** Numbers that were released for a new upload, whether or not that went through. */
  reloaded: NumberSet;
  /** The rows of numbers that were uploaded or cleared. */
  rows: Rows;
  pending: Pending;
  reasons: Reason[];
  taskId: string | undefined;
  sbcIds: number[];
}

/**
 * Writes: clears marks, releases what leaves and what must be uploaded again in one go, uploads. Asks the brake before
 * the first write and throws only there; whatever fails later is a reason, and the rest of the work is still done.
 */
export async function carryOut(
  context: Context,
  id: string,
  inputs: AllocationInputs,
  work: Work,
): Promise<Done> {
  const tenant = inputs.msTenantId;
  const releasing: Rows = new Map([...work.leave, ...work.reload]);
  context.brake.take(tenant, NumberSet.fromNumbers(releasing.keys()));
  const cleared = await clearMarks(context, inputs, work.clear);
  const request = { id, urn: inputs.__urn, tenant, rows: releasing, unassign: work.unassign };
  const gone = await release(context, request);
  const reload = NumberSet.fromNumbers(work.reload.keys());
  const reloaded = gone.released.intersect(reload).minus(gone.leaving);
  const notYet = gone.leaving.intersect(reload);
  const contested = await contestedNumbers(context, tenant, work.upload);
  for (const later of contested.later) context.warnOnce(inputs.__urn, later);
  const uploaded = await upload(context, inputs, {
    numbers: work.upload.minus(contested.numbers).union(reloaded),
    ours: work.ours.union(reload),
    begun: reloaded,
  });
  return {
    released: gone.released.minus(reload),
    reloaded,
    rows: new Map([...cleared.rows, ...uploaded.rows]),
    pending: uploaded.pending,
    reasons: [
      ...work.reasons,
      ...cleared.reasons,
      ...gone.reasons,
      ...stillLeaving(notYet),
      ...contested.reasons,
      ...uploaded.reasons,
    ],
    taskId: uploaded.taskId,
    sbcIds: uploaded.sbcIds,
  };
}

function stillLeaving(numbers: NumberSet): Reason[] {
  if (numbers.isEmpty) return [];
  const text = "ReleaseRequested; run pulumi up again when they are gone, to upload them anew";
  return [{ code: "leaving", numbers, text }];
}
