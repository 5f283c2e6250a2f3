import { counted } from "../counted";
import { expandGroups } from "../numbers/grouped";
import { NumberSet } from "../numbers/number-set";
import { declaredByOthers, heldByOthers } from "../run/others";
import { type Drift, isOfSettings, parseDrift } from "../state/drift";
import { type AllocationState, ownNumbers, parseInputs, parseNumbers } from "../state/state";
import { inUse } from "../tenant/rows";
import type { Context } from "./context";
import { foretellChange } from "./forecast";
import { type ComingUpload, hopeless, refuseHopelessChange } from "./preflight";
import { hasUnknown } from "./unknown";

type Values = Record<string, unknown>;

/** A state and the declaration that it is to become. */
export interface Change {
  state: AllocationState;
  news: Values;
  /** The settings that differ. */
  settings: readonly string[];
}

/**
 * What an up would do for a change, noted for the run: stops at the brake, and where what is released could not come back;
 * warns of numbers in use; foretells the rest. Returns the numbers that leave the tenant for good.
 */
export async function foresee(context: Context, id: string, change: Change): Promise<NumberSet> {
  const { state, news, settings } = change;
  const leaving = await numbersLeaving(context, id, change);
  const resets = numbersToReset(change);
  const isRepaired = !isReplaced(change) && news.drift === undefined;
  const repaired = isRepaired ? (await numbersToReload(context, state, news)).minus(resets) : NumberSet.empty;
  context.brake.plan(ownerOf(context, id, change), NumberSet.unionAll([leaving, resets, repaired]));
  const released = leaving.union(resets);
  if (!released.isEmpty) await warnOfUse(context, change, released);
  if (hasUnknown(news)) return leaving;
  const inputs = parseInputs(news);
  const again = isReplaced(change) ? leaving.intersect(wanted(news, leaving)) : resets;
  await refuseHopelessChange(context, { settings: inputs, numbers: again });
  await warnOfHopelessRepair(context, { settings: inputs, numbers: repaired }, inputs.__urn);
  await foretellChange(context, { state, inputs, settings, leaving, resets });
  return leaving;
}

function isReplaced({ settings }: Change): boolean {
  return settings.includes("msTenantId");
}

/** What a change of settings in place releases and uploads again. */
function numbersToReset(change: Change): NumberSet {
  const { state, news, settings } = change;
  if (settings.length === 0 || isReplaced(change)) return NumberSet.empty;
  const own = NumberSet.fromCanonical(state.numbers);
  const elsewhere = numbersWithDrift(state, ({ kind }) => kind === "missing" || kind === "held by tenant");
  return own.intersect(wanted(news, own)).minus(elsewhere);
}

async function warnOfHopelessRepair(context: Context, upload: ComingUpload, urn: string): Promise<void> {
  const objection = await hopeless(context, upload);
  if (objection === undefined) return;
  context.warnOnce(
    urn,
    `${upload.numbers.describe(5)}: cannot be repaired, because the platform would refuse them. ${objection}`,
  );
}

/** The numbers that this change would release: all of them in a replacement, else those taken out. Notes them for the run. */
async function numbersLeaving(context: Context, id: string, change: Change): Promise<NumberSet> {
  const { state, news } = change;
  const isAll = isReplaced(change);
  const owner = ownerOf(context, id, change);
  const own = ownNumbers(state, () => heldByOthers(context.claims, owner));
  const all = own.minus(numbersWithDrift(state, ({ kind }) => kind === "missing"));
  const leaving = isAll ? all : all.minus(wanted(news, all));
  if (leaving.isEmpty || (!isAll && news.releaseRemoved === false)) return NumberSet.empty;
  const { numbers: declared, undetermined } = await declaredByOthers(context.claims, owner, leaving);
  const released = leaving.minus(declared);
  if (undetermined.length === 0)
    context.ledger.add({ fact: "gives", ...owner, numbers: released.toCanonical(), phase: "leaving" });
  return released;
}

function ownerOf({ platform }: Context, id: string, { state, news }: Change) {
  return { id, urn: String(news.__urn), platform, tenant: state.msTenantId };
}

function wanted(news: Values, all: NumberSet): NumberSet {
  if (hasUnknown(news.numbers)) return all;
  return parseNumbers(news.numbers);
}

/** What a repair would release and upload again: never a number in use. */
async function numbersToReload(context: Context, state: AllocationState, news: Values): Promise<NumberSet> {
  const drifted = numbersWithDrift(state, isOfSettings);
  const reloaded = drifted.intersect(wanted(news, drifted));
  return reloaded.minus(inUse(await context.view(state.msTenantId).look(reloaded)));
}

function numbersWithDrift(state: AllocationState, matches: (drift: Drift) => boolean): NumberSet {
  const groups = expandGroups(state.drift ?? {});
  const found = groups.filter(({ reason }) => matches(parseDrift(reason)));
  return NumberSet.unionAll(found.map(({ numbers }) => numbers));
}

async function warnOfUse(context: Context, change: Change, released: NumberSet): Promise<void> {
  const { state, news, settings } = change;
  const used = inUse(await context.view(state.msTenantId).look(released));
  if (used.isEmpty) return;
  const isAll = isReplaced(change);
  const mayUnassign = isAll ? state.unassignOnRelease === true : news.unassignOnRelease === true;
  const may =
    settings.length > 0 && settings.every((property) => hasUnknown(news[property])) ? "may" : "will";
  const why = settings.length === 0 ? "" : ` (${settings.join(", ")})`;
  const what = `this ${isAll ? "replacement" : "update"}${why} ${may} release`;
  const consequence = mayUnassign
    ? "they will be unassigned first (unassignOnRelease)"
    : "the run will stop before anything is released. Unassign them in the Teams admin center, or allow it with unassignOnRelease: true";
  const notYet =
    isAll && !mayUnassign && news.unassignOnRelease === true
      ? ". unassignOnRelease: true has no effect yet: a replacement goes by what the state says; run pulumi up with it alone first"
      : "";
  context.warnOnce(
    String(news.__urn),
    `${what} ${counted(used.size, "number")} in use${news.__secretNumbers === true ? "" : `: ${used.describe()}`}; ${consequence}${notYet}`,
  );
}
