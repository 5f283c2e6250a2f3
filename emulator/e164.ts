import { COUNTRY_CODES } from "./country-codes";

const E164 = /^\+[1-9]\d{6,14}$/;
const MAX_RANGE = 1_000_000;
const TOLL_FREE = [
  /^\+1(800|833|844|855|866|877|888)\d{7}$/,
  /^\+44(800|808)/,
  /^\+61(1800|180\d)/,
  /^\+33(800|801|802|803|804|805)/,
  /^\+9721(80|800)/,
  /^\+(?!1|7|44|61|33|972)\d{2,3}800\d{4,}/,
];

/** Numbers as callers write them: one E.164 number, `first..last`, or a list of both. */
export type NumbersArg = string | readonly string[];

export function isE164(text: string): boolean {
  return E164.test(text);
}

export function isTollFree(number: string): boolean {
  return TOLL_FREE.some((pattern) => pattern.test(number));
}

export function isNorthAmerican(number: string): boolean {
  return number.startsWith("+1");
}

/** ISO code of the number's country (the largest one where countries share a code), null where unknown. */
export function countryOf(number: string): string | null {
  for (let length = 3; length > 0; length--) {
    const country = COUNTRY_CODES.get(number.slice(1, 1 + length));
    if (country !== undefined) return country;
  }
  return null;
}

/** Why `start`–`end` is no range of numbers, or null. */
export function rangeProblem(start: string, end: string): string | null {
  if (!isE164(start)) return `'${start}' is not an E.164 number.`;
  if (!isE164(end)) return `'${end}' is not an E.164 number.`;
  if (start.length !== end.length) return `Start '${start}' and end '${end}' differ in length.`;
  if (start > end) return `Start '${start}' is greater than end '${end}'.`;
  return rangeSize(start, end) > MAX_RANGE ? `The range '${start}' to '${end}' is too long.` : null;
}

/** How many numbers `start`–`end` holds; both must be E.164. */
export function rangeSize(start: string, end: string): number {
  return Number(BigInt(end.slice(1)) - BigInt(start.slice(1))) + 1;
}

export function expandRange(start: string, end: string): string[] {
  const first = BigInt(start.slice(1));
  return Array.from({ length: rangeSize(start, end) }, (_, offset) => `+${first + BigInt(offset)}`);
}

/** Expands what the caller wrote; throws on anything that is not E.164 or `first..last`. */
export function expandNumbers(numbers: NumbersArg): string[] {
  return (typeof numbers === "string" ? [numbers] : numbers).flatMap((entry) => {
    const [start = "", end = start] = entry.split("..");
    const problem = rangeProblem(start, end);
    if (problem !== null) throw new Error(`Emulator: ${problem}`);
    return expandRange(start, end);
  });
}
