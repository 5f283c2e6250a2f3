import { checkRange } from "../../provider/numbers/e164";
import type { Cell, Row } from "./columns";
import { type NumberRules, readNumber } from "./read-number";
import type { Mistakes } from "./sheet-mistake";

/** A number, or a range of them, and where it stands in the sheet. */
export interface Entry {
  readonly cell: Cell;
  readonly first: string;
  /** The same as `first` for a single number. */
  readonly last: string;
}

/** Reads a line's number and last number; undefined where there is a mistake in them. */
export function readEntry(
  { number: cell, lastNumber: lastCell }: Row,
  options: Omit<NumberRules, "isEndOfRange">,
  mistakes: Mistakes,
): Entry | undefined {
  const rules = { ...options, isEndOfRange: lastCell.text !== "" };
  const first = numberIn(cell, rules, mistakes);
  const last = lastCell.text === "" ? first : numberIn(lastCell, rules, mistakes);
  if (first === undefined || last === undefined) return undefined;
  const range = checkRange(first, last);
  if (range.ok) return { cell, first, last };
  mistakes.add(`${first}..${last} ${range.problem}`, lastCell);
  return undefined;
}

function numberIn(cell: Cell, rules: NumberRules, mistakes: Mistakes): string | undefined {
  const read: { number?: string; problem?: string } =
    cell.text === "" ? { problem: "a number is missing" } : readNumber(cell.text, rules);
  if (read.problem !== undefined) mistakes.add(read.problem, cell);
  return read.number;
}

/** Names both lines of what is in the sheet twice, as a number or within a range. */
export function findRepeated(entries: readonly Entry[], mistakes: Mistakes): void {
  // Sorted by their first number, an entry can only meet the one before that reaches furthest.
  const sorted = entries.toSorted((a, b) => Number(a.first) - Number(b.first));
  let widest: Entry | undefined;
  for (const entry of sorted) {
    if (widest !== undefined && Number(entry.first) <= Number(widest.last)) {
      const [above, below] = widest.cell.line <= entry.cell.line ? [widest, entry] : [entry, widest];
      mistakes.add(`${entry.first} is on line ${above.cell.line} already${rangeOf(above)}`, below.cell);
    }
    if (widest === undefined || Number(entry.last) > Number(widest.last)) widest = entry;
  }
}

function rangeOf({ first, last }: Entry): string {
  return first === last ? "" : ` (${first} to ${last})`;
}
