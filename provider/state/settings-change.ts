import { isDeepStrictEqual } from "node:util";

import { lowerCase } from "../common/lower-case";
import { NumberSet } from "../numbers/number-set";
import type { Hidden } from "../run/ledger";
import { type Row, type Rows, isOwn, numbersWhere, pick } from "../tenant/rows";
import { type EarlierSettings, type GivenSettings, pickSettings } from "./earlier-settings";
import { numbersOf } from "./owned-numbers";
import { HIDDEN, SETTINGS, type SettingName } from "./properties";
import type { AllocationInputs, AllocationState, DeclaredSettings } from "./state";

/** What a program gives may not be known yet. */
type SomeSettings = { readonly [Name in SettingName]?: unknown };
type Holding = DeclaredSettings & Pick<AllocationState, "earlierSettings" | "drift">;

/** Numbers of an allocation, and what is known of them in the tenant. */
interface Held {
  readonly own: NumberSet;
  readonly rows: Rows;
}

/** The settings that differ between a state and what is declared. */
export function changedSettings(olds: SomeSettings, news: SomeSettings): SettingName[] {
  return SETTINGS.filter((property) => differs(property, olds[property], news[property]));
}

/** Whether two values of an input mean something else. */
export function differs(property: string, old: unknown, value: unknown): boolean {
  return !isDeepStrictEqual(comparable(property, old), comparable(property, value));
}

/** Absent is empty, the order of a list of names means nothing, and nor does the case of a name. */
function comparable(property: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    const names = value.map((name) => String(name).toLowerCase());
    return names.length === 0 ? undefined : [...new Set(names)].sort();
  }
  return property === "country" && typeof value === "string" ? value.toUpperCase() : (value ?? undefined);
}

/** The same with these settings; one that is not among them is taken away. */
export function withSettings<T extends DeclaredSettings>(
  declared: T,
  settings: GivenSettings,
  names: readonly SettingName[] = SETTINGS,
): T {
  return { ...declared, ...Object.fromEntries(names.map((name) => [name, settings[name]])) };
}

/** What numbers have by a state: most what it declares, the others what they had when a change of settings did not come to them. */
export function settingsIn(
  state: DeclaredSettings & Pick<AllocationState, "earlierSettings">,
  numbers: NumberSet,
): EarlierSettings[] {
  const others = NumberSet.unionOf(state.earlierSettings);
  return [
    { numbers: numbers.minus(others), settings: pickSettings(state) },
    ...state.earlierSettings.map((one) => ({ ...one, numbers: one.numbers.intersect(numbers) })),
  ].filter((one) => !one.numbers.isEmpty);
}

/** The settings among these that the platform does not show, as texts: equal for all values that mean the same. */
export function hiddenTexts(settings: SomeSettings): Record<string, string> {
  const given = HIDDEN.map((name) => [name, comparable(name, settings[name])] as const);
  return Object.fromEntries(
    given.flatMap(([name, value]) => (value === undefined ? [] : [[name, JSON.stringify(value)]])),
  );
}

/** What numbers of a state have of settings that the platform does not show. */
export function hiddenIn(state: AllocationState): Hidden[] {
  return settingsIn(state, numbersOf(state)).map(({ numbers, settings }) => ({
    ...{ numbers, settings: pickSettings(settings, HIDDEN) },
  }));
}

/**
 * Numbers that have come from another allocation without a request, and that have another value of a setting that the platform
 * does not show: nothing but this says that they are to be changed.
 *
 * @param hidden what is known of them
 */
export function unchangedArrivals(
  to: AllocationInputs,
  arrived: NumberSet,
  hidden: readonly Hidden[],
): EarlierSettings[] {
  const had = hidden.map(({ numbers, settings }) => ({
    numbers: numbers.intersect(arrived),
    settings: pickSettings(withSettings(to, settings, HIDDEN)),
  }));
  return had.filter(({ numbers, settings }) => !numbers.isEmpty && changedSettings(settings, to).length > 0);
}

/** The settings of numbers that are to change by a declaration. */
export function changesOf({ settings, doubtful = [] }: EarlierSettings, to: SomeSettings): string[] {
  return [...new Set([...doubtful, ...changedSettings(settings, to)])];
}

/** Numbers in the tenant that are still to get the settings of a declaration, and what they have, by what the tenant shows of them. */
export function stillToChange(state: Holding, to: SomeSettings, { own, rows }: Held): EarlierSettings[] {
  return settingsIn(state, own).flatMap((had) => {
    const changed = changesOf(had, to);
    if (changed.length === 0) return [];
    const isChanged = (row: Row): boolean =>
      had.doubtful === undefined && changed.every((property) => shows(row, property, had.settings, to));
    const numbers = numbersWhere(
      pick(rows, had.numbers),
      (row) => isOwn(row, state.msTenantId) && !isChanged(row),
    );
    return numbers.isEmpty ? [] : [{ ...had, numbers }];
  });
}

/**
 * Numbers that are to be released and uploaded again, because the program changes their settings, or because an earlier change has
 * not come to them; but that what the tenant shows to be wrong is a repair.
 */
export function toReset(state: Holding, to: SomeSettings, held: Held): NumberSet {
  const numbers = NumberSet.unionOf(stillToChange(state, to, held));
  if (changedSettings(state, to).length > 0) return numbers;
  const shown = state.drift.filter(({ drift }) => drift.kind !== "not changed yet");
  return numbers.minus(NumberSet.unionOf(shown));
}

/** Whether a number shows that it has the new value already: a run that was killed may have given it. */
function shows(row: Row, property: string, before: GivenSettings, after: SomeSettings): boolean {
  if (row === "unreadable") return false;
  if (property === "callingProfile") return row.callingProfileId === after.callingProfile;
  if (property !== "capabilities") return false;
  const acquired = lowerCase(row.acquiredCapabilities);
  const wanted = lowerCase(namesIn(after.capabilities));
  const dropped = [...lowerCase(namesIn(before.capabilities))].filter((name) => !wanted.has(name));
  return [...wanted].every((name) => acquired.has(name)) && !dropped.some((name) => acquired.has(name));
}

/** None where they are not known yet. */
function namesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
