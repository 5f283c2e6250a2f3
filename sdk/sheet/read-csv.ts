import { parse } from "csv-parse/sync";
import type { Line } from "./line";
import type { Mistakes } from "./sheet-mistake";

const LINE_END = /\r\n|\n|\r/;

/** What Excel, and `Export-Csv` of Windows PowerShell 5, write above the names of the columns. */
const PREAMBLE = /^\s*(?:"?sep=(?<separator>[^\r\n])"?|#TYPE [^\r\n]*)[ \t,;]*(?:\r\n|\n|\r)/i;

/** A cell that a script has written so that a spreadsheet does not round the number; by the rules of CSV it may not begin so. */
const FORMULA = /(^|[;,|\t\r\n])([ ]*)=("[^"\r\n]*")(?=[ ]*(?:[;,|\t\r\n]|$))/g;

/** Reads CSV with semicolons, commas or tabs, and any mixture of line ends. */
export function readCsv(text: string, mistakes: Mistakes): Line[] {
  const { body, skipped, separator } = withoutPreamble(text);
  const found: Line[] = [];
  try {
    parse(body.replaceAll(FORMULA, "$1$2$3"), {
      delimiter: separator ?? separatorOf(body),
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      trim: true,
      skip_records_with_empty_values: true,
      on_record: (cells: string[], { lines }) => {
        // Where it begins, as editors count: a text in quotes may have line breaks.
        found.push({ line: skipped + lines - cells.join("").split(LINE_END).length + 1, cells });
        return null;
      },
    });
  } catch (error) {
    // The parser names the line: an opening quote without a closing one swallows all that follows.
    mistakes.add(error instanceof Error ? error.message : String(error));
  }
  return found;
}

function withoutPreamble(text: string): { body: string; skipped: number; separator: string | undefined } {
  let [body, skipped, separator]: [string, number, string | undefined] = [text, 0, undefined];
  for (let found = PREAMBLE.exec(body); found !== null; found = PREAMBLE.exec(body)) {
    skipped += found[0].split(LINE_END).length - 1;
    separator ??= found.groups?.["separator"];
    body = body.slice(found[0].length);
  }
  return { body, skipped, separator };
}

/** The one that the names of the columns have most of: a comma may also be in the numbers, as in 6,13956E+10. */
function separatorOf(text: string): string {
  const unquoted = text.trimStart().replaceAll(/"(?:[^"]|"")*"/g, "");
  const [header = ""] = unquoted.split(LINE_END);
  const count = (separator: string) => header.split(separator).length;
  return [";", ",", "\t"].reduce((best, other) => (count(other) > count(best) ? other : best));
}
