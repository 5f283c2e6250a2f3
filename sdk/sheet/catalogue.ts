/** Finds what a cell means, in any case of letters. */
export class Catalogue<Value> {
  readonly #values = new Map<string, Value>();
  readonly names: readonly string[];

  /** Errors: a TypeError for two names that differ in nothing but case. */
  constructor(option: string, values: Readonly<Record<string, Value>>) {
    this.names = Object.keys(values);
    for (const [name, value] of Object.entries(values)) {
      const key = name.trim().toLowerCase();
      if (this.#values.has(key))
        throw new TypeError(`${option} has ${JSON.stringify(name)} in two spellings`);
      this.#values.set(key, value);
    }
  }

  find(text: string): Value | undefined {
    return this.#values.get(text.toLowerCase());
  }
}
