import { NumberSet } from "../numbers/number-set";
import type { Reason } from "../state/reason";
import { type Pending, joinPending } from "../state/sent";
import type { AllocationInputs } from "../state/state";
import type { Rows } from "../tenant/rows";
import { clearMarks } from "../writes/clear-marks";
import { release } from "../writes/release";
import { upload } from "../writes/upload";
import { changeSettings } from "./change-settings";
import { contestedNumbers } from "./contested";
import type { Context } from "./context";
import type { Plan } from "./plan";

/** Everything that one create or update writes. */
export interface Work extends Plan {
  /** Rows of numbers that leave the allocation. */
  leave: Rows;
  /** Numbers that this allocation held or sent before: they are its own, whoever brings them in. */
  ours: NumberSet;
  unassign: boolean;
  /** The settings to go back to where the platform refuses the new ones. */
  before: AllocationInputs;
}

export interface Done {
  /** The numbers that were to leave and are gone. */
  released: NumberSet;
  /** Numbers that were released for a new upload, whether or not that went through. */
  reloaded: NumberSet;
  /** Those among the numbers to be given other settings that have not got them. */
  undone: NumberSet;
  /** The rows of numbers that were uploaded or cleared. */
  rows: Rows;
  pending: Pending;
  reasons: Reason[];
  taskId: string | undefined;
  sbcIds: number[];
}

/**
 * Writes: clears marks, releases what leaves, uploads, gives other settings. Asks the brake before the first write and throws only there; whatever fails later is a reason, and the rest of the work is still done.
 */
export async function carryOut(
  context: Context,
  id: string,
  inputs: AllocationInputs,
  work: Work,
): Promise<Done> {
  const tenant = inputs.msTenantId;
  const by = { id, urn: inputs.__urn, platform: context.platform, tenant };
  context.brake.take(by, NumberSet.fromNumbers([...work.leave.keys(), ...work.reload.keys()]));
  const cleared = await clearMarks(context, inputs, work.clear);
  const request = { id, urn: inputs.__urn, tenant, rows: work.leave, unassign: work.unassign };
  const gone = await release(context, request);
  const contested = await contestedNumbers(context, tenant, work.upload);
  for (const later of contested.later) context.warnOnce(inputs.__urn, later);
  const uploaded = await upload(context, inputs, {
    numbers: work.upload.minus(contested.numbers),
    ours: work.ours,
    begun: NumberSet.empty,
  });
  const { before, unassign } = work;
  const changed = await changeSettings(context, { id, inputs, before, rows: work.reload, unassign });
  return {
    released: gone.released,
    reloaded: changed.touched,
    undone: changed.undone,
    rows: new Map([...cleared.rows, ...uploaded.rows, ...changed.rows]),
    pending: joinPending([uploaded.pending, changed.pending]),
    reasons: [
      ...work.reasons,
      ...cleared.reasons,
      ...gone.reasons,
      ...contested.reasons,
      ...uploaded.reasons,
      ...changed.reasons,
    ],
    taskId: changed.taskId ?? uploaded.taskId,
    sbcIds: [...new Set([...uploaded.sbcIds, ...changed.sbcIds])].sort((a, b) => a - b),
  };
}
