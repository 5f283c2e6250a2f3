import { Cancellation } from "../common/cancellation";
import { type Clock, systemClock } from "../common/clock";
import type { Pace } from "./limits";
import type { TokenSource } from "./token-source";
import type { Wait } from "./wait";

export interface TransportOptions {
  /** `https://HOST/tenantui`. */
  baseUrl: string;
  tokenSource: TokenSource;
  /** Sent as X-Ovoc-Channel-Id; without it the credential's own channel is used. */
  channelId?: string;
  /** For one request and the whole of its answer. Default 60,000. */
  requestTimeoutMs?: number;
  /** Default 10. */
  requestsPerSecond?: number;
  /** What other processes start counts for the limits, too. Default: only what this client starts. */
  pace?: Pace;
  /** The most that one call may spend waiting between its attempts. Default 300,000. */
  maxRetryWaitMs?: number;
  /** Called when a write is about to be sent; where it rejects, it is not sent, and that is the error. */
  beforeWrite?: () => Promise<void>;
  /** Told when a request is put off: by the platform, after a failure, or for two seconds and more by the limits of this client. */
  onWait?: (wait: Wait) => void;
  /** Whether somebody has asked the run to end. Default: nobody does. */
  cancellation?: Cancellation;
  clock?: Clock;
  random?: () => number;
}

/** What a client works with where nothing else is asked for. */
export function withDefaults(options: TransportOptions) {
  return {
    requestTimeoutMs: 60_000,
    requestsPerSecond: 10,
    maxRetryWaitMs: 300_000,
    clock: systemClock,
    random: Math.random,
    onWait: () => undefined,
    cancellation: new Cancellation(),
    ...options,
  };
}
