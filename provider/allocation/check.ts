import { counted, isOrAre, itOrThem } from "../common/counted";
import type { Checked, Opened, Values } from "../common/operations";
import { figure } from "../numbers/figure";
import { NumberSet } from "../numbers/number-set";
import { declaredTwice, nameOf } from "../run/others";
import { type AllocationInputs, parseInputs, withoutUndefined } from "../state/state";
import { numbersWhere, ownRows } from "../tenant/rows";
import { isLeaving } from "../writes/leaving";
import type { Context } from "./context";
import { type Situation, decide } from "./decide";
import { type DeclaredNumbers, readDeclaredNumbers } from "./declared-numbers";
import { readDeclaredSettings, tollFreeFailures } from "./declared-settings";
import type { Failure } from "./failure";
import type { Decision } from "./fate";
import { foretellNew, foretellUploads } from "./foretell";
import { conflictsIn } from "./gates";
import { withoutMoving } from "./moving";
import { warnOfDoubtfulSettings } from "./preflight";
import { reportUnmanaged } from "./report-unmanaged";
import { situationOfNew } from "./situation-ahead";
import type { Subject } from "./subject";
import { UNKNOWN, hasUnknown } from "./unknown";
import { unknownInputs } from "./unknown-members";

/** A sentence that begins with numbers needs no other place: they may be of either list. */
const OF_NUMBERS = { property: "" };

/** A list of typing errors longer than this helps nobody. */
const MAX_FAILURES = 50;

/**
 * Validates a declaration and makes its inputs canonical, in the preview and without a write: every failure at once,
 * and, for numbers that are new to the allocation, one look at the tenant.
 */
export async function checkAllocation(
  context: Context,
  olds: Values,
  { values: news, ...opened }: Opened,
): Promise<Checked> {
  const { urn } = opened;
  const { settings, failures } = readDeclaredSettings(news);
  failures.push(...unknownInputs(news));
  const declared = readNumbers(news, passedBefore(olds, settings));
  failures.push(...(declared?.failures ?? []), ...tollFreeFailures(settings, declared ?? NO_TOLL_FREE));
  const numbers = declared?.failures.length === 0 ? declared.numbers : undefined;
  declare(context, urn, settings.msTenantId, numbers);
  holdBefore(context, urn, olds);
  if (numbers) failures.push(...declaredTwiceIn(context, urn, numbers));
  const inputs = withoutUndefined({ ...settings, numbers: numbersInput(declared) });
  if (failures.length === 0 && numbers) {
    failures.push(...(await lookAhead(context, olds, { declared: { ...opened, values: inputs }, numbers })));
    await reportUnmanaged(context, { ...opened, inputs }, numbers);
  }
  return { inputs, failures: shorten(failures).map(inItsOwnWords) };
}

/** Looks at the tenant where that can be, and foretells what becomes of an allocation that is new: `diff` is not asked about it. */
async function lookAhead(
  context: Context,
  olds: Values,
  { declared, numbers }: { declared: Opened; numbers: NumberSet },
): Promise<Failure[]> {
  const isNew = !isCanonical(olds.numbers);
  if (hasUnknown(declared.values)) {
    if (isNew) await foretellUploads(context, declared, numbers);
    return [];
  }
  const inputs = parseInputs(declared);
  const { urn, isSecret } = declared;
  const added = addedBy(olds, numbers);
  if (!added.isEmpty) {
    const allocation = { urn, isSecret, platform: context.platform, tenant: inputs.msTenantId };
    const { failures, situation } = await alreadyThere(context, allocation, { inputs, added });
    if (failures.length > 0) return failures;
    if (isNew) await foretellNew(context, allocation, situation);
  }
  await warnOfDoubtfulSettings(context, urn, { settings: inputs, numbers: added });
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
function readNumbers(news: Values, passed: NumberSet): DeclaredNumbers | undefined {
  if (isCanonical(news.numbers))
    return { ...NO_TOLL_FREE, numbers: NumberSet.fromCanonical(news.numbers), failures: [] };

  const isUnknown = [news.phoneNumbers, news.phoneNumberRanges, news.numbers].some(hasUnknown);
  return isUnknown ? undefined : readDeclaredNumbers(news, passed);
}

/** Numbers that passed this check when they were declared: a usage or a country may be wrong for some of them only. */
function passedBefore(olds: Values, { usage, country }: Values): NumberSet {
  const isSame = olds.usage === usage && olds.country === country;
  return isSame && isCanonical(olds.numbers) ? NumberSet.fromCanonical(olds.numbers) : NumberSet.empty;
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

function declare(context: Context, urn: string, msTenantId: unknown, known: NumberSet | undefined): void {
  const { platform } = context;
  const numbers = known?.toCanonical();
  const tenant = typeof msTenantId === "string" && msTenantId !== UNKNOWN ? msTenantId : undefined;
  context.outlook.declare({ urn, platform, tenant, numbers });
  context.checked.add(urn);
  context.ledger.add({
    fact: "declares",
    urn,
    platform,
    tenant,
    numbers,
    isChecked: true,
  });
}

/** Without a refresh the old inputs are the first that the run learns of what this allocation holds. */
function holdBefore(context: Context, urn: string, { msTenantId, numbers }: Values): void {
  const { ledger, platform } = context;
  if (typeof msTenantId !== "string" || !isCanonical(numbers) || ledger.isSeen(urn)) return;
  ledger.add({ fact: "holds", urn, urnBy: "inputs", platform, tenant: msTenantId, numbers });
}

function declaredTwiceIn({ claims, platform }: Context, urn: string, numbers: NumberSet): Failure[] {
  return declaredTwice(claims, { urn, platform }, numbers).map((other) => ({
    ...OF_NUMBERS,
    reason: `${other.numbers.describe()} ${isOrAre(other.numbers.size)} also declared by "${nameOf(other.urn)}" (${other.urn}); a number belongs to one allocation`,
  }));
}

/** Looks at the tenant for numbers that the allocation did not have: a surprise belongs in the preview. */
async function alreadyThere(
  context: Context,
  allocation: Subject,
  { inputs, added }: { inputs: AllocationInputs; added: NumberSet },
): Promise<{ failures: Failure[]; situation: Situation }> {
  const { urn, tenant } = allocation;
  const looked = await context.view(tenant).look(added);
  const rows = await withoutMoving(context, allocation, looked);
  const leaving = numbersWhere(ownRows(rows, tenant), isLeaving);
  if (!leaving.isEmpty) context.warnOnce(urn, leavingWarning(leaving));
  const others = new Map([...rows].filter(([phoneNumber]) => !leaving.has(phoneNumber)));
  const situation = situationOfNew(context, allocation, { inputs, added, rows: others });
  const decision = decide(situation);
  const conflicts = conflictsIn(decision, tenant);
  const warning = takeoverWarning(decision, inputs.numbers.size);
  if (warning !== undefined && conflicts.length === 0) context.warnOnce(urn, warning);
  const failures = conflicts.map((reason): Failure => ({ ...OF_NUMBERS, reason, code: "already_there" }));
  return { failures, situation };
}

/** They may have gone when the up comes to them, which waits for them. */
function leavingWarning(leaving: NumberSet): string {
  return `${leaving.describe()}: ReleaseRequested, so still leaving the tenant; an up waits half a minute for ${itOrThem(leaving.size)} to be gone`;
}

function takeoverWarning(decision: Decision, declared: number): string | undefined {
  const takeovers = decision.all("takeOver").filter(({ fate }) => fate.from !== "stack");
  const taken = NumberSet.unionAll(takeovers.map(({ numbers }) => numbers));
  if (taken.isEmpty) return undefined;
  const interrupted = NumberSet.unionAll(
    takeovers.filter(({ fate }) => fate.from === "interrupted run").map(({ numbers }) => numbers),
  );
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
