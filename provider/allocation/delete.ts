import { NumberSet } from "../numbers/number-set";
import type { Context } from "./context";
import { UserError } from "./errors";
import { leavingRows } from "./leaving";
import { refuseLoss } from "./loss-guard";
import { numbersOf, parseState } from "./model";
import { refuseInUse, release } from "./release";
import { settlePending } from "./settle-pending";

/**
 * Releases the numbers of an allocation, but those that the program declares elsewhere in the same run. A number that is
 * not there any more is done; one in use stops everything before anything is released.
 */
export async function deleteAllocation(context: Context, id: string, olds: unknown): Promise<void> {
  const state = parseState(olds);
  context.hold(id, state);
  const urn = context.ownership.urnOf(id, state.__urn);
  const settled = await settlePending(context, state);
  const replaced = context.ownership.declaredByReplacement(id, {
    urn,
    platform: context.platform,
    tenant: state.msTenantId,
  });
  const numbers = numbersOf(state).minus(replaced);
  const { rows, missing } = await leavingRows(context, urn, state.msTenantId, numbers);
  await refuseLoss(context, { tenant: state.msTenantId, declared: numbers, missing, isDelete: true });
  const request = { id, urn, tenant: state.msTenantId, rows, unassign: state.unassignOnRelease === true };
  refuseInUse(request);
  context.brake.take(state.msTenantId, NumberSet.fromNumbers(rows.keys()));
  const { reasons } = await release(context, request);
  const open = [...reasons, ...(settled.pending.minus(replaced).isEmpty ? [] : settled.reasons)];
  if (open.length > 0) {
    throw new UserError(
      `Not all numbers of tenant ${state.msTenantId} are released; the resource stays in state, run again. ${open.join("\n")}`,
    );
  }
}
