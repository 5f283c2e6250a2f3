import { counted } from "../counted";
import { figure } from "../numbers/figure";
import { NumberSet } from "../numbers/number-set";
import type { Allocation } from "../run/allocation";
import { declaredByReplacement, heldByOthers, isReplaced } from "../run/others";
import { UserError } from "../state/errors";
import { partialFailure } from "../state/partial-failure";
import type { Reason } from "../state/reason";
import { pendingOf } from "../state/sent";
import { type AllocationState, leftTo, numbersOf, parseState } from "../state/state";
import { bestEffort } from "../writes/best-effort";
import { type Settled, mayArrive, settlePending } from "../writes/earlier-uploads";
import { release } from "../writes/release";
import { tellReleased } from "./account";
import type { Context } from "./context";
import { leavingRows } from "./leaving";
import { refuseLoss } from "./loss-guard";
import { refuseInUse } from "./refuse-in-use";
import { refuseOtherPlatform } from "./refuse-other-platform";

/**
 * Releases the numbers of an allocation, but those that the program declares elsewhere in the same run. A number that is
 * not there any more is done; one in use stops everything before anything is released.
 */
export async function deleteAllocation(context: Context, id: string, olds: unknown): Promise<void> {
  const state = parseState(olds);
  refuseOtherPlatform(context, state, { urn: state.__urn, mayBeStored: true });
  context.hold(id, state);
  const urn = context.ledger.urnOf(id, state.__urn);
  const settled = await settlePending(context, { tenant: state.msTenantId, urn }, pendingOf(state));
  const owner = { id, urn, platform: context.platform, tenant: state.msTenantId };
  bestEffort(context, urn, () => context.journal.hold(owner, numbersOf(state), context.clock.now()));
  const replaced = declaredByReplacement(context.claims, owner);
  const left = await stillLeft(context, owner, state);
  const numbers = numbersOf(state).union(left).minus(replaced);
  const { rows, missing, handedOver } = await leavingRows(context, urn, state.msTenantId, numbers);
  refuseHandOverToNobody(context, owner, handedOver);
  const declared = numbers.intersect(NumberSet.fromCanonical(state.numbers));
  const lost = { tenant: state.msTenantId, declared, missing: missing.intersect(declared), isDelete: true };
  await refuseLoss(context, lost);
  const request = { id, urn, tenant: state.msTenantId, rows, unassign: state.unassignOnRelease === true };
  refuseInUse(request);
  context.brake.take(owner, NumberSet.fromNumbers(rows.keys()));
  const { released, reasons } = await release(context, request);
  tellReleased(context, state, { urn, released, handedOver });
  const open = [...reasons, ...openUploads(context, settled, numbers)];
  if (open.length > 0) throw notAllReleased(state, released, numbers, open);
  bestEffort(context, urn, () =>
    context.hold(id, { ...state, numbers: handedOver.toCanonical(), pending: {}, __handedOver: {} }),
  );
}

/**
 * What it once left to another allocation, and nobody has that this run has seen. Without a program it cannot be known
 * whether the run sees all (`--target`, no refresh): then it is not released, but named.
 */
async function stillLeft(context: Context, owner: Allocation, state: AllocationState): Promise<NumberSet> {
  const left = leftTo(state, () => heldByOthers(context.claims, owner));
  if (left.isEmpty || (await context.claims.binding()) !== "none") return left;
  context.warnOnce(
    owner.urn,
    `${left.describe()}: left to another allocation earlier, and not released with this one. Where no allocation has them ` +
      "(pulumi-liveplatform export --unmanaged tells), release them in the portal",
  );
  return NumberSet.empty;
}

/** A number that is declared elsewhere must be held there before the last one that holds it goes. */
function refuseHandOverToNobody({ claims }: Context, owner: Allocation, numbers: NumberSet): void {
  if (numbers.isEmpty || isReplaced(claims, owner)) return;
  const taken = heldByOthers(claims, owner, { declared: true });
  const nobodys = numbers.minus(taken);
  if (nobodys.isEmpty) return;
  throw new UserError(
    `${nobodys.describe()}: the program declares them in another allocation, which does not hold them yet. Nothing has been released, ` +
      "and this one stays in state until the other has them: run pulumi up without --target. In a destroy with --run-program, " +
      "leave that option out",
  );
}

/** Numbers that may still arrive: a delete that takes them for gone would leave them to nobody. */
function openUploads(context: Context, settled: Settled, numbers: NumberSet): Reason[] {
  const { pending, reasons } = settled;
  return [
    ...(pending.numbers.overlaps(numbers) ? reasons : []),
    ...mayArrive(context, settled, numbers).reasons,
  ];
}

function notAllReleased(
  { msTenantId: tenant, __secretNumbers: isSecret }: AllocationState,
  released: NumberSet,
  numbers: NumberSet,
  reasons: readonly Reason[],
): UserError {
  const done =
    `${figure(released.size)} of ${counted(numbers.size, "number")} of tenant ${tenant} are released. The resource stays in state: run again for the others ` +
    `(if the refresh then finds too many missing: LIVEPLATFORM_ACCEPT_LOSS=${tenant})`;
  return new UserError(partialFailure(done, reasons, isSecret).message);
}
