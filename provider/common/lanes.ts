/** At most so many calls under way at once; the others wait in the order in which they came. */
export class Lanes {
  readonly #width: number;
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  /** `width`: a positive whole number. */
  constructor(width: number) {
    this.#width = width;
  }

  async run<Result>(call: () => Promise<Result>): Promise<Result> {
    if (this.#busy < this.#width) this.#busy += 1;
    else await new Promise<void>((go) => this.#waiting.push(go));
    try {
      return await call();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#busy -= 1;
      else next();
    }
  }
}

/**
 * As Promise.all over `map`, with at most `limit` under way at once; the results are in the items' order. The first failure
 * is thrown, and no further call is begun after it.
 */
export async function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const rest = items.entries();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const [index, item] of rest) {
      if (failed) return;
      results[index] = await map(item);
    }
  };
  const stopAll = (error: unknown): never => {
    failed = true;
    throw error;
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, () => worker().catch(stopAll)));
  return results;
}
