import type { NumberSet } from "../numbers/number-set";
import { Unsettled } from "./unsettled";
import type { Line, LinePlace } from "./upload-entry";

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
  /** By the key of its request. */
  readonly #released = new Unsettled<string>();
  /** By the key of a release. */
  readonly #tasks = new Map<string, string>();
  /** By the key of an upload. */
  readonly #uploads = new Map<string, Line>();

  take(line: Line): void {
    const { key, taskId, stack, numbers, released, settled, arrived } = line;
    if (taskId !== undefined) this.#tasks.set(key, taskId);
    if (stack === undefined) {
      // What has come in by an upload, or is on its way by it, is not given up any more.
      this.#released.add(this.#uploads.get(key) ?? {}, arrived ?? numbers, undefined);
      return;
    }
    if (numbers !== undefined) this.#uploads.set(key, line);
    this.#released.add(line, released ?? settled, released === undefined ? undefined : key);
  }

  /** Those of the place that were released since then and are not settled after it, by request. */
  since(since: string, place: LinePlace): Released[] {
    const recent = this.#released.at(place).filter(({ at }) => at >= since);
    return recent.reverse().map(({ numbers, said }) => ({ numbers, taskId: this.#tasks.get(said) }));
  }
}
