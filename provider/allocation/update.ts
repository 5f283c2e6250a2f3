import { counted, isOrAre, itOrThem } from "../common/counted";
import { NumberSet } from "../numbers/number-set";
import { heldByOthers } from "../run/others";
import { ownNumbers } from "../state/owned-numbers";
import type { AllocationInputs, AllocationState } from "../state/state";
import type { Context } from "./context";
import { withDoubts } from "./doubts";
import { ifTheyHaveLeft, notInRun } from "./not-in-run";
import { outcomeOf, partlyDone } from "./outcome";
import { type Reconciled, reconcile } from "./reconcile";
import { refuseOtherPlatform } from "./refuse-other-platform";
import { settle } from "./settle";
import type { KnownSubject } from "./subject";
import { warnOfHandedOver } from "./warn-of-handed-over";

/** Uploads the added numbers, releases the removed, repairs drift. Stops before the first write, or does all it can. */
export async function updateAllocation(
  context: Context,
  allocation: KnownSubject,
  { from: saved, to }: { from: AllocationState; to: AllocationInputs },
): Promise<AllocationState> {
  refuseOtherPlatform(context, saved, allocation);
  const from = withDoubts(context, allocation, saved);
  context.tellHeld(allocation, from);
  const own = ownNumbers(from, () => heldByOthers(context.claims, allocation));
  const reconciled = await reconcile(context, allocation, { from, to, own });
  warnOfLeft(context, reconciled);
  warnOfHandedOver(context, reconciled);
  tellHeldBack(context, reconciled);
  const outcome = outcomeOf(context, to, { reconciled, owed: NumberSet.empty });
  await settle(context, reconciled);
  if (outcome.reasons.length === 0) return outcome.state;
  throw partlyDone(allocation, to, outcome);
}

function warnOfLeft(context: Context, { start: { allocation }, situation, decision }: Reconciled): void {
  const left = decision.of("leave").minus(situation.handedOver);
  if (left.isEmpty) return;
  context.warnOnce(
    allocation.urn,
    `${left.describe()}: no longer held by this allocation and left in tenant ${allocation.tenant} (releaseRemoved: false); ` +
      `another stack takes ${itOrThem(left.size)} over with adoptExisting: true`,
  );
}

function tellHeldBack(context: Context, { start: { allocation }, decision }: Reconciled): void {
  const { size } = decision.of("holdBack");
  if (size === 0) return;
  const unseen = context.claims.unseen();
  const [who, what] =
    unseen.length === 0
      ? ["without a preview (--skip-preview) another allocation may still declare", ""]
      : [`${notInRun(unseen)}, and may declare`, `. ${ifTheyHaveLeft(unseen)}`];
  context.warnOnce(
    allocation.urn,
    `${counted(size, "number")} ${isOrAre(size)} released by the next run, when all declarations are known: ${who} ${itOrThem(size)}${what}`,
  );
}
