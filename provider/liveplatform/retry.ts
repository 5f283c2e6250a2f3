import type { HttpAnswer } from "./http";
import type { LostAnswer } from "./lost-answer";
import { parseRetryAfter } from "./retry-after";

const MOST_ATTEMPTS_OF_AREAD = 4;
/** A limit of the platform is over after 10 s: a read that meets one goes on for longer than that. */
const LIMIT_IS_OVER_AFTER_MS = 15_000;
/** Request Timeout, Too Early, Too Many Requests: the request was not looked at. */
const PASSING = new Set([408, 425, 429]);
const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 4_000;

export interface RetryOptions {
  /** A read may be sent again after any failure; a write only where the platform said that it did not take it. */
  kind: "read" | "write";
  /** The most that all waits of one call may add up to. */
  maxWaitMs: number;
  random: () => number;
}

/** What to do after a failure: send again after a wait, or give up. */
export type RetryDecision = { waitMs: number } | GiveUp;

export interface GiveUp {
  giveUp: true;
  /** What the answer asked for. */
  requestedWaitMs?: number | undefined;
  /** What this call could still have waited, where that is the reason. */
  waitLeftMs?: number | undefined;
}

/** The retries of one call: counts its attempts and what it has waited. */
export class Retry {
  attempts = 1;
  #waitedMs = 0;
  readonly #options: RetryOptions;

  constructor(options: RetryOptions) {
    this.#options = options;
  }

  decide(failure: HttpAnswer | LostAnswer, now: number): RetryDecision {
    const requestedWaitMs = requestedWait(failure, now);
    if (!this.#mayRetry(failure, requestedWaitMs)) return { giveUp: true, requestedWaitMs };

    // Never less than the backoff: "Retry-After: 0" must not become a loop without a pause.
    const waitMs = Math.max(requestedWaitMs ?? 0, this.#backoffMs());
    const waitLeftMs = this.#options.maxWaitMs - this.#waitedMs;
    if (waitMs > waitLeftMs) return { giveUp: true, requestedWaitMs, waitLeftMs };

    this.attempts += 1;
    this.#waitedMs += waitMs;
    return { waitMs };
  }

  #mayRetry(failure: HttpAnswer | LostAnswer, requestedWaitMs: number | undefined): boolean {
    const status = failure.kind === "answer" ? failure.status : undefined;
    if (this.#options.kind === "write")
      return status === 429 || (status === 503 && requestedWaitMs !== undefined);

    const passing = status === undefined || status >= 500 || PASSING.has(status);
    const limited = status === 429 || (status === 503 && requestedWaitMs !== undefined);
    const goesOn = limited && this.#waitedMs < LIMIT_IS_OVER_AFTER_MS;
    return passing && (this.attempts < MOST_ATTEMPTS_OF_AREAD || goesOn);
  }

  /** Exponential, and between half and all of it: callers that failed together do not come back together. */
  #backoffMs(): number {
    const full = Math.min(FIRST_BACKOFF_MS * 2 ** (this.attempts - 1), LONGEST_BACKOFF_MS);
    return Math.round(full * (0.5 + this.#options.random() / 2));
  }
}

function requestedWait(failure: HttpAnswer | LostAnswer, now: number): number | undefined {
  return failure.kind === "answer" ? parseRetryAfter(failure.header("retry-after"), now) : undefined;
}
