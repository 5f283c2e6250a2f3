import type { NumberSet } from "../numbers/number-set";
import { type Row, type Rows, pick } from "./rows";

/** The rows of one tenant as far as they have been read in this operation, and what was asked for in vain. */
export class KnownRows {
  #rows: Rows = new Map();
  readonly #asked = new Set<string>();
  readonly #confirmedAbsent = new Set<string>();
  readonly #writes: (() => void)[] = [];

  get all(): Rows {
    return this.#rows;
  }

  has(phoneNumber: string): boolean {
    return this.#rows.has(phoneNumber);
  }

  of(numbers: NumberSet): Rows {
    return pick(this.#rows, numbers);
  }

  /** Those that nobody has asked for by themselves. */
  unasked(numbers: NumberSet): string[] {
    return [...numbers].filter((phoneNumber) => !this.#asked.has(phoneNumber));
  }

  /** Those that no list shows, and that no GET has denied. */
  doubtful(numbers: NumberSet): string[] {
    return [...numbers].filter(
      (phoneNumber) => !this.#rows.has(phoneNumber) && !this.#confirmedAbsent.has(phoneNumber),
    );
  }

  /** `undefined` is a number that is not there. */
  learn(phoneNumber: string, row: Row | undefined): void {
    this.#asked.add(phoneNumber);
    this.#confirmedAbsent.delete(phoneNumber);
    if (row === undefined) this.#rows.delete(phoneNumber);
    else this.#rows.set(phoneNumber, row);
  }

  /** Believed from now on. */
  confirmAbsence(phoneNumber: string): void {
    this.#confirmedAbsent.add(phoneNumber);
  }

  /** A write of ours that the platform has confirmed. */
  write(apply: () => void): void {
    this.#writes.push(apply);
    apply();
  }

  /**
   * A list begins; what is returned takes its rows. It is as old as its beginning: what we have written since then is applied on
   * top of it.
   */
  beginList(): (rows: Rows) => void {
    const writesBefore = this.#writes.length;
    return (rows) => {
      this.#rows = rows;
      this.#confirmedAbsent.clear();
      for (const apply of this.#writes.slice(writesBefore)) apply();
    };
  }
}
