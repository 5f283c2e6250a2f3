import type { Cell } from "./read-sheet";

/** Collects everything that is wrong with a sheet, so that it can be told all at once. */
export class Mistakes {
  readonly #found: { line: number; text: string }[] = [];

  in({ line, place }: Cell, text: string): void {
    this.onLine(line, `${place}: ${text}`);
  }

  onLine(line: number, text: string): void {
    this.#found.push({ line, text });
  }

  /** In the order of the sheet. */
  list(): string[] {
    return this.#found.sort((a, b) => a.line - b.line).map(({ text }) => text);
  }
}
