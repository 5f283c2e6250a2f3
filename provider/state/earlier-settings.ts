import * as z from "zod";

import { NumberSet } from "../numbers/number-set";
import type { Drifted } from "./drift";
import { SETTINGS, type SettingName } from "./properties";

const texts = z.array(z.string());
const settingsSchema = z.record(z.string(), z.union([z.string(), texts]));

/** Its name in a state. Secret always: it may have an address, and the dynamic provider is not told what the program declares secret. */
export const EARLIER_SETTINGS = "__earlierSettings";

/** As a state keeps it. */
export const earlierSettingsSchema = z.array(
  z.object({
    numbers: z.record(z.string(), z.number()),
    settings: settingsSchema,
    doubtful: texts.optional(),
  }),
);
/** As states had it that kept one value for all numbers. */
export const joinedSchema = settingsSchema;

/** Settings by name; what was not given is absent. */
export type GivenSettings = Readonly<Record<string, string | string[]>>;

/** Numbers that a change of settings has not come to, and what they have still. */
export interface EarlierSettings {
  readonly numbers: NumberSet;
  readonly settings: GivenSettings;
  /** Settings of which it is not known whether each of the numbers had this value: theirs are to be changed, whatever is declared. */
  readonly doubtful?: readonly string[] | undefined;
}

/** @param old what a state says that has no such list */
export function parseEarlierSettings(
  all: z.infer<typeof earlierSettingsSchema> | undefined,
  old: { drift: readonly Drifted[]; settings: GivenSettings },
): EarlierSettings[] {
  return (
    all?.map((one) => ({ ...one, numbers: NumberSet.fromCanonical(one.numbers) })) ??
    earlierByDrift(old.drift, old.settings)
  );
}

/** The inverse of `parseEarlierSettings`; undefined where there is nothing to keep. */
export function printEarlierSettings(
  all: readonly EarlierSettings[],
): z.infer<typeof earlierSettingsSchema> | undefined {
  if (all.length === 0) return undefined;
  return all.map(({ numbers, settings, doubtful }) => ({
    ...{ numbers: numbers.toCanonical(), settings },
    ...(doubtful && { doubtful: [...doubtful] }),
  }));
}

/** What a state says that kept one value for all numbers: which they are stands in its drift alone. */
export function earlierByDrift(drift: readonly Drifted[], settings: GivenSettings): EarlierSettings[] {
  return drift.flatMap(({ numbers, drift: one }) =>
    one.kind === "not changed yet" ? [{ numbers, settings, doubtful: one.properties }] : [],
  );
}

/** The settings among some values. */
export function pickSettings(
  values: { readonly [Name in SettingName]?: string | string[] | undefined },
  names: readonly SettingName[] = SETTINGS,
): GivenSettings {
  const settings = names.map((name) => [name, values[name]] as const);
  return Object.fromEntries(
    settings.filter((entry): entry is [SettingName, string | string[]] => entry[1] !== undefined),
  );
}

/** Each number once: the first that tells of it is believed. Those that have the same are one. */
export function joinEarlierSettings(all: readonly EarlierSettings[]): EarlierSettings[] {
  const joined = new Map<string, EarlierSettings>();
  let known = NumberSet.empty;
  for (const { numbers, settings, doubtful } of all) {
    const key = JSON.stringify([Object.entries(settings).sort(), doubtful]);
    const others = joined.get(key)?.numbers ?? NumberSet.empty;
    joined.set(key, { numbers: others.union(numbers.minus(known)), settings, doubtful });
    known = known.union(numbers);
  }
  return [...joined.values()].filter(({ numbers }) => !numbers.isEmpty);
}
