import { append } from "../common/append";
import { type CanonicalNumbers, NumberSet } from "../numbers/number-set";
import type { Line, LinePlace } from "./upload-entry";

interface Event<T> {
  /** ISO 8601 */
  readonly at: string;
  numbers: NumberSet;
  /** Undefined: nothing that was said before is true of them any more. */
  readonly said: T | undefined;
}

/** What the runs of each stack have said last of its numbers, until an operation comes to its end with them. */
export class Unsettled<T> {
  readonly #events = new Map<string, Event<T>[]>();
  readonly #byKey = new Map<string, Event<T>>();
  /** By place. Every allocation of a run asks, and nearly never has anything been added. */
  readonly #last = new Map<string, readonly (Event<T> & { said: T })[]>();

  /** A line without a time says nothing. */
  add(line: Partial<Line>, numbers: CanonicalNumbers | undefined, said: T | undefined): void {
    const set = NumberSet.fromCanonical(numbers);
    if (line.at === undefined || set.isEmpty) return;
    const event = { at: line.at, numbers: set, said };
    append(this.#events, keyOf(line), event);
    this.#byKey.set(line.key ?? "", event);
    this.#last.clear();
  }

  /** The others of its numbers were not among those of a request after all. */
  narrow(key: string, numbers: CanonicalNumbers | undefined): void {
    const event = this.#byKey.get(key);
    if (event === undefined || numbers === undefined) return;
    event.numbers = event.numbers.intersect(NumberSet.fromCanonical(numbers));
    this.#last.clear();
  }

  /** Latest first, each number once. */
  at(place: LinePlace): readonly (Event<T> & { said: T })[] {
    const key = keyOf(place);
    const last = this.#last.get(key) ?? lastOf(this.#events.get(key) ?? []);
    this.#last.set(key, last);
    return last;
  }
}

function keyOf({ stack, platform, tenant }: LinePlace): string {
  return JSON.stringify([stack, platform, tenant]);
}

function lastOf<T>(events: readonly Event<T>[]): (Event<T> & { said: T })[] {
  const latestFirst = [...events].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).reverse();
  let later = NumberSet.empty;
  return latestFirst.flatMap(({ at, numbers: all, said }) => {
    const numbers = all.minus(later);
    later = later.union(all);
    return said === undefined || numbers.isEmpty ? [] : { at, numbers, said };
  });
}
