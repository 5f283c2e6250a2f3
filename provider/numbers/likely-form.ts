import { numberingPlans } from "./numbering-plans";

const SEPARATORS = /[\s\p{Cf}\p{Pd}().\/]/gu;

/** Two numbers in one text; of the same length, else the second is the end of the first, after a separator. */
const RANGE = /^(\+\d{5,})\s*(?:\.{2,}|\p{Pd}|to)\s*\+?(\d{5,})$/u;

/** What is dialled before the calling code in most countries, in Australia and in North America. */
const INTERNATIONAL_PREFIXES = ["", "00", "0011", "011"];

/** Whose national numbers serve as the example, the first that fits. */
const EXAMPLE_COUNTRIES = [
  { name: "Australia", callingCode: "61" },
  { name: "the United Kingdom", callingCode: "44" },
  { name: "New Zealand", callingCode: "64" },
];

/**
 * How a text that is not E.164 was probably meant, as an instruction: `write +61395556880, without blanks`.
 * It is advice only, so other than in the check itself a number must be of a block in use to be named.
 */
export function likelyForm(value: string): string {
  const [, start, end] = RANGE.exec(value.trim()) ?? [];
  if (start !== undefined && start.length === `+${end}`.length) {
    return `as a range, it belongs in phoneNumberRanges: { start: "${start}", end: "+${end}" }`;
  }
  const digits = value.replace(/^tel:/i, "").replace(SEPARATORS, "").replace(/^\+/, "");
  if (!/^\d+$/.test(digits))
    return "write a plus, the country calling code and the number, such as +61395556880";
  return (
    international(value, digits) ??
    national(digits) ??
    "write the country calling code first, as in +61395556880"
  );
}

function international(value: string, digits: string): string | undefined {
  const candidates = INTERNATIONAL_PREFIXES.filter((prefix) => digits.startsWith(prefix));
  const meant = candidates.map((prefix) => inUse(`+${digits.slice(prefix.length)}`)).find((number) => number);
  if (meant === undefined) return undefined;
  return value.startsWith("+") ? `write ${meant}, without blanks and punctuation` : `write ${meant}`;
}

/**
 * The country of a national number is not known: the examples are those where the number would be one. Most countries drop the
 * leading 0; of those that keep it, as +39 06 …, Italy is the one that most of our readers meet.
 */
function national(digits: string): string | undefined {
  if (!digits.startsWith("0")) return undefined;
  const rest = digits.slice(1);
  const country = EXAMPLE_COUNTRIES.find(
    ({ callingCode }) => inUse(`+${callingCode}${rest}`) === `+${callingCode}${rest}`,
  );
  const example = country ? `, in ${country.name} +${country.callingCode}${rest}` : "";
  const inItaly = `+39${digits}`;
  const keepsIt = inUse(inItaly) === inItaly ? `; in Italy before the 0, which stays: ${inItaly}` : "";
  return `write the country calling code in place of the leading 0${example}${keepsIt}`;
}

function inUse(phoneNumber: string): string | undefined {
  const parsed = numberingPlans().parse(phoneNumber);
  return parsed?.isValid() === true ? parsed.number : undefined;
}
