import { figuresOf } from "./figures.mjs";
import { panels } from "./picture.mjs";
import { count } from "./plan.mjs";
import { shown, table, whole } from "./table.mjs";
import { targets } from "./targets.mjs";

/**
 * @typedef {import("./targets.mjs").Measurements & {
 *   naive: readonly import("./naive.mjs").Naive[],
 *   machine: readonly (readonly [string, string])[],
 * }} Report
 *
 * @typedef {import("./figures.mjs").Figures} Figures
 */

/** @type {readonly import("./plan.mjs").Stage[]} */
const STAGES = ["first up", "no-op preview", "no-op up", "refresh", "one number changed", "destroy"];

/** What is said of a stage, above its table. @type {Partial<Record<import("./plan.mjs").Stage, string>>} */
const NOTES = {
  "first up":
    "Rows marked ¹ have tasks of 0.1 s, a first poll after 0.1 s and 1,000 requests a second, so that the time is the provider's and " +
    "the engine's; the others have tasks of 2 s and the provider's default settings.",
  "no-op preview":
    "With `refresh: always`, so every number is compared with the tenant. At most 10 requests start in a second: from 11 pages on, " +
    "that limit decides.",
  "one number changed":
    "One number of the last allocation gives way to another one. Lines: those of `pulumi preview --diff` that name a property.",
  destroy: "Tasks of 2 s. The platform takes 10 releases in 10 s, each of up to 1,000 numbers.",
};

/** @param {Report} report @returns {string} Markdown, the targets first. */
export function tables(report) {
  const { results } = report;
  const stages = STAGES.map((stage) => ({ stage, figures: figuresOf(results, stage) }));
  return [
    "## Targets",
    targetTable(report),
    ...stages.flatMap(({ stage, figures }) =>
      figures.length === 0
        ? []
        : [`## ${stage[0]?.toUpperCase()}${stage.slice(1)}`, NOTES[stage] ?? "", stageTable(stage, figures)],
    ),
    "## State",
    "Bytes of the whole state file. Inputs stand in it twice, for a do-nothing resource too.",
    stateTable(figuresOf(results, "first up")),
    "## A request for each number",
    naiveText(report),
    "## In the process",
    processTable(report),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** @param {Report} report */
function targetTable(report) {
  const rows = targets(report).map(({ target, measured, met, whenMissed }) => [
    target,
    measured,
    met === undefined ? "" : met ? "yes" : `no: ${whenMissed}`,
  ]);
  return table(["target", "measured", "met?"], rows);
}

/** @param {import("./plan.mjs").Stage} stage @param {readonly Figures[]} figures */
function stageTable(stage, figures) {
  const changes = stage === "one number changed";
  const heads = ["numbers", "in", "requests", "seconds", "do-nothing", "ratio", "MB", "CPU s"];
  const rows = figures.map((row) => {
    const { scenario, requests } = row;
    return [
      count(scenario.numbers),
      `${scenario.shape}${stage === "first up" && scenario.quickTasks ? " ¹" : ""}`,
      requestsText(requests),
      shown(row.seconds),
      shown(row.doNothingSeconds),
      shown(row.ratio, 2),
      `${whole(row.memoryMb)} / ${whole(row.doNothingMemoryMb)}`,
      `${row.cpuSeconds.toFixed(1)} / ${row.doNothingCpuSeconds.toFixed(1)}`,
      ...(changes ? [String(row.previewLines)] : []),
    ];
  });
  return table(changes ? [...heads, "lines"] : heads, rows);
}

/** The kinds of requests that there were. @param {import("./requests.mjs").Requests} requests */
export function requestsText({ lists, gets, uploads, releases, polls, total }) {
  const others = total - lists - gets - uploads - releases - polls;
  const kinds = Object.entries({ lists, GETs: gets, uploads, releases, polls, others });
  const some = kinds.filter(([, number]) => number > 0);
  return some.length === 0 ? "none" : some.map(([kind, number]) => `${whole(number)} ${kind}`).join(", ");
}

/** @param {readonly Figures[]} figures */
function stateTable(figures) {
  const heads = ["numbers", "in", "bytes", "do-nothing", "bytes per allocation", "do-nothing per allocation"];
  const rows = figures.map((row) => {
    const { scenario, stateBytes, doNothingStateBytes } = row;
    const allocations = scenario.allocations.length;
    const each = [stateBytes, doNothingStateBytes].map((bytes) => whole(bytes / allocations));
    return [count(scenario.numbers), scenario.shape, whole(stateBytes), whole(doNothingStateBytes), ...each];
  });
  return table(heads, rows);
}

/** @param {Report} report */
function naiveText({ naive, results }) {
  const measured = naive.at(-1);
  if (measured === undefined) return "";
  const note =
    "As a generic REST provider works: one upload, one GET, one release for each number, no task awaited, at 10 requests in 10 s. " +
    `Up to ${count(measured.numbers)} numbers every request is really sent, in the emulator's virtual time (*measured*); beyond, requests and ` +
    "seconds are multiplied (*extrapolated*). For comparison the requests of this provider, and how long they take at that same pace.";
  const sizes = [...new Set([...naive.map(({ numbers }) => numbers), 10_000, 100_000])];
  const rows = sizes.flatMap((numbers) => {
    const basis = naive.find((one) => one.numbers === numbers) ?? measured;
    return basis.stages.map(({ stage, requests, seconds }) => {
      const factor = numbers / basis.numbers;
      const ours = figuresOf(results, /** @type {import("./plan.mjs").Stage} */ (stage)).find(
        ({ scenario }) => scenario.numbers === numbers && scenario.others === undefined,
      );
      return [
        count(numbers),
        stage,
        whole(requests * factor),
        duration(seconds * factor),
        factor === 1 ? "measured" : "extrapolated",
        ours ? whole(ours.requests.total) : "–",
        ours ? duration(ours.requests.total) : "–",
      ];
    });
  });
  const heads = ["numbers", "stage", "requests", "time", "how", "ours", "at that pace"];
  return `${note}\n\n${table(heads, rows)}`;
}

/** @param {number} seconds */
export function duration(seconds) {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}

/** @param {Report} report */
function processTable({ startUp, sets }) {
  return table(
    ["what", "milliseconds"],
    [
      ["requiring the provider beyond @pulumi/pulumi", shown(startUp, 0)],
      ...sets.map(({ operation, ms }) => [`${operation}, 1,000,000 numbers in 1,000 ranges`, shown(ms, 2)]),
    ],
  );
}

/** The page: how it was measured, on what, the picture, the tables. @param {Report} report */
export function page(report) {
  const machine = report.machine.map(([name, value]) => `- ${name}: ${value}`).join("\n");
  return `# Benchmarks

Written by \`npm run bench -- --write\`; no figure here is typed by hand. \`npm run bench\` prints the same tables,
\`npm run bench -- --quick\` a small part of them in about a minute.

${machine}

Each program runs under the real Pulumi CLI with a local state, against the emulator in the bench's own process, on the same
machine. Beside each run of ours is one of the same program with **do-nothing** resources: dynamic resources with a constant
provider text that get the same inputs and keep them. They run in turns, the first of one turn being second in the next; a ratio is the
median of the ratios of the pairs, so that noise that lasts hits both. Figures are medians, with least and most in
brackets where there was more than one run. MB and CPU s are the peak of resident memory and the
processor time of the provider's process, ours / do-nothing. The list comes in pages of 1,000 numbers, beyond
4,000 numbers in pages of 5,000. The program of 100 allocations of 100 is applied and destroyed with \`--parallel 100\`. No real Live Platform has been measured: its answers and tasks take longer than the emulator's.

${panels(report.results).length > 0 ? "![How cost grows](pictures/benchmark.svg)\n\n" : ""}${tables(report)}
`;
}
