import { NumberSet } from "../numbers/number-set";
import type { Line } from "./upload-entry";

interface Place {
  readonly stack: string;
  readonly platform: string;
  readonly tenant: string;
}

interface Event extends Place {
  readonly key: string;
  readonly at: string;
  readonly numbers: NumberSet;
  /** Else they are in the tenant again, or what became of them is saved. */
  readonly isReleased: boolean;
}

/** Numbers that were asked to be released, and the tasks of which they are part. */
export interface Released {
  readonly numbers: NumberSet;
  readonly tasks: readonly string[];
}

/**
 * The numbers that a stack has asked a platform to release, until an operation comes to its end with them. A run that is killed or
 * cancelled after that leaves a state that still has them: then it is no loss that they are missing, and those that are not are
 * waited for.
 */
export class ReleasedNumbers {
  readonly #events: Event[] = [];
  /** By the key of a release. */
  readonly #tasks = new Map<string, string>();

  take({ key, stack, platform, tenant, at, taskId, ...said }: Line): void {
    if (taskId !== undefined) this.#tasks.set(key, taskId);
    if (stack === undefined || platform === undefined || tenant === undefined || at === undefined) return;
    const numbers = NumberSet.fromCanonical(said.released ?? said.settled ?? said.numbers);
    if (numbers.isEmpty || said.isLeft === true) return;
    this.#events.push({ key, stack, platform, tenant, at, numbers, isReleased: said.released !== undefined });
  }

  /** Those of the place that were released since then, and are neither settled nor uploaded again after it. */
  since(since: string, { stack, platform, tenant }: Place): Released {
    const events = this.#events
      .filter((event) => event.stack === stack && event.platform === platform && event.tenant === tenant)
      .filter(({ at }) => at >= since)
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    const numbers = events.reduce(
      (released, event) => (event.isReleased ? released.union(event.numbers) : released.minus(event.numbers)),
      NumberSet.empty,
    );
    const unsettled = events.filter((event) => event.isReleased && event.numbers.overlaps(numbers));
    return { numbers, tasks: unsettled.flatMap(({ key }) => this.#tasks.get(key) ?? []) };
  }
}
