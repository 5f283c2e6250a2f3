import { NumberSet } from "../numbers/number-set";
import { declaredByName, heldByName, heldUnder, ofAll } from "../run/others";
import type { AllocationInputs, AllocationState } from "../state/state";
import type { Rows } from "../tenant/rows";
import { bestEffort } from "../writes/best-effort";
import type { Done } from "./carry-out";
import type { Context } from "./context";
import type { Plan } from "./plan";
import { NOTHING_DONE, type Summary, summarise } from "./summary";

/** What a create or an update has come to. */
export interface Account {
  plan: Plan;
  done: Done;
  /** The rows of wanted numbers before the first write. */
  before: Rows;
  wanted: NumberSet;
  /** What the allocation held before; empty for a create. */
  own: NumberSet;
  /** Those that the program gives other settings. */
  reset: NumberSet;
  /** Taken out of the allocation without a release. */
  staying: NumberSet;
  pending: NumberSet;
}

/** Says, after a create or an update, what it has done to the numbers: in the words of the preview. */
export function tellDone(context: Context, inputs: AllocationInputs, account: Account): void {
  // A sentence must not fail what has been written.
  bestEffort(context, inputs.__urn, () => {
    tellSummary(context, inputs, summaryOf(context, inputs, account));
  });
}

/** The same after a delete. */
export function tellReleased(
  context: Context,
  state: AllocationState,
  { urn, released, handedOver }: { urn: string; released: NumberSet; handedOver: NumberSet },
): void {
  bestEffort(context, urn, () => {
    const owner = { urn, platform: context.platform, tenant: state.msTenantId };
    const to = declaredByName(context.claims, owner, handedOver);
    tellSummary(context, { ...state, __urn: urn }, { ...NOTHING_DONE, releases: released, to });
  });
}

function tellSummary(
  context: Context,
  { __urn: urn, __secretNumbers: isSecret }: Pick<AllocationInputs, "__urn" | "__secretNumbers">,
  summary: Summary,
): void {
  const line = summarise(summary, "did", isSecret === true);
  if (line !== undefined) context.engine.info(urn, line);
}

function summaryOf(
  context: Context,
  inputs: AllocationInputs,
  { plan, done, before, wanted, own, reset, staying, pending }: Account,
): Summary {
  const owner = { urn: inputs.__urn, platform: context.platform, tenant: inputs.msTenantId };
  const written = NumberSet.fromNumbers(done.rows.keys());
  const unclear = NumberSet.unionAll(
    done.reasons.filter(({ code }) => code === "not_cleared").map(({ numbers }) => numbers),
  );
  const cleared = plan.clear.intersect(written).minus(unclear);
  const again = done.reloaded.intersect(written).minus(done.undone);
  const uploaded = plan.upload.intersect(written);
  const blocked = NumberSet.unionAll(plan.reasons.map(({ numbers }) => numbers));
  const changed = NumberSet.unionAll([NumberSet.fromNumbers(plan.reload.keys()), plan.clear, blocked]);
  const arrived = NumberSet.fromNumbers(before.keys()).intersect(wanted).minus(own).minus(changed);
  const from = arrived.isEmpty ? new Map<string, NumberSet>() : heldByName(context.claims, owner, arrived);
  const to = staying.isEmpty ? new Map<string, NumberSet>() : declaredByName(context.claims, owner, staying);
  return {
    ...NOTHING_DONE,
    uploads: uploaded.minus(own),
    releases: done.released,
    repairs: NumberSet.unionAll([uploaded.intersect(own), cleared, again.intersect(own).minus(reset)]),
    resets: again.minus(own.minus(reset)),
    from,
    takesOver: arrived.minus(ofAll(from)).minus(heldUnder(context.claims, owner)),
    to,
    leaves: staying.minus(ofAll(to)),
    waits: pending,
  };
}
