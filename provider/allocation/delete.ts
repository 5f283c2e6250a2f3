import { counted } from "../common/counted";
import { figure } from "../numbers/figure";
import { NumberSet } from "../numbers/number-set";
import type { Remembered } from "../run/ledger";
import { declaredByReplacement, heldByOthers } from "../run/others";
import { NOTHING_SENT } from "../run/sent";
import { UserError } from "../state/errors";
import { ownNumbers } from "../state/owned-numbers";
import { partialFailure } from "../state/partial-failure";
import type { Reason } from "../state/reason";
import type { AllocationState } from "../state/state";
import { bestEffort } from "../writes/best-effort";
import { mayArrive } from "../writes/earlier-uploads";
import type { Context } from "./context";
import { ifTheyHaveLeft, notInRun } from "./not-in-run";
import { reconcile } from "./reconcile";
import { refuseOtherPlatform } from "./refuse-other-platform";
import { settle } from "./settle";
import type { Start } from "./start";
import type { KnownSubject } from "./subject";
import { tellReleased } from "./tell-done";
import { warnOfHandedOver } from "./warn-of-handed-over";

/**
 * Releases the numbers of an allocation, but those that the program declares in another allocation in the same run. A number that is
 * not there any more is done; one in use stops everything before anything is released.
 */
export async function deleteAllocation(
  context: Context,
  allocation: KnownSubject,
  from: AllocationState,
): Promise<void> {
  refuseOtherPlatform(context, from, { ...allocation, mayBeStored: true });
  context.tellHeld(allocation, from);
  const held = ownNumbers(from, () => heldByOthers(context.claims, allocation));
  const own = held.minus(declaredByReplacement(context.claims, allocation));
  const unseen = context.claims.unseenInProgram();
  if (!own.isEmpty && unseen.length > 0) throw notShownAll(allocation.urn, unseen);
  const reconciled = await reconcile(context, allocation, { from, own });
  const { start, decision, done } = reconciled;
  warnOfHandedOver(context, reconciled);
  const handedOver = decision.of("handOver");
  tellReleased(context, allocation, { released: done.released, handedOver });
  const reasons = [...done.reasons, ...mayStillArrive(context, start)];
  const owed = own.minus(decision.of("leave"));
  if (reasons.length > 0) throw notAllReleased(allocation, { released: done.released, owed, reasons });
  noteLeft(context, allocation, handedOver);
  bestEffort(context, allocation.urn, () => {
    const nothing = { sent: NOTHING_SENT, handedOver: NumberSet.empty, heldBack: NumberSet.empty };
    context.tellHeld(allocation, { ...from, numbers: handedOver, ...nothing });
  });
  await settle(context, reconciled);
  context.outlook.forget(allocation.id, allocation.urn);
}

/**
 * Whoever is to take them over may fail, as at the brake, and the state of this one is gone. Until a state holds them, the journal
 * says that they are the stack's: the next run takes them over.
 */
function noteLeft(context: Context, allocation: KnownSubject, handedOver: NumberSet): void {
  const left = handedOver.minus(heldByOthers(context.claims, allocation));
  if (left.isEmpty) return;
  bestEffort(context, allocation.urn, () => {
    const at = new Date(context.clock.now()).toISOString();
    context.journal.leave(allocation, { numbers: left.toCanonical(), at });
  });
}

/** A program without constructors of ours tells nothing of what is not a target. */
function notShownAll(urn: string, unseen: readonly Remembered[]): UserError {
  return new UserError(
    `Nothing has been released: ${notInRun(unseen)}, and may declare the numbers of this allocation. Run pulumi up without --target or --exclude; ` +
      `or release them, whoever declares them, by pulumi destroy --target '${urn}'. ${ifTheyHaveLeft(unseen)}`,
    "targeted",
  );
}

/** Numbers that may still arrive: a delete that takes them for gone would leave them to nobody. */
function mayStillArrive(context: Context, { earlier, own }: Start): Reason[] {
  const { pending, reasons } = earlier;
  return [...(pending.numbers.overlaps(own) ? reasons : []), ...mayArrive(context, earlier, own).reasons];
}

function notAllReleased(
  { tenant, isSecret }: KnownSubject,
  { released, owed, reasons }: { released: NumberSet; owed: NumberSet; reasons: readonly Reason[] },
): UserError {
  const count =
    owed.size === 1 ? "The number is not" : `${figure(released.size)} of ${counted(owed.size, "number")}`;
  const done =
    `${count} released from tenant ${tenant}. The resource stays in the state: run again for the rest ` +
    `(if its refresh stops because too many are missing, as on another machine, set LIVEPLATFORM_ACCEPT_LOSS=${tenant})`;
  const { message, notDone } = partialFailure(done, reasons, { isSecret, isDelete: true });
  return new UserError(message, "not_all_released", notDone);
}
