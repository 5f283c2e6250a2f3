import { numberingPlans } from "./numbering-plans";

const SEPARATORS = /[\s\p{Cf}\p{Pd}().\/]/gu;

/** Two numbers in one text, both in full. */
const RANGE = /^(\+\d{5,})\s*(?:\.{2,}|\p{Pd}|to)\s*\+?(\d{5,})$/u;

/** 4.93E+10 for 49305555500. */
const SCIENTIFIC = /^\+?\d(?:[.,]\d+)?e\+?\d+$/i;

/** 49305555500.0 */
const DECIMAL = /^\+?\d{6,}[.,]0+$/;

/** What may stand between a number and the end of its block or an extension, beside parting a number: no blank within groups. */
const PARTINGS = /[\p{Pd}().\/\t\n\r]\s*(?=\d)|(?<=^\+?\d+)\s+(?=\d)/gu;

/** What a text of two numbers or an extension holds, and one number mostly does not. */
const SEVERAL = /[\p{Pd}.\/\t\n\r]/u;

/** Dialled before the calling code in most countries, and in Australia. Other prefixes are area codes elsewhere. */
const INTERNATIONAL_PREFIXES = ["00", "0011"];

/** Whose national numbers serve as the example, the first that fits. */
const EXAMPLE_COUNTRIES = [
  { name: "Australia", callingCode: "61" },
  { name: "the United Kingdom", callingCode: "44" },
  { name: "New Zealand", callingCode: "64" },
];

/**
 * How a text that is not E.164 was probably meant, as an instruction: `write +61395556880, without blanks`.
 * A number is named only where the text can mean no other: it begins with a plus or an international prefix, its block is
 * in use, and it holds neither two numbers nor an extension.
 */
export function likelyForm(value: string): string {
  const text = value.trim().replace(/^tel:/i, "");
  if (SCIENTIFIC.test(text) || DECIMAL.test(text))
    return "a spreadsheet has turned it into a decimal: format the column as text, and enter the number again";
  const range = likelyRange(text);
  if (range !== undefined) return range;
  const digits = text.replace(SEPARATORS, "").replace(/^\+/, "");
  if (!/^\d+$/.test(digits)) return WHOLE;
  if (mayBeBlock(text)) return BLOCK;
  const meant = international(text, digits);
  if (meant !== undefined)
    return `write ${meant}${value.startsWith("+") ? ", without spaces and punctuation" : ""}`;
  return (
    national(text, digits) ??
    (text.startsWith("+") ? WHOLE : "write a plus and the country calling code first, as in +61395556880")
  );
}

const WHOLE = "write a plus, the country calling code and the number, such as +61395556880";
const BLOCK =
  "it may be a block, which belongs in phoneNumberRanges with both ends in full, or a number with an extension; " +
  "write a single number as a plus and digits alone";

function likelyRange(text: string): string | undefined {
  const [, start, end] = RANGE.exec(text) ?? [];
  if (start === undefined || end === undefined) return undefined;
  const isAscending = start.length === `+${end}`.length && start < `+${end}`;
  if (!isAscending || inUse(start) !== start || inUse(`+${end}`) !== `+${end}`) return undefined;
  return `as a range, it belongs in phoneNumberRanges: { start: "${start}", end: "+${end}" }`;
}

/** A beginning of it is a number by itself. */
function mayBeBlock(text: string): boolean {
  return Array.from(text.matchAll(PARTINGS)).some(
    ({ index }) => numbersMeant(text.slice(0, index).replace(SEPARATORS, "")).length > 0,
  );
}

function international(text: string, digits: string): string | undefined {
  const [meant, other] = numbersMeant(text.startsWith("+") ? `+${digits}` : digits);
  return other === undefined ? meant : undefined;
}

/** The numbers in use that digits with a plus or an international prefix can mean. */
function numbersMeant(digits: string): string[] {
  if (digits.startsWith("+")) return [digits].flatMap((number) => inUse(number) ?? []);
  const prefixes = INTERNATIONAL_PREFIXES.filter((prefix) => digits.startsWith(prefix));
  return prefixes.flatMap((prefix) => inUse(`+${digits.slice(prefix.length)}`) ?? []);
}

/**
 * The country of a national number is not known: the examples are those where the number would be one. Most countries drop the
 * leading 0; of those that keep it, as +39 06 …, Italy is the one that most of our readers meet.
 */
function national(text: string, digits: string): string | undefined {
  if (!digits.startsWith("0")) return undefined;
  const instead = "write the country calling code in place of the leading 0";
  if (SEVERAL.test(text)) return instead;
  const rest = digits.slice(1);
  const country = EXAMPLE_COUNTRIES.find(
    ({ callingCode }) => inUse(`+${callingCode}${rest}`) === `+${callingCode}${rest}`,
  );
  const example = country ? `, in ${country.name} +${country.callingCode}${rest}` : "";
  const inItaly = `+39${digits}`;
  const keepsIt = inUse(inItaly) === inItaly ? `; in Italy before the 0, which stays: ${inItaly}` : "";
  return `${instead}${example}${keepsIt}`;
}

function inUse(phoneNumber: string): string | undefined {
  const parsed = numberingPlans().parse(phoneNumber);
  return parsed?.isValid() === true ? parsed.number : undefined;
}
