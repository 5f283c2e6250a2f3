import type { Line } from "./line";
import { type Attributes, type XmlHandlers, decodeEscapes, readXml } from "./read-xml";

/**
 * The lines of a worksheet that are not blank. A cell is what the file has: a number digit by digit, `#N/A` for an error,
 * and `=A2+99` for a formula without a value, which other readers take for an empty cell.
 */
export function readWorksheet(document: string, sharedTexts: readonly string[]): Line[] {
  const worksheet = new Worksheet(sharedTexts);
  readXml(document, worksheet);
  return worksheet.lines.filter(({ cells }) => cells.some((text) => text !== ""));
}

class Worksheet implements XmlHandlers {
  readonly lines: { line: number; cells: string[] }[] = [];
  #cell: OpenCell | undefined;

  constructor(private readonly sharedTexts: readonly string[]) {}

  open(name: string, { r, t }: Attributes): void {
    const line = this.lines.at(-1);
    if (name === "row")
      this.lines.push({ line: r === undefined ? (line?.line ?? 0) + 1 : Number(r), cells: [] });
    else if (name === "c")
      this.#cell = new OpenCell(r === undefined ? (line?.cells.length ?? 0) : placeOf(r), t ?? "n");
    else this.#cell?.open(name);
  }

  text(text: string): void {
    this.#cell?.text(text);
  }

  close(name: string): void {
    if (name !== "c" || this.#cell === undefined) return this.#cell?.close(name);
    const cells = this.lines.at(-1)?.cells ?? [];
    while (cells.length < this.#cell.place) cells.push("");
    cells[this.#cell.place] = this.#cell.read(this.sharedTexts).trim();
    this.#cell = undefined;
  }
}

/** A cell while its elements are read. */
class OpenCell {
  #formula: string | undefined;
  #value: string | undefined;
  #inside = "";

  constructor(
    /** From 0. */
    readonly place: number,
    private readonly type: string,
  ) {}

  open(name: string): void {
    // Within rPh stands how an Asian text is pronounced.
    if (this.#inside === "rPh") return;
    this.#inside = name;
    if (name === "f") this.#formula = "";
    if (name === "v" || name === "t") this.#value ??= "";
  }

  text(text: string): void {
    if (this.#inside === "f") this.#formula = (this.#formula ?? "") + text;
    if (this.#inside === "v" || this.#inside === "t") this.#value = (this.#value ?? "") + text;
  }

  close(name: string): void {
    if (name === this.#inside) this.#inside = "";
  }

  read(sharedTexts: readonly string[]): string {
    const value = this.#value ?? "";
    if (this.#formula !== undefined && !this.#isComputed()) return `=${this.#formula}`;
    if (value === "") return "";
    switch (this.type) {
      case "s":
        return sharedTexts[Number(value)] ?? "#REF!";
      case "b":
        return value === "0" ? "FALSE" : "TRUE";
      case "str":
      case "inlineStr":
        return decodeEscapes(value);
      default:
        return value;
    }
  }

  /** A formula may well give an empty text, and then says that it is one. */
  #isComputed(): boolean {
    return this.type === "str" ? this.#value !== undefined : (this.#value ?? "") !== "";
  }
}

/** `AB12` → 27. */
function placeOf(address: string): number {
  const letters = address.replace(/[^A-Z]/gi, "").toUpperCase();
  return Array.from(letters).reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
