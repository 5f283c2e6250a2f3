import { parsePhoneNumberFromString, validatePhoneNumberLength } from "libphonenumber-js";

export type ReadNumber = { readonly number: string } | { readonly problem: string };

/** What a spreadsheet makes of a long number in a cell that is not formatted as text: 6.13956E+10, 6,13956E+10. */
const SCIENTIFIC = /^[+-]?\d+([.,]\d+)?E\+?\d+$/i;

const WRONG_LENGTH: Readonly<Record<string, string>> = {
  TOO_SHORT: "is too short for a number of its country",
  TOO_LONG: "is too long for a number of its country",
  INVALID_LENGTH: "has a length that numbers of its country do not have",
  INVALID_COUNTRY: "does not begin with a country calling code",
};

/**
 * A number as people and spreadsheets write it, in E.164: blanks, dots, dashes, brackets, leading apostrophes and
 * `="…"` are taken away. Nothing is guessed: without a plus and a country calling code, it is a mistake.
 */
export function readNumber(text: string): ReadNumber {
  const typed = text.replace(/^="(.*)"$/, "$1").replace(/^['’`]+/, "");
  if (SCIENTIFIC.test(typed)) {
    return refuse(text, "was rounded by the spreadsheet: format the column as text and enter it again");
  }
  const number = typed.replace(/[\s\p{Cf}\p{Pd}()./]/gu, "");
  if (!/^\+?\d+$/.test(number)) return refuse(text, "is not a telephone number");
  if (!number.startsWith("+")) return refuse(text, withoutPlus(number));
  const parsed = parsePhoneNumberFromString(number);
  // Such as the zero of +61 (0)3 9555 6880, which is dialled inside the country only.
  if (parsed !== undefined && parsed.number !== number) {
    return refuse(text, `was probably meant as ${parsed.number}`);
  }
  const wrong = validatePhoneNumberLength(number);
  if (wrong !== undefined) return refuse(text, WRONG_LENGTH[wrong] ?? "is not a telephone number");
  // Stricter than the provider, for the sake of digits that were left out: a brand-new block may be unknown here.
  if (parsed?.isValid() !== true) return refuse(text, "is no number of its country: is a digit wrong?");
  return { number };
}

function withoutPlus(digits: string): string {
  const meant = parsePhoneNumberFromString(`+${digits.replace(/^00/, "")}`);
  const advice = meant?.isValid() === true ? `; if it is ${meant.number}, write that` : "";
  return `has no + and country calling code${advice}`;
}

function refuse(text: string, why: string): ReadNumber {
  return { problem: `"${text}" ${why}` };
}
