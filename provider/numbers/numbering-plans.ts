import type * as libphonenumber from "libphonenumber-js/core";
import type { CountryCode, MetadataJson, PhoneNumber } from "libphonenumber-js/core";

type Library = typeof libphonenumber;

/** What a calling code is known to hold, whatever blocks of it are in use. */
export interface NumberingPlan {
  /** Without the plus: `61`. */
  readonly callingCode: string;
  /** ISO codes, the main one first; none where the code belongs to no country (`800`). */
  readonly countries: readonly CountryCode[];
  /** How many digits may follow the calling code in its main country, ascending; empty where it has none. */
  readonly lengths: readonly number[];
}

export interface NumberingPlans {
  /** The plan of digits that begin with a calling code; undefined where no such code is assigned. */
  planOf(digits: string): NumberingPlan | undefined;
  /** The number as its plan reads it, without a trunk prefix; undefined where it cannot be one. */
  parse(phoneNumber: string): PhoneNumber | undefined;
}

let loaded: NumberingPlans | undefined;

/** libphonenumber with the full metadata, the only one that knows toll-free numbers. */
export function numberingPlans(): NumberingPlans {
  loaded ??= loadPlans();
  return loaded;
}

/** At the first use: it takes some 35 ms, and many runs of the provider never look at a number's plan. */
function loadPlans(): NumberingPlans {
  const library: unknown = require("libphonenumber-js/core");
  const metadata: unknown = require("libphonenumber-js/metadata.max.json");
  if (!isLibrary(library) || !isMetadata(metadata)) throw new Error("libphonenumber-js is not as expected");
  const plans = new Map<string, NumberingPlan | undefined>();
  const planOfCode = (callingCode: string): NumberingPlan | undefined => {
    if (!plans.has(callingCode)) plans.set(callingCode, planIn(metadata, callingCode, library));
    return plans.get(callingCode);
  };
  return {
    planOf: (digits) => [1, 2, 3].map((length) => planOfCode(digits.slice(0, length))).find((plan) => plan),
    parse: (phoneNumber) => library.parsePhoneNumberFromString(phoneNumber, metadata),
  };
}

function planIn(metadata: MetadataJson, callingCode: string, library: Library): NumberingPlan | undefined {
  if (callingCode in metadata.nonGeographic) return { callingCode, countries: [], lengths: [] };
  const countries = Object.entries(metadata.country_calling_codes).find(
    ([code]) => code === callingCode,
  )?.[1];
  if (countries === undefined) return undefined;
  return { callingCode, countries, lengths: lengthsOf(countries[0], new library.Metadata(metadata)) };
}

/** Those of the main country: some that share its calling code list lengths that are dialled locally only. */
function lengthsOf(
  country: CountryCode | undefined,
  metadata: InstanceType<Library["Metadata"]>,
): readonly number[] {
  if (country !== undefined) metadata.selectNumberingPlan(country);
  return metadata.numberingPlan?.possibleLengths() ?? [];
}

function isLibrary(value: unknown): value is Library {
  // The module is its default export, a function, with the others as properties.
  return typeof value === "function" && "parsePhoneNumberFromString" in value && "Metadata" in value;
}

function isMetadata(value: unknown): value is MetadataJson {
  return (
    typeof value === "object" &&
    value !== null &&
    "country_calling_codes" in value &&
    "nonGeographic" in value
  );
}
