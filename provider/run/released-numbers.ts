import { type CanonicalNumbers, NumberSet } from "../numbers/number-set";
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
  /** Else they are in the tenant, or what became of them is saved. */
  readonly isReleased: boolean;
}

/** Numbers that one request has asked to release, and its task, where the answer came through. */
export interface Released {
  readonly numbers: NumberSet;
  readonly taskId: string | undefined;
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
  /** By the key of an upload. */
  readonly #uploads = new Map<string, Place & { at: string }>();

  take({ key, stack, platform, tenant, at, taskId, ...said }: Line): void {
    if (taskId !== undefined) this.#tasks.set(key, taskId);
    if (stack === undefined || platform === undefined || tenant === undefined || at === undefined) {
      // What has come in by an upload, or is on its way by it, is not given up any more.
      this.#add(key, this.#uploads.get(key), { numbers: said.arrived ?? said.numbers, isReleased: false });
      return;
    }
    const place = { stack, platform, tenant, at };
    if (said.numbers !== undefined) this.#uploads.set(key, place);
    const isReleased = said.released !== undefined;
    this.#add(key, place, { numbers: said.released ?? said.settled, isReleased });
  }

  #add(
    key: string,
    place: (Place & { at: string }) | undefined,
    { numbers, isReleased }: { numbers: CanonicalNumbers | undefined; isReleased: boolean },
  ): void {
    const set = NumberSet.fromCanonical(numbers);
    if (place !== undefined && !set.isEmpty) this.#events.push({ ...place, key, numbers: set, isReleased });
  }

  /** Those of the place that were released since then and are not settled after it, by request. */
  since(since: string, { stack, platform, tenant }: Place): Released[] {
    const events = this.#events
      .filter((event) => event.stack === stack && event.platform === platform && event.tenant === tenant)
      .filter(({ at }) => at >= since)
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    return events.flatMap(({ key, numbers, isReleased }, index) => {
      const later = NumberSet.unionOf(events.slice(index + 1));
      const left = isReleased ? numbers.minus(later) : NumberSet.empty;
      return left.isEmpty ? [] : { numbers: left, taskId: this.#tasks.get(key) };
    });
  }
}
