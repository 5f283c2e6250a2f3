import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import * as fc from "fast-check";

import type { Clock } from "../../provider/common/clock";
import { SharedPace, earliest } from "../../provider/run/shared-pace";

const releases = { kind: "release", requests: 10, windowMs: 10_500 };
const requests = { kind: "request", requests: 10, windowMs: 1000 };
const platform = "https://live.example.com/tenantui";
const quiet = () => undefined;

let folder: string;
let now: number;
let clock: Clock;
/** Milliseconds by which each sleep is too long. */
let sleptLonger: number;
beforeEach(() => {
  sleptLonger = 0;
  folder = mkdtempSync(join(tmpdir(), "pace-"));
  now = Date.parse("2026-02-16T16:17:56Z");
  clock = {
    now: () => now,
    sleep: (ms) => {
      now += ms + sleptLonger;
      return Promise.resolve();
    },
  };
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function pace(of = platform): SharedPace {
  return new SharedPace(of, clock, () => folder);
}

async function starts(process: SharedPace, count: number, limits = [releases]): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    await process.start(limits, quiet);
    times.push(now);
  }
  return times;
}

it("SharedPace counts what another process has started: of two runs one after the other the second waits", async () => {
  const begun = now;
  expect(await starts(pace(), 8)).toEqual(Array(8).fill(begun));
  const waits: number[] = [];
  const next = pace();
  for (let index = 0; index < 4; index += 1) await next.start([releases], (waitMs) => waits.push(waitMs));
  expect(now).toBe(begun + releases.windowMs);
  expect(waits).toEqual([releases.windowMs]);
});

it("SharedPace counts what was started before it began the file of the next ten minutes", async () => {
  now = Date.parse("2026-02-16T16:19:59Z");
  await starts(pace(), 10);
  const begun = now;
  now += 2000;
  await starts(pace(), 1);
  expect(now).toBe(begun + releases.windowMs);
});

it("SharedPace counts a start that comes later than it was planned from when it comes", async () => {
  await starts(pace(), 10);
  sleptLonger = 3000;
  await starts(pace(), 10);
  sleptLonger = 0;
  const late = now;
  await starts(pace(), 10);
  expect(now).toBeGreaterThanOrEqual(late + releases.windowMs);
});

it("SharedPace counts each platform by itself, and a release as a request besides", async () => {
  const begun = now;
  await starts(pace(), 10, [releases, requests]);
  await starts(pace("https://other.example.com/tenantui"), 10);
  expect(now).toBe(begun);
  await starts(pace(), 1, [requests]);
  expect(now).toBe(begun + requests.windowMs);
});

it("SharedPace waits for nothing that was started before the clock was set back, and removes what is old", async () => {
  await starts(pace(), 10);
  now -= 5 * 60_000;
  const begun = now;
  await starts(pace(), 10);
  expect(now).toBe(begun);
  const [file = ""] = readdirSync(folder);
  writeFileSync(join(folder, file), "no JSON\n{}\n", { flag: "a" });
  await starts(pace(), 1);
  expect(now).toBe(begun + releases.windowMs);
});

it("SharedPace lets each process count by itself where the folder cannot be used, and says nothing", async () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  chmodSync(file, 0o400);
  const begun = now;
  const broken = new SharedPace(platform, clock, () => join(file, "none"));
  await starts(broken, 20);
  const refused = new SharedPace(platform, clock, () => {
    throw new Error("belongs to another user");
  });
  await starts(refused, 20);
  expect(now).toBe(begun);
});

it("SharedPace lets no window of any length hold more than its limit, whatever processes start at the same moments", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ process: fc.nat(2), after: fc.nat(3000) }), { minLength: 15, maxLength: 40 }),
      async (calls) => {
        const processes = [pace("p"), pace("p"), pace("p")];
        const times: number[] = [];
        now += 60_000;
        for (const { process, after } of calls) {
          now += after;
          await processes[process]?.start([releases], quiet);
          times.push(now);
        }
        for (const [index, time] of times.entries()) {
          const eleventh = times[index + releases.requests];
          if (eleventh !== undefined) expect(eleventh - time).toBeGreaterThanOrEqual(releases.windowMs);
        }
      },
    ),
    { numRuns: 30 },
  ));

it("earliest is the first moment at which no window holds too many, also beside starts that are planned for later", () => {
  const time = fc.integer({ min: 0, max: 3000 });
  const limit = { kind: "request", requests: 3, windowMs: 1000 };
  const isFull = (all: number[]): boolean => {
    const sorted = [...all].sort((a, b) => a - b);
    return sorted.some((one, index) => (sorted[index + limit.requests] ?? Infinity) < one + limit.windowMs);
  };
  fc.assert(
    fc.property(fc.array(time, { maxLength: 12 }), time, (times, from) => {
      fc.pre(!isFull(times));
      const at = earliest(
        times.map((one) => ({ at: one, kinds: ["request"] })),
        [limit],
        from,
      );
      expect(at).toBeGreaterThanOrEqual(from);
      expect(isFull([...times, at])).toBe(false);
      if (at > from) expect(isFull([...times, from])).toBe(true);
    }),
  );
});
