import { NumberSet } from "../../provider/numbers/number-set";
import { Desk } from "../faults/support/desk";
import { runAll } from "../faults/support/runs";
import { useDesk } from "../faults/support/use-desk";
import { randomFrom } from "../model/universe";

const ALLOCATIONS = 100;
const NUMBERS_EACH = 10;
/** As little as makes ten pages of them. */
const PAGES = { pageSize: 100 };

const desk = useDesk({ taskDurationMs: 5000 });
const { bench } = desk;
// So that releases do not end all at once.
bench.random = randomFrom(11);

it("the destroy of a hundred allocations reads the tenant a few times while it empties, not after each release", async () => {
  const ranges = Array.from({ length: ALLOCATIONS }, (_, at) => numbersOf(at));
  const declared = ranges.map((numbers, at) => new Desk(bench, `desks-${at}`).declares(numbers));
  bench.begin("up", NumberSet.unionAll(ranges), PAGES);
  expect((await runAll(desk, "up", declared)).troubles).toEqual([]);
  expect(bench.emulator.numbers()).toHaveLength(ALLOCATIONS * NUMBERS_EACH);

  bench.begin("destroy", NumberSet.empty, PAGES);
  const before = bench.emulator.counts.lists;
  const since = bench.gate.now();
  expect((await runAll(desk, "destroy", [])).troubles).toEqual([]);
  expect(bench.emulator.numbers()).toEqual([]);
  expect(bench.emulator.counts.lists - before).toBeLessThanOrEqual(120);
  expect(bench.gate.now() - since).toBeLessThan(125_000);
});

function numbersOf(at: number): NumberSet {
  const first = 61_395_500_000 + at * NUMBERS_EACH;
  return NumberSet.fromNumbers(Array.from({ length: NUMBERS_EACH }, (_, offset) => `+${first + offset}`));
}
