import type { Line } from "./line";
import type { Mistakes } from "./sheet-mistake";

/** What a sheet has a column for. */
export type SheetColumn = "number" | "lastNumber" | "profile" | "usage";

/** What the columns are called where a program says nothing else. */
const HEADERS: Readonly<Record<SheetColumn, string>> = {
  number: "Number",
  lastNumber: "Last number",
  profile: "Profile",
  usage: "Usage",
};

const COLUMNS: readonly SheetColumn[] = ["number", "lastNumber", "profile", "usage"];

export interface Cell {
  readonly text: string;
  readonly line: number;
  /** The column's letter. */
  readonly column: string;
  readonly header: string;
}

/** The cells of a line that are asked for; one that the line lacks is an empty text. */
export type Row = Readonly<Record<SheetColumn, Cell>>;

/** Headers by column, from what a program says. Errors: a TypeError that names a key that is no column. */
export function headersOf(columns: Partial<Record<SheetColumn, string>> = {}): Record<SheetColumn, string> {
  const headers = { ...HEADERS };
  for (const [key, header] of Object.entries(columns)) {
    const column = COLUMNS.find((known) => sameName(known, key) || sameName(HEADERS[known], key));
    if (column === undefined)
      throw new TypeError(`columns has ${JSON.stringify(key)}, and knows only ${COLUMNS.join(", ")}`);

    headers[column] = header;
  }
  return headers;
}

/** The rows below the first line, which names the columns in any order and case; other columns are ignored. */
export function rowsOf(
  lines: readonly Line[],
  headers: Record<SheetColumn, string>,
  mistakes: Mistakes,
): Row[] {
  const [first, ...body] = lines;
  // Nothing could be read, and it has been told why.
  if (first === undefined && !mistakes.isEmpty) return [];
  const places = placesOf(first, headers, mistakes);
  if (first === undefined || places === undefined) return [];
  for (const { line, cells } of body) {
    // A separator inside a text without quotes shifts the rest of the line by a column.
    const isShifted = cells.slice(first.cells.length).some((cell) => cell !== "");
    if (isShifted) mistakes.add("more cells than the first line has columns", { line });
  }
  return body.map(({ line, cells }) => {
    const cell = (name: SheetColumn): Cell => {
      const place = places[name];
      const column = letterOf(place);
      return { text: cells[place]?.trim() ?? "", line, column, header: first.cells[place] ?? "" };
    };
    return {
      number: cell("number"),
      lastNumber: cell("lastNumber"),
      profile: cell("profile"),
      usage: cell("usage"),
    };
  });
}

/** Where each column stands, from 0; undefined where one is missing or there twice. */
function placesOf(
  first: Line | undefined,
  headers: Record<SheetColumn, string>,
  mistakes: Mistakes,
): Record<SheetColumn, number> | undefined {
  const cells = first?.cells ?? [];
  const all = COLUMNS.map((name) => ({
    name,
    places: cells.flatMap((cell, place) => (sameName(cell, headers[name]) ? [place] : [])),
  }));
  const missing = all.filter(({ places }) => places.length === 0).map(({ name }) => headers[name]);
  if (missing.length > 0) {
    const found = first === undefined ? "it is empty" : `it has: ${cells.join(", ")}`;
    mistakes.add(`the first line has no column ${missing.join(", ")}; ${found}`);
  }
  const repeated = all.filter(({ places }) => places.length > 1);
  for (const { name, places } of repeated) {
    const letters = places.map(letterOf).join(" and ");
    mistakes.add(`the columns ${letters} are both called ${headers[name]}: rename one`, {
      line: first?.line ?? 1,
    });
  }
  if (missing.length > 0 || repeated.length > 0) return undefined;
  const placeOf = (name: SheetColumn): number => all.find((one) => one.name === name)?.places[0] ?? 0;
  return {
    number: placeOf("number"),
    lastNumber: placeOf("lastNumber"),
    profile: placeOf("profile"),
    usage: placeOf("usage"),
  };
}

/** `Last number`, `last  NUMBER` and `lastNumber` are one name. */
function sameName(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(name: string): string {
  return name.replaceAll(/[\s\p{Cf}_]/gu, "").toLowerCase();
}

/** 0 → A, as the spreadsheet calls its columns. */
function letterOf(index: number): string {
  const letter = String.fromCharCode("A".charCodeAt(0) + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}
