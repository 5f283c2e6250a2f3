import { checkRange } from "../../provider/numbers/e164";
import { NumberSet } from "../../provider/numbers/number-set";
import { type ReadNumber, dashOfBlock, readNumber } from "../../sdk/sheet/read-number";

/** More numbers than this are a question for the inventory. */
const MOST_NUMBERS = 100_000;
/** Between the first and the last number of a block, each with its plus. */
const BETWEEN = /\s*(?:\.{2,}|…|\p{Pd}|\bto\b|\bbis\b)\s*(?=\+|tel:)/u;
/** A block that the numbering plan does not know may be in a tenant all the same. */
const RULES = { allowUnknownBlocks: true, isEndOfRange: true, lastNumber: "" };

/**
 * Numbers and blocks (`+49895432200..+49895432299`) as people write them: with blanks, brackets and dashes, as `tel:…`, with a
 * Teams extension. The plus must be there: nothing is guessed.
 *
 * Errors: everything that is not a number or a block, by its argument.
 */
export function readBlocks(typed: readonly string[]): NumberSet {
  const problems: string[] = [];
  const blocks = typed.flatMap((text) => {
    const block = readBlock(text);
    if (typeof block !== "string") return [block];
    problems.push(block);
    return [];
  });
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const numbers = NumberSet.unionAll(blocks);
  if (numbers.size <= MOST_NUMBERS) return numbers;
  throw new Error(
    `${numbers.size} numbers are asked for, and ${MOST_NUMBERS} at most can be: npx pulumi-liveplatform inventory counts all.`,
  );
}

/** A text is what is wrong. */
function readBlock(text: string): NumberSet | string {
  const typed = JSON.stringify(text);
  const ends = text.trim().split(BETWEEN);
  if (ends.length > 2)
    return `${typed} holds more than two numbers: write each by itself, a block as first..last`;
  const read = ends.map((end) => readEnd(end));
  const problem = read.flatMap((end) => ("problem" in end ? end.problem : []))[0];
  if (problem !== undefined) return problem;
  const [first = "", last = first] = read.flatMap((end) => ("number" in end ? end.number : []));
  const range = checkRange(first, last);
  return range.ok ? NumberSet.fromRanges([{ start: first, end: last }]) : `${typed} ${range.problem}`;
}

/** As the sheet reads a cell; what concerns columns is said in words for a command line. */
function readEnd(text: string): ReadNumber {
  const typed = JSON.stringify(text);
  if (/\d/.test(text) && !/^\W*(?:tel:\s*)?\+/i.test(text))
    return { problem: `${typed} has no plus and country calling code: write both, as in +61395556880` };
  const dash = dashOfBlock(text);
  if (dash !== undefined) {
    return {
      problem: `${typed} may be a block: write its last number in full, with the plus; if it is one number, leave out the "${dash}"`,
    };
  }
  return readNumber(text, RULES);
}
