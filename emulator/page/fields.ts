/** The fields of an answer, read with their types: what is not as expected is an error, not an `undefined` on the page. */
export class Fields {
  readonly #value: object;

  constructor(value: unknown) {
    if (typeof value !== "object" || value === null) throw new Error("The answer is no object.");
    this.#value = value;
  }

  text(name: string): string {
    const value = this.optionalText(name);
    if (value === null) throw new Error(`The answer has no text in ${name}.`);
    return value;
  }

  optionalText(name: string): string | null {
    const value = this.#get(name);
    return typeof value === "string" ? value : null;
  }

  number(name: string): number {
    const value = this.optionalNumber(name);
    if (value === null) throw new Error(`The answer has no number in ${name}.`);
    return value;
  }

  optionalNumber(name: string): number | null {
    const value = this.#get(name);
    return typeof value === "number" ? value : null;
  }

  flag(name: string): boolean {
    return this.#get(name) === true;
  }

  list(name: string): Fields[] {
    const value = this.#get(name);
    return Array.isArray(value) ? value.map((item) => new Fields(item)) : [];
  }

  #get(name: string): unknown {
    return new Map<string, unknown>(Object.entries(this.#value)).get(name);
  }
}
