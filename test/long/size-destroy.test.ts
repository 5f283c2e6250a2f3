import type { Context } from "../../provider/allocation/context";
import { NumberSet } from "../../provider/numbers/number-set";
import { Bench, TENANT } from "../faults/support/bench";
import { randomFrom } from "../model/universe";
import { providerOf } from "../support/in-process-engine";

const ALLOCATIONS = 100;
const NUMBERS_EACH = 10;
/** As little as makes ten pages of them. */
const PAGE_SIZE = 100;

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start({ taskDurationMs: 5000 });
  // So that releases do not end all at once.
  bench.random = randomFrom(11);
});
afterAll(() => bench.close());

describe("the destroy of a hundred allocations, of which the platform takes a release a second", () => {
  it("reads the tenant a few times while it empties, and not after each release", async () => {
    const settings = { pageSize: PAGE_SIZE };
    const ranges = Array.from({ length: ALLOCATIONS }, (_, at) => numbersOf(at));
    bench.begin("up", NumberSet.unionAll(ranges), settings);
    const made = await bench.call((context) =>
      Promise.all(ranges.map((numbers, at) => create(context, numbers, at))),
    );
    expect(made.error).toBeUndefined();
    expect(bench.emulator.numbers()).toHaveLength(ALLOCATIONS * NUMBERS_EACH);

    bench.begin("destroy", NumberSet.empty, settings);
    const before = bench.emulator.counts.lists;
    const since = bench.gate.now();
    const gone = await bench.call((context) =>
      Promise.all((made.value ?? []).map(({ id, outs }) => providerOf(context).delete(id, outs))),
    );
    expect(gone.error).toBeUndefined();
    expect(bench.emulator.numbers()).toEqual([]);
    expect(bench.emulator.counts.lists - before).toBeLessThanOrEqual(120);
    expect(bench.gate.now() - since).toBeLessThan(125_000);
  });
});

async function create(context: Context, numbers: NumberSet, at: number) {
  const declared = {
    msTenantId: TENANT,
    callingProfile: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
    usage: "CallingUserAssignment",
    capabilities: ["InboundCalling", "OutboundCalling"],
    ...numbers.toRequest(),
    __urn: `urn:pulumi:size::stack::pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation::desks-${at}`,
  };
  const { inputs } = await providerOf(context).check({}, declared);
  return providerOf(context).create(inputs);
}

function numbersOf(at: number): NumberSet {
  const first = 61_395_500_000 + at * NUMBERS_EACH;
  return NumberSet.fromNumbers(Array.from({ length: NUMBERS_EACH }, (_, offset) => `+${first + offset}`));
}
