import { checkE164 } from "../../provider/numbers/e164";
import { numberingPlans } from "../../provider/numbers/numbering-plans";

export type ReadNumber = { readonly number: string } | { readonly problem: string };

export interface NumberRules {
  /** Numbers of blocks that no numbering plan knows, too. */
  readonly allowUnknownBlocks: boolean;
  /** The number is an end of a range whose other end is in a cell of its own, so that neither holds a block. */
  readonly isEndOfRange: boolean;
  /** What the sheet calls the column for the end of a range. */
  readonly lastNumber: string;
}

/** What a spreadsheet makes of a long number in a cell that is not formatted as text: 6.13956E+10, 6,13956E+10. */
const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?E\+?\d+$/i;

/** The same as a decimal: 61395556880.0, 61395556880,00. Taking the point away would make another number of it. */
const DECIMAL = /^\+?\d{6,}[.,]\d*$|^\+?\d+[.,](?:0+|\d{1,2})$|^[^.,]*[.,]0{1,2}$/;

const THOUSANDS = /^\+?\d{1,3}(?:,\d{3})+$/;

/** What people put between the first and the last number of a block; a soft hyphen is seen by nobody. */
const BLOCK_DASH = /[\p{Pd}\u00ad/~…]|\.{2,}|\b(?:to|bis|till|until|through)\b/giu;

/**
 * A number as people, spreadsheets and Teams write it, in E.164: blanks, dots, dashes, brackets, a leading apostrophe,
 * `="…"`, `tel:` and `;ext=…` are taken away. Nothing is guessed: what may mean two things is a mistake.
 */
export function readNumber(text: string, rules: NumberRules): ReadNumber {
  const typed = withoutWrapping(text);
  const problem = spreadsheetProblem(typed) ?? blockProblem(typed, rules);
  if (problem !== undefined) return refuse(text, problem);
  const number = typed.replaceAll(/[\s\p{Cf}\p{Pd}()./]/gu, "");
  if (!/^\+?\d+$/.test(number)) return refuse(text, "is not a telephone number");
  if (!number.startsWith("+")) {
    return refuse(
      text,
      "has no + and country calling code: write both, in a column that is formatted as text",
    );
  }
  const checked = checkE164(number);
  if (!checked.ok) return refuse(text, checked.problem);
  // Stricter than the provider, for the sake of digits that were left out.
  if (rules.allowUnknownBlocks || checked.tollFree || isOfKnownBlock(number)) return { number };
  return refuse(text, "is in no block that its country's numbering plan is known to use: is a digit wrong?");
}

/** The extension of a Teams LineURI is dialled after the number, and no part of it. */
function withoutWrapping(text: string): string {
  const typed = text.replace(/^="(.*)"$/, "$1").replace(/^['’`]+/, "");
  return typed.replace(/^tel:\s*(.*?)(?:;ext=\d*)?$/i, "$1").replace(/^(\+.*?);ext=\d*$/i, "$1");
}

function spreadsheetProblem(typed: string): string | undefined {
  const again = "format the column as text and enter it again";
  if (typed.startsWith("=")) return `is a formula without a value: ${again}`;
  if (SCIENTIFIC.test(typed)) return `was rounded by the spreadsheet: ${again}`;
  if (THOUSANDS.test(typed)) return `was given thousands separators by the spreadsheet: ${again}`;
  if (DECIMAL.test(typed)) return `was turned into a decimal by the spreadsheet: ${again}`;
  return undefined;
}

function blockProblem(typed: string, { isEndOfRange, lastNumber }: NumberRules): string | undefined {
  const isSeveral = /\+.*\+|[\r\n\v\f\u2028\u2029]|\d\s*[;,|&]\s*\d/.test(typed);
  if (isSeveral)
    return `holds more than one number: give each a line, or a block its last number in the column "${lastNumber}"`;

  const dash = isEndOfRange ? undefined : dashOfBlock(typed);
  if (dash === undefined) return undefined;
  return `may be a block: write its last number into the column "${lastNumber}"; if it is one number, leave out the "${dash}"`;
}

/** The dash before which stands a number by itself, and after it what can be the end of a higher one. */
export function dashOfBlock(typed: string): string | undefined {
  return [...typed.matchAll(BLOCK_DASH)].find(({ 0: dash, index }) => {
    const first = `+${typed.slice(0, index).replaceAll(/\D/g, "")}`;
    const rest = typed.slice(index + dash.length);
    const end = rest.replaceAll(/\D/g, "");
    if (end.length >= first.length || !isOfKnownBlock(first)) return false;
    return rest.trim() === "" || (end !== "" && end > first.slice(-end.length));
  })?.[0];
}

function isOfKnownBlock(number: string): boolean {
  const parsed = numberingPlans().parse(number);
  return parsed?.number === number && parsed.isValid();
}

function refuse(text: string, why: string): ReadNumber {
  return { problem: `${JSON.stringify(text)} ${why}` };
}
