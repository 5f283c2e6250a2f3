import { NumberSet } from "../numbers/number-set";
import type { Allocation } from "../run/allocation";
import { declaredByName, heldByName, heldUnder, ofAll } from "../run/others";
import { type Reason, printCounted, printReason } from "../state/reason";
import { type AllocationInputs, type AllocationState, numbersOf } from "../state/state";
import { type Rows, inUse } from "../tenant/rows";
import type { Context } from "./context";
import { planNumbers } from "./plan";
import { NOTHING_DONE, type Summary, summarise } from "./summary";
import { withoutMoving } from "./takeover";

/** A state and the declaration that it is to become. */
export interface Foreseen {
  state: AllocationState;
  inputs: AllocationInputs;
  /** The settings that differ. */
  settings: readonly string[];
  /** What leaves the tenant for good. */
  leaving: NumberSet;
  /** What is released and uploaded again, for other settings. */
  resets: NumberSet;
}

/**
 * In a preview: says what an up will do to the numbers of an allocation that is new, and warns of what it cannot do.
 *
 * @param rows those of its numbers that are in the tenant
 */
export function foretellNew(context: Context, inputs: AllocationInputs, rows: Rows): void {
  if (!isAwaited(context, inputs.__urn)) return;
  const owner = { urn: inputs.__urn, platform: context.platform, tenant: inputs.msTenantId };
  const { arrivals, reasons } = arriving(
    context,
    { inputs, owner, rows },
    NumberSet.fromCanonical(inputs.numbers),
  );
  tell(context, toldOf(inputs), { ...NOTHING_DONE, ...arrivals }, reasons);
}

/** The same where not all of its settings are known yet, and the tenant cannot be looked at. */
export function foretellUploads(context: Context, inputs: Record<string, unknown>, numbers: NumberSet): void {
  const urn = String(inputs.__urn);
  if (!isAwaited(context, urn)) return;
  tell(context, { urn, isSecret: inputs.__secretNumbers === true }, { ...NOTHING_DONE, uploads: numbers });
}

/** The same of an allocation that changes, or whose numbers have drifted. */
export async function foretellChange(context: Context, foreseen: Foreseen): Promise<void> {
  const { state, inputs, settings, leaving } = foreseen;
  if (!isAwaited(context, inputs.__urn)) return;
  const wanted = NumberSet.fromCanonical(inputs.numbers);
  const owner = { urn: inputs.__urn, platform: context.platform, tenant: state.msTenantId };
  if (settings.includes("msTenantId")) {
    const used = inUse(await context.view(state.msTenantId).look(leaving));
    tell(context, toldOf(inputs), { ...NOTHING_DONE, uploads: wanted, releases: leaving, inUse: used });
    return;
  }
  const { summary, reasons } = await changeInTenant(context, foreseen, owner);
  const touched = NumberSet.unionAll([summary.releases, summary.resets, summary.repairs]);
  const used = touched.isEmpty ? touched : inUse(await context.view(owner.tenant).look(touched));
  tell(context, toldOf(inputs), { ...summary, inUse: used }, reasons);
}

async function changeInTenant(
  context: Context,
  { state, inputs, settings, leaving, resets }: Foreseen,
  owner: Allocation,
): Promise<{ summary: Summary; reasons: Reason[] }> {
  const wanted = NumberSet.fromCanonical(inputs.numbers);
  const own = numbersOf(state);
  const added = wanted.minus(own);
  const drifted = NumberSet.fromNumbers(Object.keys(state.drift ?? {})).intersect(wanted);
  const repaired = inputs.drift !== undefined ? NumberSet.empty : drifted.minus(resets);
  const view = context.view(owner.tenant);
  const looked = await withoutMoving(context, owner.tenant, await view.look(added));
  const rows: Rows = new Map([...looked, ...(repaired.isEmpty ? [] : await view.look(repaired))]);
  const { arrivals, reasons } = arriving(context, { inputs, owner, rows }, added);
  const repair = planNumbers(inputs, repaired, rows);
  const removed = own.minus(wanted);
  const to = declaredByName(context.claims, owner, removed);
  const isLeft = inputs.releaseRemoved === false;
  const summary: Summary = {
    ...NOTHING_DONE,
    ...arrivals,
    releases: leaving,
    repairs: NumberSet.unionAll([repair.upload, repair.clear, NumberSet.fromNumbers(repair.reload.keys())]),
    resets: arrivals.resets.union(resets),
    settings,
    to,
    leaves: isLeft ? removed.minus(ofAll(to)) : NumberSet.empty,
    waits: NumberSet.fromCanonical(state.pending).intersect(wanted),
  };
  return { summary, reasons: [...reasons, ...repair.reasons] };
}

/** What comes to an allocation: by an upload, from the tenant, or from other allocations. */
function arriving(
  context: Context,
  { inputs, owner, rows }: { inputs: AllocationInputs; owner: Allocation; rows: Rows },
  numbers: NumberSet,
): { arrivals: Pick<Summary, "uploads" | "resets" | "takesOver" | "from">; reasons: Reason[] } {
  const { upload, reload, reasons } = planNumbers(inputs, numbers, rows);
  const resets = NumberSet.fromNumbers(reload.keys());
  const blocked = NumberSet.unionAll(reasons.map((reason) => reason.numbers));
  const here = NumberSet.fromNumbers(rows.keys()).intersect(numbers).minus(resets).minus(blocked);
  const from = here.isEmpty ? new Map<string, NumberSet>() : heldByName(context.claims, owner, here);
  return {
    arrivals: {
      uploads: upload,
      resets,
      from,
      takesOver: here.minus(ofAll(from)).minus(heldUnder(context.claims, owner)),
    },
    reasons,
  };
}

/** On which resource it is said. */
interface Told {
  urn: string;
  isSecret: boolean;
}

function toldOf(inputs: AllocationInputs): Told {
  return { urn: inputs.__urn, isSecret: inputs.__secretNumbers === true };
}

/** Said once for each allocation, in a preview only: an up says what it has done. */
function isAwaited(context: Context, urn: string): boolean {
  return context.ledger.refresh().isPreview && !context.foretold.has(urn);
}

function tell(
  context: Context,
  { urn, isSecret }: Told,
  summary: Summary,
  reasons: readonly Reason[] = [],
): void {
  context.foretold.add(urn);
  const line = summarise(summary, "will", isSecret);
  if (line !== undefined) context.engine.info(urn, line);
  const print = isSecret ? printCounted : printReason;
  for (const reason of reasons) context.warnOnce(urn, `an up cannot do this: ${print(reason)}`);
}
