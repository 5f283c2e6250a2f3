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
  const { rows, missing, handedOver } = await leavingRows(context, urn, state.msTenantId, numbers);
  refuseHandOverToNobody(context, { id, urn, tenant: state.msTenantId, numbers: handedOver });
  await refuseLoss(context, { tenant: state.msTenantId, declared: numbers, missing, isDelete: true });
  const request = { id, urn, tenant: state.msTenantId, rows, unassign: state.unassignOnRelease === true };
  refuseInUse(request);
  context.brake.take(state.msTenantId, NumberSet.fromNumbers(rows.keys()));
  const { released, reasons } = await release(context, request);
  const open = [...reasons, ...(settled.pending.minus(replaced).isEmpty ? [] : settled.reasons)];
  if (open.length > 0) throw notAllReleased(state.msTenantId, released, numbers, open);
  context.hold(id, { ...state, numbers: handedOver.toCanonical(), pending: {}, __handedOver: {} });
}

/** A number that is declared elsewhere must be held there before the last one that holds it goes. */
function refuseHandOverToNobody(
  context: Context,
  { id, urn, tenant, numbers }: { id: string; urn: string; tenant: string; numbers: NumberSet },
): void {
  if (context.ownership.isReplaced(id, urn)) return;
  const taken = context.ownership.heldByOthers({ urn, platform: context.platform, tenant });
  const nobodys = numbers.minus(taken);
  if (nobodys.isEmpty) return;
  throw new UserError(
    `${nobodys.describe()}: the program declares them in another allocation, which does not hold them yet. Nothing has been released, ` +
      "and this one stays in state until the other has them: run pulumi up without --target",
  );
}

function notAllReleased(
  tenant: string,
  released: NumberSet,
  numbers: NumberSet,
  reasons: readonly string[],
): UserError {
  return new UserError(
    `${released.size} of ${numbers.size} numbers of tenant ${tenant} are released. The resource stays in state: run again for the others ` +
      `(if the refresh then finds too many missing: LIVEPLATFORM_ACCEPT_LOSS=${tenant}). ${reasons.join("\n")}`,
  );
}
