import { NumberSet } from "../numbers/number-set";
import type { Known } from "../run/allocation";
import { type AskHeld, heldByOthers } from "../run/others";
import { narrowPending, pendingOf } from "../state/sent";
import { unchangedIn } from "../state/settings-change";
import { type AllocationState, type DeclaredValues, inputsOfState, leftTo } from "../state/state";
import { type Rows, ownRows } from "../tenant/rows";
import type { Context } from "./context";
import { refuseLoss } from "./loss-guard";
import { toState } from "./outputs";
import { refuseOtherPlatform } from "./refuse-other-platform";

/** What a read needs of a process's context: less than a write, so that a state can be read without an engine. */
export type ReadContext = Pick<Context, "settings" | "platform" | "clock" | "view" | "hold"> & {
  readonly journal: Pick<Context["journal"], "settle">;
  readonly claims: AskHeld;
};

/** An allocation as the tenant shows it, and what a program declares that has just this. */
export interface Found {
  readonly props: AllocationState;
  readonly inputs: DeclaredValues;
}

/** Compares every number with the tenant: what differs is `drift`. Undefined where the allocation is gone. */
export async function readAllocation(
  context: ReadContext,
  allocation: Known,
  state: AllocationState,
): Promise<Found | undefined> {
  const { tenant } = allocation;
  refuseOtherPlatform(context, state, { ...allocation, mayBeStored: true });
  context.hold(allocation, state);
  const view = context.view(tenant);
  const declared = NumberSet.fromCanonical(state.numbers);
  const pending = NumberSet.fromCanonical(state.pending);
  const arrived = ownRows(await view.look(pending), tenant);
  const numbers = declared.union(NumberSet.fromNumbers(arrived.keys()));
  const rows: Rows = new Map([...arrived, ...(await view.lookDoubting(declared))]);
  const missing = numbers.minus(NumberSet.fromNumbers(rows.keys()));
  await refuseLoss(context, { tenant, declared: numbers, missing, isDelete: false });
  const stillPending = pending.minus(numbers);
  const left = leftTo(state, () => heldByOthers(context.claims, allocation));
  const isGone = !numbers.isEmpty && missing.size === numbers.size;
  if (isGone && stillPending.isEmpty && left.isEmpty) return undefined;
  const inputs = inputsOfState(state);
  const props = toState(inputs, {
    platform: context.platform,
    numbers,
    pending: narrowPending(pendingOf(state), stillPending),
    rows,
    taskId: state.taskId,
    sbcIds: state.sbcIds ?? [],
    handedOver: left.intersect(NumberSet.fromCanonical(state.__handedOver)),
    heldBack: left.intersect(NumberSet.fromCanonical(state.__leaving)),
    unchanged: unchangedIn(state),
    now: context.clock.now(),
  });
  return { props, inputs: { ...inputs, numbers: props.numbers } };
}
