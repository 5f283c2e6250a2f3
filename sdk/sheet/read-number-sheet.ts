import { Catalogues, type SheetSettings } from "./catalogues";
import { type SheetColumn, headersOf, rowsOf } from "./columns";
import { type Entry, findRepeated, readEntry } from "./read-entry";
import { readLines } from "./read-lines";
import { Mistakes, type SheetMistake } from "./sheet-mistake";

/** How a sheet is read; nothing of it is needed where the columns are called Number, Last number, Profile and Usage. */
export interface NumberSheetOptions {
  /** What the sheet's first line calls the columns, where it is something else: `{ number: "Rufnummer" }`. */
  columns?: Partial<Record<SheetColumn, string>> | undefined;
  /**
   * What may stand in the column of profiles, in any case, and the calling profile's GUID that it means. Without it the cells
   * hold the GUIDs themselves.
   */
  profiles?: Readonly<Record<string, string>> | undefined;
  /**
   * What may stand in the column of usages, in any case, and what such numbers are uploaded with. Without it the cells hold
   * the platform's own names, such as `CallingUserAssignment`; numbers are then uploaded with `InboundCalling` and
   * `OutboundCalling`, those of `ConferenceAssignment` with `InboundCalling` alone.
   */
  usages?: Readonly<Record<string, SheetSettings>> | undefined;
  /** The name of the workbook's sheet, where more than one has something in it. CSV has one only. */
  sheet?: string | undefined;
  /**
   * Takes a sheet with a first line and nothing below it for what is meant: no allocations, so that a stack that had some
   * releases all their numbers.
   *
   * @defaultValue `false`: it is a mistake
   */
  allowEmpty?: boolean | undefined;
  /**
   * Takes numbers of blocks that the numbering plans in `libphonenumber-js` do not know, for blocks that are newer; calling code
   * and length are checked all the same.
   *
   * @defaultValue `false`: such a number is a mistake
   */
  allowUnknownBlocks?: boolean | undefined;
}

/** The numbers of a sheet that have one profile and one usage: the inputs of an allocation, but for the tenant. */
export interface SheetAllocation extends SheetSettings {
  /** Profile and usage as the sheet has them, in lower case: it stays the same however the sheet is sorted. */
  name: string;
  /** The profile's GUID. */
  callingProfile: string;
  /** In E.164, in the order of the sheet. */
  phoneNumbers: string[];
  /** In E.164, in the order of the sheet. */
  phoneNumberRanges: { start: string; end: string }[];
}

/** Either all of a sheet, or its mistakes in the order of the sheet: half of the numbers would release the others. */
export type NumberSheet =
  | { readonly allocations: SheetAllocation[]; readonly mistakes: readonly [] }
  | { readonly allocations: undefined; readonly mistakes: readonly SheetMistake[] };

/**
 * Reads the numbers of a spreadsheet, XLSX or CSV: an allocation for each pair of profile and usage. Every line has a number
 * in E.164, or the first and the last number of a range; anything that may mean two things is a mistake, and all mistakes are
 * told at once.
 *
 * @param bytes The file, whatever its name: XLSX, or CSV with semicolons, commas or tabs, in UTF-8, UTF-16 or Windows-1252.
 * @returns Allocations, or mistakes with line and column.
 * @throws TypeError for options that cannot be meant, such as a key of `columns` that is none.
 *
 * @example
 * const { allocations, mistakes } = readNumberSheet(readFileSync("numbers.xlsx"), {
 *   profiles: { emea: "ab86ef82-ce9e-4ead-befb-4aa954b64872" },
 *   usages: { users: { usage: "CallingUserAssignment", capabilities: ["InboundCalling", "OutboundCalling"] } },
 * });
 * if (allocations === undefined) throw new Error(mistakes.join("\n"));
 * for (const { name, ...settings } of allocations) {
 *   new liveplatform.OcNumberAllocation(name, { msTenantId, ...settings });
 * }
 */
export function readNumberSheet(bytes: Uint8Array, options: NumberSheetOptions = {}): NumberSheet {
  const headers = headersOf(options.columns);
  const catalogues = new Catalogues(options);
  const mistakes = new Mistakes();
  const rows = rowsOf(readLines(bytes, options.sheet, mistakes), headers, mistakes);
  if (rows.length === 0 && mistakes.isEmpty && options.allowEmpty !== true) mistakes.add(EMPTY);
  const rules = { allowUnknownBlocks: options.allowUnknownBlocks === true, lastNumber: headers.lastNumber };
  const allocations = new Map<string, SheetAllocation>();
  const entries: Entry[] = [];
  for (const row of rows) {
    const entry = readEntry(row, rules, mistakes);
    const settings = catalogues.read(row, mistakes);
    if (entry !== undefined) entries.push(entry);
    if (entry === undefined || settings === undefined) continue;
    const allocation = allocations.get(settings.name) ?? {
      ...settings,
      phoneNumbers: [],
      phoneNumberRanges: [],
    };
    allocations.set(allocation.name, allocation);
    if (entry.first === entry.last) allocation.phoneNumbers.push(entry.first);
    else allocation.phoneNumberRanges.push({ start: entry.first, end: entry.last });
  }
  findRepeated(entries, mistakes);
  if (mistakes.isEmpty) return { allocations: [...allocations.values()], mistakes: [] };
  return { allocations: undefined, mistakes: mistakes.list() };
}

const EMPTY =
  "the sheet has no numbers below its first line, and would release every number that it had: " +
  "if that is intended, read it with allowEmpty: true";
