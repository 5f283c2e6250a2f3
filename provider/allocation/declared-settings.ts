import { isGuid } from "../common/guid";
import type { Failure, Values } from "../common/operations";
import { type Kind, PROPERTIES, type Property } from "../state/properties";
import { REQUESTED_CAPABILITIES } from "../state/row-drift";
import { countryCode, likelyCountryCode } from "./country-codes";
import { UNKNOWN, hasUnknown } from "./unknown";

export const USAGES = [
  "CallingUserAssignment",
  "FirstPartyAppAssignment",
  "ThirdPartyAppAssignment",
  "ConferenceAssignment",
] as const;

type Reader = (property: string, value: unknown) => unknown;

const READERS: Readonly<Record<Kind, Reader>> = {
  guid,
  usage,
  usages,
  capabilities,
  country,
  text: nonEmpty,
  flag: boolean,
};

/**
 * Reads every input but the numbers into its canonical form (GUIDs in lower case, lists sorted without repeats);
 * absent values stay absent and unknown ones unknown. Every failure names the property and the value.
 */
export function readDeclaredSettings(news: Values): { settings: Values; failures: Failure[] } {
  const failures: Failure[] = [];
  const settings: Values = {};
  for (const [property, line] of Object.entries<Property>(PROPERTIES)) {
    const value = news[property];
    if (value === undefined || value === null) {
      if (line.isRequired) failures.push({ property, reason: `${property} is required` });
      continue;
    }
    try {
      settings[property] = hasUnknown(value) ? UNKNOWN : READERS[line.kind](property, value);
    } catch (error) {
      failures.push({ property, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  failures.push(...usageTwice(settings));
  return { settings, failures };
}

/** Toll-free numbers take one usage only, and North American ones need their country. */
export function tollFreeFailures(
  settings: Values,
  numbers: { tollFree: string | undefined; northAmericanTollFree: string | undefined },
): Failure[] {
  const failures: Failure[] = [];
  const isKnown = typeof settings.usage === "string" && settings.usage !== UNKNOWN;
  if (numbers.tollFree !== undefined && isKnown && settings.usage !== "FirstPartyAppAssignment") {
    failures.push({
      property: "usage",
      reason: `${numbers.tollFree} is toll-free and needs usage "FirstPartyAppAssignment", got "${String(settings.usage)}"`,
    });
  }
  if (numbers.northAmericanTollFree !== undefined && settings.country === undefined) {
    failures.push({
      property: "country",
      reason: `${numbers.northAmericanTollFree} is a North American toll-free number and needs country, such as "US"`,
    });
  }
  return failures;
}

function guid(property: string, value: unknown): string {
  const text = typeof value === "string" ? value.trim().toLowerCase() : "";
  if (isGuid(text)) return text;
  throw new Error(
    `${property} must be a GUID such as 3bc57cac-5794-457f-ad36-2c88cade9dbb, got ${JSON.stringify(value)}`,
  );
}

function usage(property: string, value: unknown): string {
  if (USAGES.some((known) => known === value)) return String(value);
  throw new Error(`${property} must be one of ${USAGES.join(", ")}, got ${JSON.stringify(value)}`);
}

function usages(property: string, value: unknown): string[] | undefined {
  const list = textList(property, value).map((item) => usage(property, item));
  return list.length === 0 ? undefined : list;
}

function capabilities(property: string, value: unknown): string[] {
  // The platform does not care about their case, so nothing is to be released for it.
  const list = new Map(textList(property, value).map((name) => [name.trim().toLowerCase(), name.trim()]));
  for (const known of REQUESTED_CAPABILITIES)
    if (list.has(known.toLowerCase())) list.set(known.toLowerCase(), known);
  if (list.size > 0) return [...list.values()].sort();
  throw new Error(`${property} must name at least one capability, such as "InboundCalling"`);
}

function country(property: string, value: unknown): string {
  const text = nonEmpty(property, value);
  const code = countryCode(text);
  if (code !== undefined) return code;
  const meant = likelyCountryCode(text) ?? "AU";
  throw new Error(
    `${property} must be an ISO 3166 code of two letters such as "${meant}", got ${JSON.stringify(value)}`,
  );
}

function textList(property: string, value: unknown): string[] {
  if (!Array.isArray(value))
    throw new Error(`${property} must be a list of texts, got ${JSON.stringify(value)}`);
  return [...new Set(value.map((item: unknown, index) => nonEmpty(`${property}[${index}]`, item)))].sort();
}

function nonEmpty(property: string, value: unknown): string {
  if (typeof value === "string" && value.trim() !== "") return value;
  throw new Error(`${property} must be a text that is not empty, got ${JSON.stringify(value)}`);
}

function boolean(property: string, value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw new Error(`${property} must be true or false, got ${JSON.stringify(value)}`);
}

function usageTwice({ usage: main, additionalUsages }: Values): Failure[] {
  if (!Array.isArray(additionalUsages) || !additionalUsages.includes(main)) return [];
  return [
    {
      property: "additionalUsages",
      reason: `additionalUsages repeats the usage "${String(main)}": name only others`,
    },
  ];
}
