import type { Clock } from "../clock";

/** Work that is done once for all who ask for it within a moment. */
export class Gathering<Item, Result> {
  readonly #clock: Clock;
  readonly #momentMs: number;
  readonly #work: (items: Item[]) => Promise<Result>;
  #begun: { items: Item[]; result: Promise<Result> } | undefined;

  constructor(clock: Clock, momentMs: number, work: (items: Item[]) => Promise<Result>) {
    this.#clock = clock;
    this.#momentMs = momentMs;
    this.#work = work;
  }

  /** Resolves, or rejects, as the work for all items of this moment does. */
  join(...items: Item[]): Promise<Result> {
    this.#begun ??= this.#begin();
    this.#begun.items.push(...items);
    return this.#begun.result;
  }

  #begin(): { items: Item[]; result: Promise<Result> } {
    const items: Item[] = [];
    const result = this.#clock.sleep(this.#momentMs).then(() => {
      this.#begun = undefined;
      return this.#work(items);
    });
    return { items, result };
  }
}
