import * as fc from "fast-check";
import { RateLimiter, perSecond } from "../../provider/liveplatform/rate-limiter";
import { VirtualClock } from "./client-harness";

/** Starts `count` callers at once; the time each was let through, from the first call on. */
async function starts(limiter: RateLimiter, clock: VirtualClock, count: number): Promise<number[]> {
  const begin = clock.now();
  return Promise.all(Array.from({ length: count }, () => limiter.acquire().then(() => clock.now() - begin)));
}

function mostInAnyWindow(times: number[], windowMs: number): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + windowMs).length));
}

it("the limiter of requests lets one window's worth through at once, and then as the window slides", async () => {
  const clock = new VirtualClock();
  const limiter = new RateLimiter({ requests: 3, windowMs: 1000 }, clock);
  expect(await starts(limiter, clock, 7)).toEqual([0, 0, 0, 1000, 1000, 1000, 2000]);
});

it("the limiter of requests never lets more than the limit through in any window, however callers and refusals come", async () => {
  const steps = fc.array(fc.record({ wait: fc.nat(1500), callers: fc.nat(12), refused: fc.boolean() }), {
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 }), steps, async (requests, story) => {
      const clock = new VirtualClock();
      const limiter = new RateLimiter({ requests, windowMs: 1000 }, clock);
      const times: number[] = [];
      const calls: Promise<unknown>[] = [];
      for (const { wait, callers, refused } of story) {
        await clock.sleep(wait);
        if (refused) limiter.pause(wait);

        calls.push(
          ...Array.from({ length: callers }, () => limiter.acquire().then(() => times.push(clock.now()))),
        );
      }
      await Promise.all(calls);
      expect(times).toHaveLength(story.reduce((sum, { callers }) => sum + callers, 0));
      expect(mostInAnyWindow(times, 1000)).toBeLessThanOrEqual(requests);
    }),
    {
      numRuns: 150,
      examples: [
        [
          5,
          [
            { wait: 0, callers: 4, refused: false },
            { wait: 0, callers: 2, refused: true },
          ],
        ],
      ],
    },
  );
});

it("the limiter of requests serves callers in the order they came", async () => {
  const clock = new VirtualClock();
  const limiter = new RateLimiter({ requests: 2, windowMs: 1000 }, clock);
  const order: number[] = [];
  await Promise.all([1, 2, 3, 4, 5].map((caller) => limiter.acquire().then(() => order.push(caller))));
  expect(order).toEqual([1, 2, 3, 4, 5]);
});

it("the limiter of requests starts nothing during a pause, halves its rate after it, and recovers", async () => {
  const clock = new VirtualClock();
  const limiter = new RateLimiter({ requests: 4, windowMs: 1000 }, clock);
  limiter.pause(5000);
  expect(await starts(limiter, clock, 5)).toEqual([5000, 5000, 6000, 6000, 7000]);
  await clock.sleep(30_000);
  expect(await starts(limiter, clock, 5)).toEqual([0, 0, 0, 0, 1000]);
});

it("the limiter of requests heeds a pause that comes while it waits", async () => {
  const clock = new VirtualClock();
  const limiter = new RateLimiter({ requests: 1, windowMs: 1000 }, clock);
  const times = starts(limiter, clock, 2);
  await limiterTurn();
  limiter.pause(4000);
  expect(await times).toEqual([0, 4000]);
});

it("the limiter of requests tells how long a caller will wait, exactly, where that is two seconds and more", async () => {
  const clock = new VirtualClock();
  const told: number[] = [];
  const limiter = new RateLimiter({ requests: 3, windowMs: 1000 }, clock, {
    onLongWait: (waitMs) => told.push(waitMs),
  });
  const times = await starts(limiter, clock, 11);
  expect(told).toEqual(times.filter((at) => at >= 2000));
  expect(told).toEqual([2000, 2000, 2000, 3000, 3000]);
  limiter.pause(5000);
  await limiter.acquire();
  expect(told.at(-1)).toBe(5000);
});

it("the limiter of requests counts a start of the narrower limit in the wider one, which slows it", async () => {
  const clock = new VirtualClock();
  const wide = new RateLimiter({ requests: 2, windowMs: 1000 }, clock);
  const narrow = new RateLimiter({ requests: 3, windowMs: 10_000 }, clock, { wider: wide });
  expect(await starts(narrow, clock, 4)).toEqual([0, 0, 1000, 10_000]);
  await clock.sleep(20_000);
  const both = await Promise.all([starts(narrow, clock, 2), starts(wide, clock, 2)]);
  expect(both.flat().sort()).toEqual([0, 0, 1000, 1000]);
});

it("the limiter of requests does not stop for an hour when the clock is set back by one", async () => {
  let now = 10_000_000;
  const clock = { now: () => now, sleep: (ms: number) => Promise.resolve(void (now += ms)) };
  const limiter = new RateLimiter({ requests: 1, windowMs: 1000 }, clock);
  await limiter.acquire();
  now -= 3_600_000;
  const before = now;
  await limiter.acquire();
  expect(now - before).toBeLessThanOrEqual(1000);
});

it("the limiter of requests goes on after a clock that failed one caller", async () => {
  const sleep = jest.fn().mockRejectedValueOnce(new Error("aborted")).mockResolvedValue(undefined);
  let now = 0;
  const limiter = new RateLimiter({ requests: 1, windowMs: 10 }, { now: () => now, sleep });
  await limiter.acquire();
  await expect(limiter.acquire()).rejects.toThrow("aborted");
  now = 10;
  await expect(limiter.acquire()).resolves.toBeUndefined();
});

it.each([
  [10, { requests: 10, windowMs: 1000 }],
  [2.5, { requests: 2, windowMs: 800 }],
  [0.5, { requests: 1, windowMs: 2000 }],
])("a rate per second of %d is a window of that rate", (rate, limit) => {
  expect(perSecond(rate)).toEqual(limit);
});

/** Lets what is ready run, but no virtual time pass. */
async function limiterTurn(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}
