import { type Unzipped, strFromU8, unzipSync } from "fflate";
import type { Line } from "./line";
import { readWorksheet } from "./read-worksheet";
import { decodeEscapes, readXml } from "./read-xml";
import type { Mistakes } from "./sheet-mistake";

/** What one document of a workbook may hold unpacked: a sheet of a million numbers has half of it. */
const MAX_BYTES = 200_000_000;

interface Sheet {
  readonly name: string;
  readonly lines: readonly Line[];
}

/** Reads the sheet of that name of an XLSX workbook; without a name, the only one that is visible and not empty. */
export function readWorkbook(bytes: Uint8Array, name: string | undefined, mistakes: Mistakes): Line[] {
  try {
    const chosen = chooseSheet(sheetsOf(unpack(bytes)), name);
    return typeof chosen === "string" ? refuse(chosen, mistakes) : [...chosen.lines];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse(`the file is no XLSX workbook that can be read: ${why}`, mistakes);
  }
}

function refuse(problem: string, mistakes: Mistakes): Line[] {
  mistakes.add(problem);
  return [];
}

function unpack(bytes: Uint8Array): Unzipped {
  return unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      const isNeeded = /^xl\/.*\.(?:xml|rels)$/i.test(name);
      if (isNeeded && originalSize > MAX_BYTES) throw new Error(`${name} is larger than 200 MB`);
      return isNeeded;
    },
  });
}

/** The sheets, or what to do where it is not certain which one is meant. */
function chooseSheet(
  sheets: readonly (Sheet & { isVisible: boolean })[],
  name: string | undefined,
): Sheet | string {
  const names = sheets.map((sheet) => sheet.name).join(", ");
  if (name !== undefined) {
    return (
      sheets.find((sheet) => sheet.name === name) ?? `the workbook has no sheet ${name}; it has: ${names}`
    );
  }
  const candidates = sheets.filter(({ isVisible, lines }) => isVisible && lines.length > 0);
  if (candidates.length > 1) {
    const filled = candidates.map((sheet) => sheet.name).join(", ");
    return `the workbook has more than one sheet: ${filled}; choose one with the option sheet`;
  }
  return candidates[0] ?? { name: "", lines: [] };
}

function sheetsOf(files: Unzipped): (Sheet & { isVisible: boolean })[] {
  const sharedTexts = sharedTextsOf(documentIn(files, "xl/sharedStrings.xml"));
  const paths = pathsOf(documentIn(files, "xl/_rels/workbook.xml.rels"));
  const sheets: (Sheet & { isVisible: boolean })[] = [];
  const workbook = documentIn(files, "xl/workbook.xml");
  if (workbook === undefined) throw new Error("it holds no xl/workbook.xml");
  readXml(workbook, {
    open(tag, { name = "", id = "", state = "visible" }) {
      if (tag !== "sheet") return;
      const document = documentIn(files, paths.get(id) ?? "");
      if (document === undefined) throw new Error(`it lacks the sheet ${name}`);
      sheets.push({ name, lines: readWorksheet(document, sharedTexts), isVisible: state === "visible" });
    },
  });
  return sheets;
}

function documentIn(files: Unzipped, path: string): string | undefined {
  const found = files[path];
  return found === undefined ? undefined : strFromU8(found);
}

/** The paths of a workbook's sheets, by the id that it refers to them with. */
function pathsOf(document: string | undefined): Map<string, string> {
  const paths = new Map<string, string>();
  readXml(document ?? "<none/>", {
    open(name, { Id = "", Target = "" }) {
      if (name === "Relationship") paths.set(Id, Target.startsWith("/") ? Target.slice(1) : `xl/${Target}`);
    },
  });
  return paths;
}

/** The texts that cells refer to by their place; a text may be of several pieces in different letters. */
function sharedTextsOf(document: string | undefined): string[] {
  const texts: string[] = [];
  let inside = "";
  let isPhonetic = false;
  readXml(document ?? "<none/>", {
    open(name) {
      inside = name;
      if (name === "rPh") isPhonetic = true;
      if (name === "si") texts.push("");
    },
    text(text) {
      if (inside === "t" && !isPhonetic) texts.push((texts.pop() ?? "") + text);
    },
    close(name) {
      inside = "";
      if (name === "rPh") isPhonetic = false;
    },
  });
  return texts.map(decodeEscapes);
}
