import { decodeText } from "./decode-text";
import type { Line } from "./line";
import { readCsv } from "./read-csv";
import { readWorkbook } from "./read-workbook";
import type { Mistakes } from "./sheet-mistake";

/** The begin of a ZIP archive (XLSX), and of Microsoft's older container (XLS, or any workbook with a password). */
const ZIP = "504b0304";
const OLE = "d0cf11e0";

/** Reads a file by what it holds, whatever its name: an XLSX workbook, else CSV. */
export function readLines(bytes: Uint8Array, sheet: string | undefined, mistakes: Mistakes): Line[] {
  const magic = Buffer.from(bytes.subarray(0, 4)).toString("hex");
  if (magic === ZIP) return readWorkbook(bytes, sheet, mistakes);
  if (magic !== OLE) return readCsv(decodeText(bytes), mistakes);
  mistakes.add("the file is an old Excel file (.xls) or has a password: save it as .xlsx, or as CSV UTF-8");
  return [];
}
