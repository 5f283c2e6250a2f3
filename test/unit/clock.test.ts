import { steady } from "../../provider/common/clock";
import { RateLimiter } from "../../provider/liveplatform/rate-limiter";

const HOUR = 3_600_000;

/** A machine whose wall clock can be set. */
function machine(start = Date.UTC(2026, 0, 5)) {
  const time = { wall: start, elapsed: 500 };
  const now = steady(
    () => time.wall,
    () => time.elapsed,
  );
  return {
    now: () => now() - start,
    set: (ms: number) => (time.wall += ms),
    pass: (ms: number) => {
      time.wall += ms;
      time.elapsed += ms;
    },
  };
}

it("the time of a process goes on where the machine's clock is set back, however often, and follows it where it is set forward", () => {
  const { now, set, pass } = machine();
  pass(1000);
  expect(now()).toBe(1000);
  set(-HOUR);
  pass(1000);
  expect(now()).toBe(2000);
  set(-HOUR);
  pass(1000);
  expect(now()).toBe(3000);
  set(8 * HOUR);
  expect(now()).toBe(3000 + 8 * HOUR);
});

it("the time of a process follows a machine's clock that is kept right by less than a second", () => {
  const { now, set } = machine();
  set(-900);
  expect(now()).toBe(-900);
});

it("a pause that the platform asks for ends when it is over, though the machine's clock is set back by an hour in between", async () => {
  const { now, set, pass } = machine();
  let slept = 0;
  const sleep = (ms: number): Promise<void> => {
    slept += ms;
    pass(ms);
    return Promise.resolve();
  };
  const limiter = new RateLimiter({ requests: 10, windowMs: 1000 }, { now, sleep });
  limiter.pause(5000);
  set(-HOUR);
  await limiter.acquire();
  expect(slept).toBe(5000);
});
