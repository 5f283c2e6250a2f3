import type { Clock } from "../common/clock";

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

/** A shorter wait is not worth a word. */
const LONG_WAIT_MS = 2000;

export interface RateLimiterOptions {
  /** Each start counts there too. */
  wider?: RateLimiter;
  /** Told how long a caller will wait for its turn, where that is two seconds and more. */
  onLongWait?: (waitMs: number) => void;
}

/** How long the rate stays halved after a refusal, counted from the end of the pause. */
const RECOVERY_MS = 30_000;

/**
 * Lets requests start in the order they asked, never more than the limit in any window that slides over time.
 */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #clock: Clock;
  readonly #options: RateLimiterOptions;
  #starts: number[] = [];
  #queue: Promise<void> = Promise.resolve();
  #queued = 0;
  #pausedUntil = -Infinity;
  #slowUntil = -Infinity;

  constructor(limit: RateLimit, clock: Clock, options: RateLimiterOptions = {}) {
    this.#limit = limit;
    this.#clock = clock;
    this.#options = options;
  }

  /** Resolves when the caller may start one request. */
  acquire(): Promise<void> {
    const waitMs = this.#expectedWaitMs();
    if (waitMs >= LONG_WAIT_MS) this.#options.onLongWait?.(waitMs);
    this.#queued += 1;
    const turn = this.#queue.then(() => this.#start());
    // A clock that fails one caller must not fail all who come after.
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** The platform refused a request for its rate: nothing starts for `ms`, and the rate is halved for a while. */
  pause(ms: number): void {
    const until = this.#clock.now() + ms;
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
    this.#slowUntil = Math.max(this.#slowUntil, until + RECOVERY_MS);
  }

  async #start(): Promise<void> {
    try {
      for (let wait = this.#waitMs(); wait > 0; wait = this.#waitMs()) await this.#clock.sleep(wait);

      // Counted only once the wider limiter agrees too: a start counted early would let a burst follow it.
      await this.#options.wider?.acquire();
      this.#starts.push(this.#clock.now());
    } finally {
      this.#queued -= 1;
    }
  }

  /** For a caller behind all that are queued. */
  #expectedWaitMs(): number {
    const now = this.#clock.now();
    const { requests, windowMs } = now < this.#slowUntil ? halved(this.#limit) : this.#limit;
    const blocking = this.#starts.at((this.#queued % requests) - requests);
    const first = Math.max(
      this.#pausedUntil - now,
      blocking === undefined ? 0 : blocking + windowMs - now,
      0,
    );
    return first + Math.floor(this.#queued / requests) * windowMs;
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
