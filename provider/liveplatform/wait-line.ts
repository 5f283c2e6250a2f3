import type { Clock } from "../common/clock";
import type { Wait } from "./wait";

const WORTH_TELLING_MS = 1000;

/**
 * Says what a client waits for, once for all calls that wait for the same: again only where it is a second longer for another
 * reason, or twice as long for the same one.
 */
export class WaitLine {
  #until = -Infinity;
  #why = "";

  /** `show` is given the line, the time first: `waiting 7 s: the platform asks to slow down (429)`. */
  constructor(
    private readonly clock: Clock,
    private readonly show: (line: string) => void,
  ) {}

  tell({ waitMs, why }: Wait): void {
    const now = this.clock.now();
    const told = Math.max(0, this.#until - now);
    const isLonger = waitMs > told + Math.max(told > 0 ? WORTH_TELLING_MS : 0, why === this.#why ? told : 0);
    if (!isLonger) return;
    this.#until = now + waitMs;
    this.#why = why;
    this.show(this.#line(waitMs));
  }

  /** For what begins while others wait; undefined where nobody does for much longer. */
  current(): string | undefined {
    const left = this.#until - this.clock.now();
    return left < WORTH_TELLING_MS ? undefined : this.#line(left);
  }

  #line(ms: number): string {
    return `waiting ${Math.ceil(ms / 1000)} s: ${this.#why}`;
  }
}
