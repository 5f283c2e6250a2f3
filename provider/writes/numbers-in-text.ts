import type { NumberSet } from "../numbers/number-set";

const E164_IN_TEXT = /\+\d{7,15}(?!\d)/g;
/** The same, or what may be one without its plus. */
const DIGITS_IN_TEXT = /(?<!\d)\+?\d{7,15}(?!\d)/g;

/** The numbers in a text of the platform: any with its plus, and those of `numbers` also without. */
export function numbersIn(text: string, numbers: NumberSet): Set<string> {
  const withPlus = text.match(E164_IN_TEXT) ?? [];
  const bare = (text.match(DIGITS_IN_TEXT) ?? []).map(withPlusSign).filter((found) => numbers.has(found));
  return new Set([...withPlus, ...bare]);
}

/** The platform's texts for many numbers differ by the number inside them only. */
export function withoutNumbers(text: string, numbers: NumberSet): string {
  return text.replaceAll(DIGITS_IN_TEXT, (found) =>
    found.startsWith("+") || numbers.has(withPlusSign(found)) ? "…" : found,
  );
}

function withPlusSign(digits: string): string {
  return digits.startsWith("+") ? digits : `+${digits}`;
}
