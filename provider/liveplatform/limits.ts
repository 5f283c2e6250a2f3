import type { Clock } from "../common/clock";
import { type RateLimit, RateLimiter, perSecond } from "./rate-limiter";
import type { Wait } from "./wait";

/** Counts what other processes of this machine start, too: see `SharedPace`. */
export interface Pace {
  start(limits: readonly PaceLimit[], onLongWait: (waitMs: number) => void): Promise<void>;
}

/** A limit, and what counts for it. */
export interface PaceLimit extends RateLimit {
  readonly kind: "request" | "release";
}

/**
 * Documented: 10 releases in 10 s. Half a second longer, because the platform counts arrivals, and latency varies.
 */
const releaseLimit: PaceLimit = { kind: "release", requests: 10, windowMs: 10_500 };

/** A kind of call that has a limit of its own. */
export interface Limited {
  /** In this process. */
  readonly limiter: RateLimiter;
  /** Resolves when one may start, by what is started here and in other processes. */
  acquire(): Promise<void>;
}

export interface Limits {
  readonly requests: Limited;
  /** They count as requests too. */
  readonly releases: Limited;
}

export interface LimitOptions {
  readonly rate: number;
  readonly clock: Clock;
  readonly onWait: (wait: Wait) => void;
  readonly pace: Pace | undefined;
}

/** The limits of one client; long waits for them are told. */
export function limitsOf({ rate, clock, onWait, pace }: LimitOptions): Limits {
  const told = (why: string) => (waitMs: number) => {
    onWait({ waitMs, why });
  };
  const requestLimit: PaceLimit = { kind: "request", ...perSecond(rate) };
  const limited = (limiter: RateLimiter, limits: readonly PaceLimit[]): Limited => ({
    limiter,
    acquire: async () => {
      await limiter.acquire();
      await pace?.start(limits, told("other runs on this machine send requests to the platform, too"));
    },
  });
  const requests = new RateLimiter(perSecond(rate), clock, {
    onLongWait: told(`no more than ${rate} requests a second are sent (requestsPerSecond)`),
  });
  const releases = new RateLimiter(releaseLimit, clock, {
    wider: requests,
    onLongWait: told("the platform takes no more than 10 releases in 10 s"),
  });
  return {
    requests: limited(requests, [requestLimit]),
    releases: limited(releases, [releaseLimit, requestLimit]),
  };
}
