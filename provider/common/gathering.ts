import type { Clock } from "./clock";

interface Moment {
  /** Milliseconds without anybody joining, after which the work begins. */
  quietMs: number;
  /** The longest that the first one waits. Default: `quietMs`. */
  longestMs?: number;
}

/** Work that is done once for all who ask for it within a moment. */
export class Gathering<Item, Result> {
  readonly #clock: Clock;
  readonly #moment: Moment;
  readonly #work: (items: Item[]) => Promise<Result>;
  #begun: { items: Item[]; result: Promise<Result> } | undefined;

  constructor(clock: Clock, moment: Moment, work: (items: Item[]) => Promise<Result>) {
    this.#clock = clock;
    this.#moment = moment;
    this.#work = work;
  }

  get isBegun(): boolean {
    return this.#begun !== undefined;
  }

  /** Resolves, or rejects, as the work for all items of this moment does. */
  join(item: Item): Promise<Result> {
    this.#begun ??= this.#begin();
    this.#begun.items.push(item);
    return this.#begun.result;
  }

  #begin(): { items: Item[]; result: Promise<Result> } {
    const items: Item[] = [];
    return { items, result: this.#gather(items) };
  }

  async #gather(items: Item[]): Promise<Result> {
    const { quietMs, longestMs = quietMs } = this.#moment;
    const until = this.#clock.now() + longestMs;
    for (let before = -1; items.length !== before && this.#clock.now() < until;) {
      before = items.length;
      await this.#clock.sleep(Math.min(quietMs, until - this.#clock.now()));
    }
    this.#begun = undefined;
    return this.#work(items);
  }
}
