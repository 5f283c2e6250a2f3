import type { Clock } from "../clock";
import { RateLimiter, perSecond } from "./rate-limiter";
import type { Wait } from "./wait";

/**
 * Documented: 10 releases in 10 s. Half a second longer, since the platform counts when a request arrives, and that
 * varies by more than nothing.
 */
const releaseLimit = { requests: 10, windowMs: 10_500 };

export interface Limits {
  readonly requests: RateLimiter;
  /** They count as requests besides. */
  readonly releases: RateLimiter;
}

/** The limits of one client; long waits for them are told. */
export function limitsOf(rate: number, clock: Clock, onWait: (wait: Wait) => void): Limits {
  const told = (why: string) => (waitMs: number) => {
    onWait({ waitMs, why });
  };
  const requests = new RateLimiter(perSecond(rate), clock, {
    onLongWait: told(`no more than ${rate} requests a second are sent (requestsPerSecond)`),
  });
  const releases = new RateLimiter(releaseLimit, clock, {
    wider: requests,
    onLongWait: told("the platform takes no more than 10 releases in 10 s"),
  });
  return { requests, releases };
}
