import { counted, isOrAre, itOrThem } from "../counted";
import { figure } from "../numbers/figure";
import { NumberSet } from "../numbers/number-set";
import { aboutToLeave, declaredTwice, nameOf, namedBefore } from "../run/others";
import { type AllocationInputs, parseInputs, withoutUndefined } from "../state/state";
import type { Rows } from "../tenant/rows";
import type { Context } from "./context";
import { type DeclaredNumbers, type Failure, readDeclaredNumbers } from "./declared-numbers";
import { readDeclaredSettings, tollFreeFailures } from "./declared-settings";
import { foretellNew, foretellUploads } from "./forecast";
import { warnOfDoubtfulSettings } from "./preflight";
import { type Takeover, classifyExisting, withoutMoving } from "./takeover";
import { UNKNOWN, hasUnknown } from "./unknown";
import { unknownInputs } from "./unknown-members";

/** A sentence that begins with numbers needs no other place: they may be of either list. */
const OF_NUMBERS = { property: "" };

/** A list of typing errors longer than this helps nobody. */
const MAX_FAILURES = 50;

type Values = Record<string, unknown>;

export interface CheckResult {
  inputs: Values;
  failures: Failure[];
}

/**
 * Validates a declaration and makes its inputs canonical, in the preview and without a write: every failure at once,
 * and, for numbers that are new to the allocation, one look at the tenant.
 */
export async function checkAllocation(context: Context, olds: Values, news: Values): Promise<CheckResult> {
  const urn = String(news.__urn);
  const { settings, failures } = readDeclaredSettings(news);
  failures.push(...unknownInputs(news));
  const declared = readNumbers(news);
  failures.push(...(declared?.failures ?? []), ...tollFreeFailures(settings, declared ?? NO_TOLL_FREE));
  const numbers = declared?.failures.length === 0 ? declared.numbers : undefined;
  declare(context, urn, settings.msTenantId, numbers);
  holdBefore(context, urn, olds);
  if (numbers) failures.push(...declaredElsewhere(context, urn, numbers));
  const inputs = withoutUndefined({
    ...settings,
    numbers: numbersInput(declared),
    drift: news.drift,
    __urn: urn,
    __secretNumbers: news.__secretNumbers ?? undefined,
    __provider: news.__provider,
  });
  if (failures.length === 0 && numbers)
    failures.push(...(await lookAhead(context, olds, { inputs, numbers })));
  return { inputs, failures: shorten(failures).map(inItsOwnWords) };
}

/** Looks at the tenant where that can be, and foretells what becomes of an allocation that is new: `diff` is not asked about it. */
async function lookAhead(
  context: Context,
  olds: Values,
  { inputs, numbers }: { inputs: Values; numbers: NumberSet },
): Promise<Failure[]> {
  const isNew = !isCanonical(olds.numbers);
  if (hasUnknown(inputs)) {
    if (isNew) foretellUploads(context, inputs, numbers);
    return [];
  }
  const parsed = parseInputs(inputs);
  const { failures, rows } = await alreadyThere(context, olds, parsed);
  if (failures.length > 0) return failures;
  if (isNew) foretellNew(context, parsed, rows);
  await warnOfDoubtfulSettings(context, parsed, addedBy(olds, numbers));
  return [];
}

/**
 * A property that is named to the engine has its whole value printed before the sentence: 3,000 numbers, or `{<nil>}` where it
 * has another name among the inputs. So none is, and the sentence itself begins with the place.
 */
function inItsOwnWords({ property, reason, ...code }: Failure): Failure {
  return { ...code, property: "", reason: reason.startsWith(property) ? reason : `${property}: ${reason}` };
}

/** Beside a failure there are none: an engine that meets an unknown value in an up says no more than that. */
function numbersInput(declared: DeclaredNumbers | undefined): unknown {
  if (declared === undefined) return UNKNOWN;
  return declared.failures.length === 0 ? declared.numbers.toCanonical() : undefined;
}

const NO_TOLL_FREE = { tollFree: undefined, northAmericanTollFree: undefined };

/** The declared numbers, or undefined where one is not known yet. `numbers` itself comes only from `ignoreChanges`. */
function readNumbers(news: Values): DeclaredNumbers | undefined {
  if (isCanonical(news.numbers))
    return { ...NO_TOLL_FREE, numbers: NumberSet.fromCanonical(news.numbers), failures: [] };

  const isUnknown = [news.phoneNumbers, news.phoneNumberRanges, news.numbers].some(hasUnknown);
  return isUnknown ? undefined : readDeclaredNumbers(news.phoneNumbers, news.phoneNumberRanges);
}

function isCanonical(value: unknown): value is Record<string, number> {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((count) => typeof count === "number")
  );
}

/** Numbers that the allocation did not have. */
function addedBy(olds: Values, numbers: NumberSet): NumberSet {
  return isCanonical(olds.numbers) ? numbers.minus(NumberSet.fromCanonical(olds.numbers)) : numbers;
}

function declare(context: Context, urn: string, tenant: unknown, numbers: NumberSet | undefined): void {
  context.checked.add(urn);
  context.ledger.add({
    fact: "declares",
    urn,
    platform: context.platform,
    ...(typeof tenant === "string" && tenant !== UNKNOWN && { tenant }),
    ...(numbers && { numbers: numbers.toCanonical() }),
    isChecked: true,
  });
}

/** Without a refresh the old inputs are the first that the run learns of what this allocation holds. */
function holdBefore(context: Context, urn: string, { msTenantId, numbers }: Values): void {
  if (typeof msTenantId !== "string" || !isCanonical(numbers)) return;
  const { ledger, platform } = context;
  ledger.add({ fact: "holds", urn, urnBy: "inputs", platform, tenant: msTenantId, numbers });
}

function declaredElsewhere({ claims, platform }: Context, urn: string, numbers: NumberSet): Failure[] {
  return declaredTwice(claims, { urn, platform }, numbers).map((other) => ({
    ...OF_NUMBERS,
    reason: `${other.numbers.describe()} ${isOrAre(other.numbers.size)} declared by "${nameOf(other.urn)}" too (${other.urn}); a number belongs to one allocation`,
  }));
}

/**
 * A program that awaits something between two allocations: the engine has worked on the first by the time that the second
 * is made. It is told in the preview; an allocation that has begun to release does not come back for it.
 */
function declaredLate(context: Context, inputs: AllocationInputs, added: NumberSet): Failure[] {
  const owner = { urn: inputs.__urn, platform: context.platform, tenant: inputs.msTenantId };
  return aboutToLeave(context.claims, owner, added).map((other) => ({
    ...OF_NUMBERS,
    reason:
      `${other.numbers.describe()} ${isOrAre(other.numbers.size)} given up by "${nameOf(other.urn)}", which would release ${itOrThem(other.numbers.size)} before this allocation is known: ` +
      "make all allocations of a tenant before the program awaits anything, or after it",
  }));
}

/** Looks at the tenant for numbers that the allocation did not have: a surprise belongs in the preview. */
async function alreadyThere(
  context: Context,
  olds: Values,
  inputs: AllocationInputs,
): Promise<{ failures: Failure[]; rows: Rows }> {
  const numbers = NumberSet.fromCanonical(inputs.numbers);
  const added = addedBy(olds, numbers);
  if (added.isEmpty) return { failures: [], rows: new Map() };
  const late = declaredLate(context, inputs, added);
  if (late.length > 0) return { failures: late, rows: new Map() };
  const looked = await context.view(inputs.msTenantId).look(added);
  const rows = await withoutMoving(context, inputs.msTenantId, looked);
  if (rows.size === 0) return { failures: [], rows };
  const named = namedBefore(context.claims, { platform: context.platform, tenant: inputs.msTenantId });
  const takeover = classifyExisting(
    context,
    inputs,
    new Map([...rows].filter(([number]) => !named.has(number))),
  );
  const warning = takeoverWarning(takeover, numbers.size);
  if (warning !== undefined && takeover.problems.length === 0) context.warnOnce(inputs.__urn, warning);
  return {
    failures: takeover.problems.map((reason) => ({ ...OF_NUMBERS, reason, code: "already_there" })),
    rows,
  };
}

function takeoverWarning({ adopted, interrupted }: Takeover, declared: number): string | undefined {
  const taken = adopted.union(interrupted);
  if (taken.isEmpty) return undefined;
  const why = interrupted.isEmpty ? "" : ` (${figure(interrupted.size)} of them left by an interrupted run)`;
  const release = `destroying this stack will release ${itOrThem(taken.size)}`;
  return `takes over ${figure(taken.size)} of ${counted(declared, "number")} already in the tenant; ${release}${why}`;
}

function shorten(failures: Failure[]): Failure[] {
  if (failures.length <= MAX_FAILURES) return failures;
  const rest = failures.length - MAX_FAILURES;
  return [
    ...failures.slice(0, MAX_FAILURES),
    { property: "", reason: `and ${figure(rest)} more of this kind` },
  ];
}
