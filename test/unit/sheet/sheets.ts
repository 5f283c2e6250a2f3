import { strToU8, zipSync } from "fflate";
import { type NumberSheet, type NumberSheetOptions, readNumberSheet } from "../../../sdk/sheet";

export const EMEA = "ab86ef82-ce9e-4ead-befb-4aa954b64872";
export const APAC = "5f3fbb3b-df9b-483d-b294-c7eb01e22aac";

/** The names that the sheets of these tests use. */
export const NAMES: NumberSheetOptions = {
  profiles: { emea: EMEA, apac: APAC },
  usages: {
    users: { usage: "CallingUserAssignment", capabilities: ["InboundCalling", "OutboundCalling"] },
    conference: { usage: "ConferenceAssignment", capabilities: ["InboundCalling"] },
  },
};

const HEADER = "Number,Last number,Profile,Usage";

export function read(file: Uint8Array | string, options: NumberSheetOptions = {}): NumberSheet {
  return readNumberSheet(Buffer.from(file), { ...NAMES, ...options });
}

/** What a sheet of these lines below the usual first one holds, as `first` or `first..last`, or its mistakes. */
export function numbersIn(file: Uint8Array | string, options: NumberSheetOptions = {}): string[] {
  const { allocations, mistakes } = read(file, options);
  if (allocations === undefined) return mistakes.map(String);
  return allocations.flatMap(({ phoneNumbers, phoneNumberRanges }) => [
    ...phoneNumbers,
    ...phoneNumberRanges.map(({ start, end }) => `${start}..${end}`),
  ]);
}

export function csv(...rows: readonly string[]): string {
  return [HEADER, ...rows].join("\n");
}

/** A cell with this number, and a good rest of the line. */
export function numberIn(cell: string, options: NumberSheetOptions = {}): string {
  return numbersIn(csv(`"${cell.replaceAll('"', '""')}",,EMEA,Users`), options).join("\n");
}

interface WorkbookParts {
  /** What stands in `sheetData`, by the name of the sheet; a name that begins with a dot is a hidden sheet. */
  readonly sheets: Readonly<Record<string, string>>;
  /** What stands in `sst`. */
  readonly sharedStrings?: string;
}

/** An XLSX file of these parts. */
export function workbook({ sheets, sharedStrings = "" }: WorkbookParts): Uint8Array {
  const names = Object.keys(sheets);
  const entries = names.map(
    (name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"${stateOf(name)}/>`,
  );
  const relations = names.map(
    (_, index) => `<Relationship Id="rId${index + 1}" Target="worksheets/s${index}.xml"/>`,
  );
  const parts = {
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": `<workbook xmlns:r="r"><sheets>${entries.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${relations.join("")}</Relationships>`,
    "xl/sharedStrings.xml": `<sst>${sharedStrings}</sst>`,
    ...Object.fromEntries(
      Object.values(sheets).map((data, index) => [
        `xl/worksheets/s${index}.xml`,
        `<x:worksheet xmlns:x="x">${`<sheetData>${data}</sheetData>`.replaceAll(/<(\/?)/g, "<$1x:")}</x:worksheet>`,
      ]),
    ),
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)])));
}

function stateOf(name: string): string {
  return name.startsWith(".") ? ' state="hidden"' : "";
}

/** A row of inline texts; an empty one is no cell at all, as spreadsheets leave it out. */
export function row(line: number, ...texts: readonly string[]): string {
  const cells = texts.map((text, index) =>
    text === "" ? "" : `<c r="${"ABCDEF".charAt(index)}${line}" t="inlineStr"><is><t>${text}</t></is></c>`,
  );
  return `<row r="${line}">${cells.join("")}</row>`;
}

/** The usual first line. */
export const FIRST_ROW = row(1, "Number", "Last number", "Profile", "Usage");
