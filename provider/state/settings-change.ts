import { isDeepStrictEqual } from "node:util";

import { lowerCase } from "../common/lower-case";
import { NumberSet } from "../numbers/number-set";
import type { Hidden } from "../run/ledger";
import { type ReadableRow, type Rows, isOwn, readable } from "../tenant/rows";
import { HIDDEN, SETTINGS, type SettingName } from "./properties";
import {
  type AllocationInputs,
  type AllocationState,
  type DeclaredSettings,
  type SettingsBefore,
  numbersOf,
} from "./state";

/** Numbers that a change of settings has not come to, and what they have still. */
export interface Unchanged {
  numbers: NumberSet;
  /** The settings that are to change. */
  properties: readonly string[];
  before: SettingsBefore | undefined;
}

/** The settings that differ between a state and what is declared. */
export function changedSettings(
  state: DeclaredSettings,
  news: { readonly [Name in SettingName]?: unknown },
): SettingName[] {
  return SETTINGS.filter((property) => differs(property, state[property], news[property]));
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

/** Those that the state says an earlier change has not come to. */
export function unchangedIn(state: AllocationState): Unchanged | undefined {
  const before = state.settingsBefore;
  return joinUnchanged(
    state.drift.flatMap(({ numbers, drift }) =>
      drift.kind === "not changed yet" ? [{ numbers, properties: drift.properties, before }] : [],
    ),
  );
}

/** The inputs with the settings that numbers have had until now. */
export function withSettingsOf(state: AllocationState, inputs: AllocationInputs): AllocationInputs {
  const settings = Object.fromEntries(SETTINGS.map((property) => [property, state[property]]));
  return { ...inputs, ...settings, ...state.settingsBefore };
}

/** Settings as a state keeps them beside the new ones. */
export function settingsOf(
  inputs: DeclaredSettings,
  names: readonly SettingName[] = SETTINGS,
): SettingsBefore {
  const settings = names.map((property) => [property, inputs[property]] as const);
  return Object.fromEntries(
    settings.filter((entry): entry is [SettingName, string | string[]] => entry[1] !== undefined),
  );
}

/** What numbers of a state have of settings that the platform does not show. */
export function hiddenIn(state: AllocationState): Hidden[] {
  const unchanged = unchangedIn(state)?.numbers ?? NumberSet.empty;
  const groups = [
    { numbers: numbersOf(state).minus(unchanged), settings: settingsOf(state, HIDDEN) },
    { numbers: unchanged, settings: settingsOf({ ...state, ...state.settingsBefore }, HIDDEN) },
  ];
  return groups.filter(({ numbers }) => !numbers.isEmpty);
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
): Unchanged[] {
  return hidden.flatMap(({ numbers, settings }) => {
    const properties = HIDDEN.filter((property) => differs(property, settings[property], to[property]));
    const unchanged = numbers.intersect(arrived);
    if (properties.length === 0 || unchanged.isEmpty) return [];
    return [{ numbers: unchanged, properties, before: { ...settingsOf(to), ...settings } }];
  });
}

/** All of them together: of several values to go back to a state keeps one. */
export function joinUnchanged(all: readonly Unchanged[]): Unchanged | undefined {
  const [first] = all;
  return (
    first && {
      numbers: NumberSet.unionOf(all),
      properties: [...new Set(all.flatMap(({ properties }) => properties))],
      before: first.before,
    }
  );
}

/** Numbers of the tenant that are still to get the settings that change, by what the tenant shows of them. */
export function stillToChange(
  rows: Rows,
  {
    before,
    after,
    changed,
  }: { before: DeclaredSettings; after: DeclaredSettings; changed: readonly SettingName[] },
): NumberSet {
  if (changed.length === 0) return NumberSet.empty;
  const toChange = readable(rows).filter(
    (row) =>
      isOwn(row, after.msTenantId) && !changed.every((property) => shows(row, property, { before, after })),
  );
  return NumberSet.fromNumbers(toChange.map(({ telephoneNumber }) => telephoneNumber));
}

/** Whether a number shows that it has the new value already: a run that was killed may have given it. */
function shows(
  row: ReadableRow,
  property: SettingName,
  { before, after }: { before: DeclaredSettings; after: DeclaredSettings },
): boolean {
  if (property === "callingProfile") return row.callingProfileId === after.callingProfile;
  if (property !== "capabilities") return false;
  const acquired = lowerCase(row.acquiredCapabilities);
  const wanted = lowerCase(after.capabilities);
  const dropped = [...lowerCase(before.capabilities)].filter((name) => !wanted.has(name));
  return [...wanted].every((name) => acquired.has(name)) && !dropped.some((name) => acquired.has(name));
}
