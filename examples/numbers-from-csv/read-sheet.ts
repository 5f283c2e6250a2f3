import { parse } from "csv-parse/sync";
import type { Mistakes } from "./mistakes";

export interface Cell {
  readonly text: string;
  readonly line: number;
  /** In words: `line 7, column B (Last number)`. */
  readonly place: string;
}

export type Row<Column> = (column: Column) => Cell;

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads what a spreadsheet exports as CSV: with semicolons, commas or tabs, with or without a byte order mark, in UTF-8
 * or (Excel's "Unicode text") UTF-16. The first line names the columns, in any order and case; columns that are not
 * asked for are ignored, and so are lines without any text.
 */
export function readSheet<Column extends string>(
  bytes: Buffer,
  columns: readonly Column[],
  mistakes: Mistakes,
): Row<Column>[] {
  const lines = linesOf(textOf(bytes), mistakes);
  const [header, body] = [lines.at(0), lines.slice(1)];
  const names = (header?.cells ?? []).map((name) => name.toLowerCase());
  const missing = columns.filter((column) => !names.includes(column.toLowerCase()));
  if (missing.length > 0) {
    const found = header === undefined ? "it is empty" : `it has: ${header.cells.join(", ")}`;
    mistakes.onLine(1, `the first line has no column ${missing.join(", ")}; ${found}`);
    return [];
  }
  for (const { line, cells } of body) {
    // A separator inside a text without quotes shifts the rest of the line by a column.
    const isShifted = cells.slice(names.length).some((cell) => cell !== "");
    if (isShifted) mistakes.onLine(line, `line ${line}: more cells than the first line has columns`);
  }
  return body.map(({ line, cells }) => (column) => {
    const index = names.indexOf(column.toLowerCase());
    return { text: cells[index] ?? "", line, place: `line ${line}, column ${letterOf(index)} (${column})` };
  });
}

function linesOf(text: string, mistakes: Mistakes): Line[] {
  const found: Line[] = [];
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      trim: true,
      skip_records_with_empty_values: true,
      on_record: (cells, { lines }) => {
        // Where it begins, as editors count: a text in quotes may have line breaks.
        found.push({ line: lines - cells.join("").split("\n").length + 1, cells });
        return null;
      },
    });
  } catch (error) {
    // The parser names the line: an opening quote without a closing one swallows all that follows.
    mistakes.onLine(0, error instanceof Error ? error.message : String(error));
  }
  return found;
}

function textOf(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(isUtf16 ? "utf16le" : "utf8").replace(/^\uFEFF/, "");
}

/** The one that the first line has most of: a comma may also be in the numbers, as in 6,13956E+10. */
function delimiterOf(text: string): string {
  const [firstLine = ""] = text.trimStart().split(/[\r\n]/);
  const count = (delimiter: string) => firstLine.split(delimiter).length;
  return [";", ",", "\t"].reduce((best, other) => (count(other) > count(best) ? other : best));
}

/** 0 → A, as the spreadsheet calls its columns. */
function letterOf(index: number): string {
  const letter = String.fromCharCode("A".charCodeAt(0) + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}
