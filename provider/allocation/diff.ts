import { isDeepStrictEqual } from "node:util";

import { counted } from "../counted";
import { NumberSet } from "../numbers/number-set";
import { expandGroups } from "../numbers/grouped";
import type { Context } from "./context";
import { foretellChange } from "./forecast";
import {
  type AllocationState,
  numbersOf,
  ownNumbers,
  parseInputs,
  parseNumbers,
  parseState,
  SETTINGS,
} from "./model";
import { inUse } from "./observe";
import { refuseOtherPlatform } from "./refuse-other-platform";
import { hasUnknown } from "./unknown";

type Values = Record<string, unknown>;

export interface DiffResult {
  /** undefined: something differs, and the engine works out and shows what. */
  changes: boolean | undefined;
  replaces: string[];
  deleteBeforeReplace: boolean;
}

/** A state, the declaration that it is to become, and the settings for which it must be replaced. */
interface Change {
  state: AllocationState;
  news: Values;
  replaces: readonly string[];
}

const IN_PLACE = [
  "numbers",
  "ticketId",
  "adoptExisting",
  "releaseRemoved",
  "unassignOnRelease",
  "drift",
] as const;

/**
 * What differs between state and declaration. For a declaration of this run it also asks the brake and warns of
 * numbers in use, so that a preview stops or says so before the apply does.
 */
export async function diffAllocation(
  context: Context,
  id: string,
  olds: Values,
  news: Values,
): Promise<DiffResult> {
  const state = parseState(olds);
  refuseOtherPlatform(context, state, { urn: String(news.__urn) });
  context.hold(id, state);
  const replaces = SETTINGS.filter((property) => differs(property, state, news));
  const isChanged = replaces.length > 0 || IN_PLACE.some((property) => differs(property, state, news));
  const isDeclared = context.checked.has(String(news.__urn));
  // In a refresh: after an alias the outputs, which are all that a delete is given, have the URN of before.
  if (!isDeclared && news.__urn !== state.__urn)
    context.registry.add({ kind: "named", id, urn: String(news.__urn) });
  const leaving = isDeclared ? await foresee(context, id, { state, news, replaces }) : NumberSet.empty;
  // No input differs, and yet there is work: numbers on their way, or left to an allocation that never took them.
  const isSecretAnew = differs("__secretNumbers", state, news);
  const hasWork = isSecretAnew || state.pending !== undefined || !leaving.minus(numbersOf(state)).isEmpty;
  return {
    changes: isChanged ? undefined : hasWork,
    replaces: [...replaces],
    // Where the engine replaces though the settings are the same, the new resource takes the numbers over.
    deleteBeforeReplace: replaces.length > 0,
  };
}

function differs(property: keyof AllocationState, state: AllocationState, news: Values): boolean {
  return !isDeepStrictEqual(comparable(property, state[property]), comparable(property, news[property]));
}

/** Absent is empty, the order of a list of names means nothing, and nor does the case of a name. */
function comparable(property: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    const names = value.map((name) => String(name).toLowerCase());
    return names.length === 0 ? undefined : [...new Set(names)].sort();
  }
  return property === "country" && typeof value === "string" ? value.toUpperCase() : (value ?? undefined);
}

async function foresee(context: Context, id: string, { state, news, replaces }: Change): Promise<NumberSet> {
  context.registry.add({ kind: "paired", id, urn: String(news.__urn) });
  const leaving = await numbersLeaving(context, id, { state, news, replaces });
  const isRepaired = replaces.length === 0 && news.drift === undefined;
  const reloaded = isRepaired ? await numbersToReload(context, state, news) : NumberSet.empty;
  context.brake.plan(state.msTenantId, id, leaving.union(reloaded));
  if (!leaving.isEmpty) await warnOfUse(context, { state, news, replaces }, leaving);
  if (!hasUnknown(news))
    await foretellChange(context, { state, inputs: parseInputs(news), replaces, leaving });
  return leaving;
}

/** The numbers that this change would release: all of them in a replacement, else those taken out. Notes them for the run. */
async function numbersLeaving(
  context: Context,
  id: string,
  { state, news, replaces }: Change,
): Promise<NumberSet> {
  const isReplaced = replaces.length > 0;
  const owner = { urn: String(news.__urn), platform: context.platform, tenant: state.msTenantId };
  const own = ownNumbers(state, () => context.ownership.heldByOthers(owner));
  const all = own.minus(numbersWithDrift(state, (reason) => reason === "missing"));
  const leaving = isReplaced ? all : all.minus(wanted(news, all));
  if (leaving.isEmpty || (!isReplaced && news.releaseRemoved === false)) return NumberSet.empty;
  const { numbers: declared, undetermined } = await context.ownership.declaredByOthers(owner, leaving);
  const released = leaving.minus(declared);
  if (undetermined.length === 0)
    context.registry.add({ kind: "leaving", id, ...owner, numbers: released.toCanonical() });
  return released;
}

function wanted(news: Values, all: NumberSet): NumberSet {
  if (hasUnknown(news.numbers)) return all;
  return parseNumbers(news.numbers);
}

/** What a repair would release and upload again: never a number in use. */
async function numbersToReload(context: Context, state: AllocationState, news: Values): Promise<NumberSet> {
  const isSetting = (reason: string): boolean =>
    reason.startsWith("callingProfile ") || reason.startsWith("lacks ");
  const drifted = numbersWithDrift(state, isSetting);
  const reloaded = drifted.intersect(wanted(news, drifted));
  return reloaded.minus(inUse(await context.view(state.msTenantId).look(reloaded)));
}

function numbersWithDrift(state: AllocationState, matches: (reason: string) => boolean): NumberSet {
  const groups = expandGroups(state.drift ?? {});
  return NumberSet.unionAll(groups.filter(({ reason }) => matches(reason)).map(({ numbers }) => numbers));
}

async function warnOfUse(
  context: Context,
  { state, news, replaces }: Change,
  leaving: NumberSet,
): Promise<void> {
  const used = inUse(await context.view(state.msTenantId).look(leaving));
  if (used.isEmpty) return;
  const isReplaced = replaces.length > 0;
  const mayUnassign = isReplaced ? state.unassignOnRelease === true : news.unassignOnRelease === true;
  const may = isReplaced && replaces.every((property) => hasUnknown(news[property])) ? "may" : "will";
  const what = isReplaced
    ? `this replacement (${replaces.join(", ")}) ${may} release`
    : "this update will release";
  const consequence = mayUnassign
    ? "they will be unassigned first (unassignOnRelease)"
    : "the run will stop before anything is released. Unassign them in the Teams admin center, or allow it with unassignOnRelease: true";
  const notYet =
    isReplaced && !mayUnassign && news.unassignOnRelease === true
      ? ". unassignOnRelease: true has no effect yet: a replacement goes by what the state says; run pulumi up with it alone first"
      : "";
  context.warnOnce(
    String(news.__urn),
    `${what} ${counted(used.size, "number")} in use${news.__secretNumbers === true ? "" : `: ${used.describe()}`}; ${consequence}${notYet}`,
  );
}
