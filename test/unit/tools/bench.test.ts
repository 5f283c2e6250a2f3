import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** The bench is ES modules, which run in a process of their own: `source` is an expression that may use `b`, all of them. */
function bench(source: string): unknown {
  const names = ["statistics", "table", "figures", "targets", "report", "picture", "stages", "shapes"];
  const folder = resolve(__dirname, "../../../tools/bench");
  const modules = names.map((name) => JSON.stringify(pathToFileURL(resolve(folder, `${name}.mjs`)).href));
  const script = `const modules = await Promise.all([${modules.join()}].map((name) => import(name)));
    const b = Object.assign({}, ...modules);
    ${HELPERS}
    console.log(JSON.stringify(${source}));`;
  return JSON.parse(
    execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" }),
  );
}

/** Results as the bench collects them, with everything exactly at the limits of the targets. */
const HELPERS = `
  const noRequests = { lists: 0, gets: 0, uploads: 0, releases: 0, polls: 0, total: 0, throttled: 0 };
  const run = (seconds, requests = {}, rest = {}) =>
    ({ seconds, memoryMb: 100, cpuSeconds: 1, stateBytes: 0, requests: { ...noRequests, ...requests }, ...rest });
  const result = (id, allocations, stages, rest = {}) => ({
    scenario: { id, shape: id, numbers: 10_000, tenants: 1, allocations: Array(allocations).fill({}), ...rest },
    stages: Object.entries(stages).map(([stage, pairs]) => ({ stage, pairs })),
  });
  const pair = (ours, doNothing = run(2)) => ({ ours, doNothing });
  const atLimits = (over = 0) => ({
    startUp: b.spread([150 + over]),
    sets: [{ operation: "union", ms: b.spread([49.9 + over]) }],
    plugin: {
      port: b.spread([160 + over]),
      bytes: 2_200_000 + over,
      typescript: b.spread([0.9 + over]),
      yaml: b.spread([0.5 + over]),
    },
    fleet: { tenants: 1_000, numbers: 100, requests: 1_000, seconds: 120 + over, least: 100 },
    results: [
      result("sites-10000-100-1", 100, {
        "first up": [pair(
          run(9, { uploads: 15 + over, lists: 5, polls: 150, total: 170 + over }, { stateBytes: 190_000 + 90 * over }),
          run(2, {}, { stateBytes: 100_000 }),
        )],
        "no-op preview": [pair(
          run(2.3 + over, { lists: 5 + over, total: 5 + over, throttled: over }, { bareReadSeconds: 0.2 }),
        )],
        destroy: [pair(run(30 + over, { releases: 15, lists: 15 }))],
      }),
      result("sites-10000-10-1", 10, {
        "first up": [pair(run(9, {}, { stateBytes: 10_000 }), run(2, {}, { stateBytes: 10_000 }))],
      }),
      result("sites-2000", 1, {
        "no-op preview": [pair(run(9, { lists: 7 + over, total: 7 + over }))],
      }, { numbers: 2_000 }),
      result("single-10000", 1, {
        "first up": [pair(run(9, { uploads: 10 + over, total: 10 + over }, { stateBytes: 12_000 + over }))],
        "one number changed": [pair(run(9, { uploads: 1, releases: 1, total: 2 }, { previewLines: 5 + over }))],
      }),
    ],
  });`;

it("the bench's arithmetic takes the middle of an odd number of values, the mean of the two middle ones of an even number", () => {
  expect(bench("[b.median([9, 1, 5]), b.median([4, 1, 10, 2]), b.median([7])]")).toEqual([5, 3, 7]);
});

it("the bench's arithmetic takes the median of the ratios of pairs, so that a disturbance of one whole pair drops out", () => {
  const pairs = "[{ ours: 3, doNothing: 2 }, { ours: 30, doNothing: 20 }, { ours: 8, doNothing: 2 }]";
  expect(bench(`b.ratio(${pairs})`)).toEqual({ median: 1.5, least: 1.5, most: 4, count: 3 });
});

it("the bench's arithmetic shows the requests of the run with the most, and medians of all others", () => {
  const runs = "[pair(run(4, { lists: 1, total: 1 })), pair(run(6, { lists: 3, total: 3 }), run(3))]";
  expect(bench(`b.summarise(result("x", 1, {}).scenario, ${runs})`)).toMatchObject({
    seconds: { median: 5, least: 4, most: 6, count: 2 },
    ratio: { median: 2 },
    requests: { lists: 3, total: 3 },
  });
});

it("the bench's arithmetic tells what each further allocation adds to the state from two programs of different size", () => {
  const [fewer, more] = ["sites-10000-10-1", "sites-10000-100-1"].map(
    (id) => `b.find(b.figuresOf(atLimits().results, "first up"), "${id}")`,
  );
  expect(bench(`b.bytesPerAllocation(${fewer}, ${more})`)).toEqual({ ours: 2_000, doNothing: 1_000 });
});

it("the bench's targets are all met exactly at their limits", () => {
  expect(bench("b.targets(atLimits()).map((target) => target.met)")).toEqual(Array(17).fill(true));
});

it("the bench's targets are all missed just beyond them", () => {
  expect(bench("b.targets(atLimits(1)).map((target) => target.met)")).toEqual(Array(17).fill(false));
});

it("the bench's targets are neither met nor missed where nothing was measured", () => {
  const empty = "{ results: [], sets: [], startUp: b.spread([100]) }";
  const rows = bench(`b.targets(${empty}).map(({ measured, met }) => measured + " " + met)`);
  expect(rows).toEqual([
    ...Array<string>(6).fill("not in this run undefined"),
    "100 ms true",
    ...Array<string>(10).fill("not in this run undefined"),
  ]);
});

it("the bench's targets count a look at many tenants, and at few numbers of a large one, against the cheaper way", () => {
  const looks = (rest: string, total: number) =>
    `b.targets({ sets: [], startUp: b.spread([1]), results: [
        result("x", 1, { "no-op preview": [pair(run(1, { total: ${total} }))] }, ${rest})] })[0].measured`;
  expect(bench(looks("{ tenants: 100 }", 103))).toBe("at most 3 more, in 1 programs");
  expect(bench(looks("{ numbers: 10, others: 99_990 }", 12))).toBe("at most 2 more, in 1 programs");
  expect(bench(looks("{ numbers: 200, others: 99_800 }", 24))).toBe("at most 4 more, in 1 programs");
  expect(bench(looks("{ numbers: 200, others: 3_800 }", 7))).toBe("at most 3 more, in 1 programs");
});

it("what the bench prints aligns columns, figures to the right", () => {
  expect(bench(`b.table(["what", "s"], [["one", "1,000"], ["three", "4.3 (4.1–4.9)"]])`)).toBe(
    [
      "| what  |             s |",
      "| ----- | ------------: |",
      "| one   |         1,000 |",
      "| three | 4.3 (4.1–4.9) |",
    ].join("\n"),
  );
});

it("what the bench prints names the kinds of requests that there were", () => {
  const requests = "{ ...noRequests, uploads: 1200, polls: 3, total: 1205 }";
  expect(bench(`[b.requestsText(${requests}), b.requestsText(noRequests)]`)).toEqual([
    "1,200 uploads, 3 polls, 2 others",
    "none",
  ]);
});

it("what the bench prints writes durations in the unit that one would say", () => {
  expect(bench("[119, 1_000, 10_000].map(b.duration)")).toEqual(["119 s", "17 min", "2.8 h"]);
});

it("what the bench prints counts the lines of properties in a preview, without the resource's own", () => {
  const preview = `Previewing update (dev):
  pulumi:pulumi:Stack: (same)
    [urn=urn:pulumi:dev::bench::pulumi:pulumi:Stack::bench-dev]
    ~ pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation: (update)
        [id=3bc57cac-5794-457f-ad36-000000000000/+61395000000#tmk392a5]
      ~ numbers: {
          + +61395009999..+61395010097: 99
          - +61395009999..+61395010098: 100
          + +61395900000              : 1
        }
Resources:
    ~ 1 to update
`;
  expect(bench(`b.linesOfChange(${JSON.stringify(preview)})`)).toBe(4);
});

it("the bench's picture places points by the logarithm of x and evenly by y", () => {
  const lines = `[{ name: "ours", colour: "#000", points: [{ x: 1, y: 0 }, { x: 10, y: 2 }, { x: 100, y: 4 }] }]`;
  const panel = `{ title: "t", xTitle: "x", lines: ${lines} }`;
  expect(bench(`b.picture([${panel}, ${panel}])`)).toContain(
    `points="62,180 164,110 266,40" fill="none" stroke="#000"`,
  );
});

it("the bench's picture has axes that begin at 0, have few even steps, and reach above all points", () => {
  const ticks = (most: number) => bench(`b.ticks([{ x: 1, y: ${most} }])`);
  expect(ticks(3.7)).toEqual([0, 1, 2, 3, 4]);
  expect(ticks(103)).toEqual([0, 50, 100, 150]);
  expect(ticks(0.3)).toEqual([0, 0.1, 0.2, 0.3]);
});

it("the bench's picture shows growth with numbers, allocations and tenants where there are two sizes at least", () => {
  const preview = `{ "no-op preview": [pair(run(3, { total: 10 }))] }`;
  const sizes = `[
      result("sites-100-100-1", 100, ${preview}, { numbers: 100 }),
      result("sites-10000-100-1", 100, ${preview}),
      result("sites-10000-1000-1", 1000, ${preview}),
      result("sites-100000-100-1", 100, ${preview}, { numbers: 100_000 }),
    ]`;
  expect(bench(`b.panels(${sizes}).map(({ lines }) => lines.at(-1).points.map(({ x }) => x))`)).toEqual([
    [100, 10_000, 100_000],
    [100, 1_000],
    [100, 10_000, 100_000],
    [100, 1_000],
  ]);
  expect(bench(`b.panels(${sizes}).map(({ title, xTitle }) => title + " by " + xTitle)`)).toEqual([
    "seconds of a no-op preview by numbers, in 100 allocations",
    "seconds of a no-op preview by allocations, of 10,000 numbers",
    "requests of a no-op preview by numbers, in 100 allocations",
    "requests of a no-op preview by allocations, of 10,000 numbers",
  ]);
});

it("the bench's programs declare as many different numbers as they say, whatever the shape", () => {
  const declared = `(allocations) => {
      const numbers = allocations.flatMap(({ args: { phoneNumbers = [], phoneNumberRanges = [] } }) => [
        ...phoneNumbers,
        ...phoneNumberRanges.flatMap(({ start, end }) =>
          Array.from({ length: Number(end) - Number(start) + 1 }, (_, index) => "+" + (Number(start) + index))),
      ]);
      return [numbers.length, new Set(numbers).size];
    }`;
  const shapes = `[b.oneAllocation(1000, 100), b.manyAllocations(100, { allocations: 100 }),
      b.manyAllocations(1000, { allocations: 10, tenants: 3 }), b.scattered(50),
      b.withOneChange(b.oneAllocation(1000, 100)), b.withOneChange(b.scattered(50))]`;
  expect(bench(`${shapes}.map(${declared})`)).toEqual(
    [1000, 100, 1000, 50, 1000, 50].map((size) => [size, size]),
  );
});
