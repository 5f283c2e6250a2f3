import { NumberSet } from "../../provider/numbers/number-set";
import { OTHER_PROFILE } from "../support/default-seed";
import { TENANT } from "./support/bench";
import { codeOf, establish, expectConvergence, held } from "./support/cell";
import { Desk } from "./support/desk";
import { LARGE, SMALL, checked } from "./support/looks";
import { preview, runAll, up } from "./support/runs";
import { releasedSizes, sentSizes, timed } from "./support/tasks";
import { useDesk } from "./support/use-desk";

const desk = useDesk();
const { bench } = desk;

describe("a platform that lists numbers for a while after the task that has released them", () => {
  beforeEach(() => void bench.emulator.fail({ kind: "task", operation: "release", lagMs: 5_000 }));

  it("a platform that lists numbers for a while after the task that has released them gives all numbers their new settings in one up", async () => {
    await establish(desk, LARGE.numbers);
    desk.options = { callingProfile: OTHER_PROFILE };
    expect(await up(desk, LARGE.numbers)).toBeUndefined();
    expect(new Set(bench.emulator.numbers(TENANT).map((row) => row.callingProfileId))).toEqual(
      new Set([OTHER_PROFILE]),
    );
    expect([releasedSizes(desk), sentSizes(desk)]).toEqual([
      [1, 23],
      [1, 23],
    ]);
    expect(await preview(desk, LARGE.numbers)).toEqual([]);
  });

  it.each([SMALL, LARGE])(
    "a platform that lists numbers for a while after the task that has released them brings back numbers right after a destroy ($name)",
    async ({ numbers }) => {
      await establish(desk, numbers);
      bench.begin("destroy", NumberSet.empty);
      expect((await desk.delete()).error).toBeUndefined();
      expect(held(desk).size).toBe(numbers.size);
      await expectConvergence(desk, numbers);
      expect(bench.shown.join("\n")).toContain(
        "still leaving the tenant; an up waits half a minute for them",
      );
    },
  );
});

it("numbers that somebody has released, and that stay in the tenant, stop a create that wants them, which says to run again", async () => {
  bench.emulator.portal.add(TENANT, SMALL.numbers.keys(), { acquiredNumberStatus: 1 });
  const inputs = await checked(desk, SMALL.numbers, {});
  const { attempt, took } = await timed(desk, () => desk.create(inputs));
  expect(codeOf(attempt.error)).toBe("leaving");
  expect(took).toBeGreaterThanOrEqual(30_000);
  expect(bench.watch.uploads).toEqual([]);
});

it("removal marks that are cleared, and show for a while, are looked at again until they are gone", async () => {
  await establish(desk, LARGE.numbers);
  const three = LARGE.numbers.take(3).keys();
  bench.emulator.portal.mark(three);
  const since = { ms: Infinity };
  bench.meanwhile = (path) => {
    if (path.includes("/clear-removal-status")) since.ms = bench.gate.now();
    if (bench.gate.now() - since.ms < 5_000) bench.emulator.portal.mark(three);
    else if (since.ms < Infinity) bench.emulator.portal.acquire(three);
  };
  expect(await up(desk, LARGE.numbers)).toBeUndefined();
  expect(sentSizes(desk)).toEqual([]);
});

it("removal marks of many allocations of a tenant are cleared in one request: the platform takes 300 a minute", async () => {
  const all = [...LARGE.numbers].map((phoneNumber) => NumberSet.of(phoneNumber));
  const declared = all.map((one, index) => new Desk(bench, `desks-${index}`).declares(one));
  const run = async (): Promise<void> => {
    bench.begin("up", LARGE.numbers);
    const { troubles } = await runAll(desk, "up", declared);
    expect(troubles).toEqual([]);
  };
  await run();
  bench.emulator.advance(60_000);
  bench.emulator.portal.mark(LARGE.numbers.keys());
  let clears = 0;
  bench.meanwhile = (path) => (clears += path.includes("/clear-removal-status") ? 1 : 0);
  await run();
  expect(clears).toBe(1);
  const marked = bench.emulator.numbers(TENANT).filter((row) => row.acquiredNumberStatus === 2);
  expect(marked).toEqual([]);
});

it("removal marks are cleared in requests of 500 numbers at the most", async () => {
  const many = NumberSet.of("+61395557000..+61395557599");
  await establish(desk, many);
  bench.emulator.portal.mark(many.keys());
  expect(await up(desk, many)).toBeUndefined();
  const clears = bench.emulator
    .requestsTo("clearRemovalStatus")
    .map(({ body }) => JSON.stringify(body).split("+").length - 1);
  expect(clears.sort()).toEqual([100, 500]);
});
