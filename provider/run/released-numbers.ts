import { NumberSet } from "../numbers/number-set";
import type { Line } from "./upload-entry";

interface Place {
  readonly stack: string;
  readonly platform: string;
  readonly tenant: string;
}

interface Event extends Place {
  readonly at: string;
  readonly numbers: NumberSet;
  /** Else they are in the tenant again, or what became of them is saved. */
  readonly isReleased: boolean;
}

/**
 * The numbers that a stack has asked a platform to release, until an operation comes to its end with them. A run that is killed or cancelled after that leaves a state that still
 * has them: then it is no loss that they are missing.
 */
export class ReleasedNumbers {
  readonly #events: Event[] = [];

  /** Of the journal's lines those that begin something, whatever it is. */
  take({ stack, platform, tenant, at, ...said }: Line): void {
    if (stack === undefined || platform === undefined || tenant === undefined || at === undefined) return;
    const numbers = NumberSet.fromCanonical(said.released ?? said.settled ?? said.numbers);
    if (numbers.isEmpty || said.isLeft === true) return;
    this.#events.push({ stack, platform, tenant, at, numbers, isReleased: said.released !== undefined });
  }

  /** Those of the place that were released since then, and are neither settled nor uploaded again after it. */
  since(since: string, { stack, platform, tenant }: Place): NumberSet {
    return this.#events
      .filter((event) => event.stack === stack && event.platform === platform && event.tenant === tenant)
      .filter(({ at }) => at >= since)
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
      .reduce(
        (released, { numbers, isReleased }) =>
          isReleased ? released.union(numbers) : released.minus(numbers),
        NumberSet.empty,
      );
  }
}
