import { NumberSet } from "../numbers/number-set";
import type { KnownAllocation } from "../run/allocation";
import { type AskHeld, heldByOthers } from "../run/others";
import { narrowSent } from "../run/sent";
import { stillOwed } from "../state/owned-numbers";
import type { AllocationState } from "../state/state";
import { uncuredIn } from "../state/uncured";
import { type Rows, ownRows, withRow, withoutRow } from "../tenant/rows";
import type { Context } from "./context";
import { withDoubts } from "./doubts";
import { refuseLoss } from "./loss-guard";
import { refuseOtherPlatform } from "./refuse-other-platform";
import { stateOf } from "./state-of";

/** What a read needs of a process's context: less than a write, so that a state can be read without an engine. */
export type ReadContext = Pick<
  Context,
  "settings" | "platform" | "clock" | "view" | "tellHeld" | "givenUp" | "sentBefore"
> & {
  readonly claims: AskHeld;
};

/** Compares every number with the tenant: what differs is `drift`. Undefined where the allocation is gone. */
export async function readAllocation(
  context: ReadContext,
  allocation: KnownAllocation,
  saved: AllocationState,
): Promise<AllocationState | undefined> {
  const { tenant } = allocation;
  refuseOtherPlatform(context, saved, { ...allocation, mayBeStored: true });
  const state = withDoubts(context, allocation, saved);
  context.tellHeld(allocation, state);
  const view = context.view(tenant);
  const { numbers: held, sent } = state;
  const arrived = ownRows(await view.look(sent.numbers), tenant);
  const numbers = held.union(withRow(arrived));
  const confirmed = await view.lookDoubting(held);
  const rows: Rows = arrived.size === 0 ? confirmed : new Map([...arrived, ...confirmed]);
  const missing = rows.size === numbers.size ? NumberSet.empty : withoutRow(rows, numbers);
  await refuseLoss(context, { allocation, held: numbers, missing, isDelete: false });
  const stillPending = sent.numbers.minus(numbers);
  const owed = stillOwed(state, () => heldByOthers(context.claims, allocation));
  const isGone = !numbers.isEmpty && missing.size === numbers.size;
  if (isGone && stillPending.isEmpty && owed.isEmpty) return undefined;
  return stateOf(state, {
    platform: context.platform,
    numbers,
    sent: narrowSent(sent, stillPending),
    rows,
    taskId: state.taskId,
    sbcIds: state.sbcIds,
    handedOver: owed.intersect(state.handedOver),
    heldBack: owed.intersect(state.heldBack),
    earlierSettings: state.earlierSettings,
    uncured: uncuredIn(state),
    now: context.clock.now(),
  });
}
