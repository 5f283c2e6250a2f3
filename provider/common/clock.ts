import { setTimeout as delay } from "node:timers/promises";

/** Time as an argument, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Less is how a clock is kept right, and adds up to nothing in a run. */
const SET_BACK_MS = 1000;

/**
 * The time of a wall clock, as if nobody ever set it back: all that is waited for until a moment, such as the end of a pause that the
 * platform asks for, would be waited for an hour longer. Where it is set forward, or the machine has slept, that is followed.
 *
 * @param wall milliseconds since the Unix epoch
 * @param elapsed milliseconds since any moment, by a clock that nobody sets
 */
export function steady(wall: () => number, elapsed: () => number): () => number {
  const read = (): { wall: number; elapsed: number } => ({ wall: wall(), elapsed: elapsed() });
  let last = read();
  let setBack = 0;
  return () => {
    const now = read();
    const lost = now.elapsed - last.elapsed - (now.wall - last.wall);
    if (lost > SET_BACK_MS) setBack += lost;
    last = now;
    return now.wall + setBack;
  };
}

export const systemClock: Clock = {
  now: steady(
    () => Date.now(),
    () => performance.now(),
  ),
  sleep: (ms, signal) => delay(ms, undefined, signal ? { signal } : {}),
};
