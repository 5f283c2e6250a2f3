import type { Clock } from "../clock";

export interface RateLimit {
  /** Most requests that may start in any window. */
  requests: number;
  /** Length of the window in milliseconds. */
  windowMs: number;
}

/** A rate in requests per second as a window that lets one second's worth through at once. */
export function perSecond(rate: number): RateLimit {
  const requests = Math.max(1, Math.floor(rate));
  return { requests, windowMs: (requests / rate) * 1000 };
}

function halved({ requests, windowMs }: RateLimit): RateLimit {
  const fewer = Math.max(1, Math.floor(requests / 2));
  return { requests: fewer, windowMs: (windowMs * 2 * fewer) / requests };
}

/** How long the rate stays halved after a refusal, counted from the end of the pause. */
const recoveryMs = 30_000;

/**
 * Lets requests start in the order they asked, never more than the limit in any window that slides over time.
 * With a `wider` limiter each start counts there too.
 */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #clock: Clock;
  readonly #wider: RateLimiter | undefined;
  #starts: number[] = [];
  #queue: Promise<void> = Promise.resolve();
  #pausedUntil = -Infinity;
  #slowUntil = -Infinity;

  constructor(limit: RateLimit, clock: Clock, wider?: RateLimiter) {
    this.#limit = limit;
    this.#clock = clock;
    this.#wider = wider;
  }

  /** Resolves when the caller may start one request. */
  acquire(): Promise<void> {
    const turn = this.#queue.then(() => this.#start());
    // A clock that fails one caller must not fail all who come after.
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** The platform refused a request for its rate: nothing starts for `ms`, and the rate is halved for a while. */
  pause(ms: number): void {
    const until = this.#clock.now() + ms;
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
    this.#slowUntil = Math.max(this.#slowUntil, until + recoveryMs);
  }

  async #start(): Promise<void> {
    for (let wait = this.#waitMs(); wait > 0; wait = this.#waitMs()) {
      await this.#clock.sleep(wait);
    }
    // Counted only once the wider limiter agrees too: a start counted early would let a burst follow it.
    await this.#wider?.acquire();
    this.#starts.push(this.#clock.now());
  }

  #waitMs(): number {
    const now = this.#clock.now();
    // Starts in the future are from before the wall clock was set back, and would stop the queue until then.
    this.#starts = this.#starts.filter((start) => start <= now && now - start < this.#longestWindowMs);
    const fullWait = this.#windowWaitMs(this.#limit, now);
    // The full limit holds beside the halved one, whose shorter window alone could let a burst follow a burst.
    const slowWait = now < this.#slowUntil ? this.#windowWaitMs(halved(this.#limit), now) : 0;
    return Math.max(this.#pausedUntil - now, fullWait, slowWait);
  }

  #windowWaitMs({ requests, windowMs }: RateLimit, now: number): number {
    const blocking = this.#starts.at(-requests);
    return blocking === undefined ? 0 : blocking + windowMs - now;
  }

  get #longestWindowMs(): number {
    return Math.max(this.#limit.windowMs, halved(this.#limit).windowMs);
  }
}
