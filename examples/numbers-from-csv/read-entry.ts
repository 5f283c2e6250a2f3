import type { Mistakes } from "./mistakes";
import { readNumber } from "./read-number";
import type { Cell, Row } from "./read-sheet";

/** A number, or a range of them, and where it stands in the sheet. */
export interface Entry {
  readonly cell: Cell;
  readonly first: string;
  /** The same as `first` for a single number. */
  readonly last: string;
}

/** Reads the columns Number and Last number; undefined where there is a mistake in them. */
export function readEntry(row: Row<"Number" | "Last number">, mistakes: Mistakes): Entry | undefined {
  const [cell, lastCell] = [row("Number"), row("Last number")];
  const first = numberIn(cell, mistakes);
  const last = lastCell.text === "" ? first : numberIn(lastCell, mistakes);
  if (first === undefined || last === undefined) return undefined;
  if (last.length !== first.length || last < first) {
    mistakes.in(lastCell, `a range from ${first} cannot end with ${last}`);
    return undefined;
  }
  return { cell, first, last };
}

function numberIn(cell: Cell, mistakes: Mistakes): string | undefined {
  if (cell.text === "") {
    mistakes.in(cell, "a number is missing");
    return undefined;
  }
  const read = readNumber(cell.text);
  if ("number" in read) return read.number;
  mistakes.in(cell, read.problem);
  return undefined;
}

/** Names both lines of what is in the sheet twice, as a number or within a range. */
export function findRepeated(entries: readonly Entry[], mistakes: Mistakes): void {
  // Sorted by their first number, an entry can only meet the one before that reaches furthest.
  const sorted = [...entries].sort((a, b) => Number(a.first) - Number(b.first));
  let widest: Entry | undefined;
  for (const entry of sorted) {
    if (widest !== undefined && Number(entry.first) <= Number(widest.last)) {
      const [above, below] = widest.cell.line < entry.cell.line ? [widest, entry] : [entry, widest];
      mistakes.in(below.cell, `${entry.first} is on line ${above.cell.line} already${rangeOf(above)}`);
    }
    if (widest === undefined || Number(entry.last) > Number(widest.last)) widest = entry;
  }
}

function rangeOf({ first, last }: Entry): string {
  return first === last ? "" : ` (${first} to ${last})`;
}
