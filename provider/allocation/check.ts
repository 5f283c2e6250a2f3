import type { Checked, Failure, Opened, Values } from "../common/operations";
import { withoutUndefined } from "../common/without-undefined";
import { figure } from "../numbers/figure";
import { NumberSet } from "../numbers/number-set";
import type { Context } from "./context";
import { type DeclaredNumbers, readDeclaredNumbers } from "./declared-numbers";
import { readDeclaredSettings, tollFreeFailures } from "./declared-settings";
import { declaredTwiceIn } from "./declared-twice";
import { lookAhead } from "./look-ahead";
import { reportUnmanaged } from "./report-unmanaged";
import { UNKNOWN, hasUnknown } from "./unknown";
import { unknownInputs } from "./unknown-members";

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
  const { settings, failures: ofSettings } = readDeclaredSettings(news);
  const before = canonicalNumbers(olds);
  const isSameKind = olds.usage === settings.usage && olds.country === settings.country;
  // Numbers that passed this check when they were declared: a usage or a country may be wrong for some of them only.
  const declared = readNumbers(news, isSameKind ? before : undefined);
  const failures = [
    ...ofSettings,
    ...unknownInputs(news),
    ...(declared?.failures ?? []),
    ...tollFreeFailures(settings, declared ?? NO_TOLL_FREE),
  ];
  const numbers = declared?.failures.length === 0 ? declared.numbers : undefined;
  declare(context, urn, settings.msTenantId, numbers);
  if (before) holdBefore(context, urn, { msTenantId: olds.msTenantId, numbers: before });
  if (numbers) failures.push(...declaredTwiceIn(context, urn, numbers));
  const inputs = withoutUndefined({ ...settings, numbers: numbersInput(declared) });
  if (failures.length === 0 && numbers) {
    failures.push(...(await lookAhead(context, { ...opened, values: inputs }, { numbers, before })));
    await reportUnmanaged(context, { ...opened, inputs }, numbers);
  }
  return { inputs, failures: shorten(failures).map(inItsOwnWords) };
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
function readNumbers(news: Values, passed: NumberSet | undefined): DeclaredNumbers | undefined {
  const ignored = canonicalNumbers(news);
  if (ignored !== undefined) return { ...NO_TOLL_FREE, numbers: ignored, failures: [] };
  const isUnknown = [news.phoneNumbers, news.phoneNumberRanges, news.numbers].some(hasUnknown);
  return isUnknown ? undefined : readDeclaredNumbers(news, passed);
}

/** The numbers of checked inputs; undefined where there are none yet. */
function canonicalNumbers({ numbers }: Values): NumberSet | undefined {
  return isCanonical(numbers) ? NumberSet.fromCanonical(numbers) : undefined;
}

function isCanonical(value: unknown): value is Record<string, number> {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((count) => typeof count === "number")
  );
}

function declare(context: Context, urn: string, msTenantId: unknown, known: NumberSet | undefined): void {
  const { platform } = context;
  const numbers = known?.toCanonical();
  const tenant = typeof msTenantId === "string" && msTenantId !== UNKNOWN ? msTenantId : undefined;
  context.outlook.declare({ urn, platform, tenant, numbers });
  context.checked.add(urn);
  context.ledger.add({ fact: "declares", urn, platform, tenant, numbers, isChecked: true });
}

/** Without a refresh the old inputs are the first that the run learns of what this allocation holds. */
function holdBefore(
  { ledger, platform }: Context,
  urn: string,
  { msTenantId: tenant, numbers }: { msTenantId: unknown; numbers: NumberSet },
): void {
  if (typeof tenant !== "string" || ledger.isSeen(urn)) return;
  ledger.add({ fact: "holds", urn, urnBy: "inputs", platform, tenant, numbers: numbers.toCanonical() });
}

function shorten(failures: Failure[]): Failure[] {
  if (failures.length <= MAX_FAILURES) return failures;
  const rest = failures.length - MAX_FAILURES;
  return [
    ...failures.slice(0, MAX_FAILURES),
    { property: "", reason: `and ${figure(rest)} more of this kind` },
  ];
}
