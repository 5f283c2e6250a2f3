import { NumberSet } from "../numbers/number-set";
import { type AskHeld, heldByOthers } from "../run/others";
import { narrowPending, pendingOf } from "../state/sent";
import { unchangedIn } from "../state/settings-change";
import {
  type AllocationInputs,
  type AllocationState,
  inputsOfState,
  leftTo,
  parseState,
  withoutUndefined,
} from "../state/state";
import { type Rows, ownRows } from "../tenant/rows";
import type { Context } from "./context";
import { refuseLoss } from "./loss-guard";
import { toState } from "./outputs";
import { refuseOtherPlatform } from "./refuse-other-platform";

/** What a read needs of a process's context: less than a write, so that a state can be read without an engine. */
export type ReadContext = Pick<Context, "settings" | "platform" | "clock" | "view" | "hold"> & {
  readonly journal: Pick<Context["journal"], "settle">;
  readonly ledger: Pick<Context["ledger"], "urnOf">;
  readonly claims: AskHeld;
};

/** `{}` means that the allocation is gone. */
export type Read =
  | { id: string; props: AllocationState; inputs: AllocationInputs & Pick<AllocationState, "pending"> }
  | Record<string, never>;

/**
 * Compares every number with the tenant. What differs is reported as `drift`, in the outputs and in the inputs: in the
 * inputs the engine's own diff shows it, number by number.
 */
export async function readAllocation(context: ReadContext, id: string, olds: unknown): Promise<Read> {
  const state = parseState(olds);
  refuseOtherPlatform(context, state, { urn: state.__urn, mayBeStored: true });
  context.hold(id, state);
  const view = context.view(state.msTenantId);
  const declared = NumberSet.fromCanonical(state.numbers);
  const pending = NumberSet.fromCanonical(state.pending);
  const arrived = ownRows(await view.look(pending), state.msTenantId);
  const numbers = declared.union(NumberSet.fromNumbers(arrived.keys()));
  const rows: Rows = new Map([...arrived, ...(await view.lookDoubting(declared))]);
  const missing = numbers.minus(NumberSet.fromNumbers(rows.keys()));
  await refuseLoss(context, { tenant: state.msTenantId, declared: numbers, missing, isDelete: false });
  const stillPending = pending.minus(numbers);
  const place = { platform: context.platform, tenant: state.msTenantId };
  const urn = context.ledger.urnOf(id, state.__urn);
  const left = leftTo(state, () => heldByOthers(context.claims, { urn, ...place }));
  const isGone = !numbers.isEmpty && missing.size === numbers.size;
  if (isGone && stillPending.isEmpty && left.isEmpty) return {};
  const { drift: _old, pending: _before, ...rest } = state;
  const props = toState(inputsOfState(withoutUndefined(rest)), {
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
  return { id, props, inputs: withoutUndefined({ ...inputsOfState(props), pending: props.pending }) };
}
