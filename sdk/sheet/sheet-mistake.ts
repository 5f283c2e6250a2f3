interface Place {
  readonly line?: number;
  readonly column?: string;
  readonly header?: string;
}

/**
 * One thing that is wrong with a sheet. As text it is its `message`, so that `mistakes.join("\n")` is what people read.
 *
 * @example
 * `${mistake}`; // line 4, column A (Number): "61395556881" has no + and country calling code …
 */
export class SheetMistake {
  /** The line as the spreadsheet counts them, from 1; absent where the file as a whole is wrong. */
  readonly line?: number;
  /** The column's letter, such as `A`; absent where the mistake is of no single cell. */
  readonly column?: string;
  /** What the first line of the sheet calls that column. */
  readonly header?: string;
  /** What is wrong, without the place. */
  readonly reason: string;
  /** Place and reason. */
  readonly message: string;

  /** @internal */
  constructor(reason: string, place: Place = {}) {
    const { line, column, header } = place;
    this.reason = reason;
    this.message = messageOf(reason, place);
    if (line !== undefined) this.line = line;
    if (column !== undefined) this.column = column;
    if (header !== undefined) this.header = header;
  }

  toString(): string {
    return this.message;
  }
}

function messageOf(reason: string, { line, column, header = "" }: Place): string {
  if (line === undefined) return reason;
  return column === undefined
    ? `line ${line}: ${reason}`
    : `line ${line}, column ${column} (${header}): ${reason}`;
}

/** Collects everything that is wrong with a sheet, so that it can be told all at once. */
export class Mistakes {
  readonly #found: SheetMistake[] = [];

  add(reason: string, place: Place = {}): void {
    this.#found.push(new SheetMistake(reason, place));
  }

  get isEmpty(): boolean {
    return this.#found.length === 0;
  }

  /** In the order of the sheet. */
  list(): SheetMistake[] {
    return this.#found.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  }
}
