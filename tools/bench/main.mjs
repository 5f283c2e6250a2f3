import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuilt } from "../build.mjs";
import { ensurePulumi } from "../ensure-pulumi.mjs";
import { ensurePackages } from "../packages.mjs";
import { ToolError, root, runMain, say, step } from "../terminal.mjs";
import { measureFleet } from "./fleet.mjs";
import { measureSets, measureStartUp } from "./micro.mjs";
import { measureNaive } from "./naive.mjs";
import { panels, picture } from "./picture.mjs";
import { fullPlan, quickPlan } from "./plan.mjs";
import { measurePlugin } from "./plugin.mjs";
import { page, tables } from "./report.mjs";
import { oneAllocation } from "./shapes.mjs";
import { measureScenario } from "./stages.mjs";

const PAGE = join(root, "docs/benchmarks.md");
const PICTURE = join(root, "docs/pictures/benchmark.svg");

/** Stacks with their processes and folders, to be removed however the bench ends. @type {Set<{ dispose(): void }>} */
const opened = new Set();

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.once(signal, () => {
    for (const it of opened) it.dispose();
    process.exit(130);
  });
}

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    /** Just the scenarios with these ids, between commas. */
    only: { type: "string", default: "" },
  },
});

await runMain(async () => {
  if (options.quick && options.write)
    throw new ToolError("--write is for the full bench: leave --quick out.");
  await step("packages", ensurePackages);
  await step("build", ensureBuilt);
  const cli = await step("Pulumi CLI", () => ensurePulumi());
  const plan = (options.quick ? quickPlan() : fullPlan()).filter(
    ({ id }) => options.only === "" || options.only.split(",").includes(id),
  );
  const estimate = plan.reduce((sum, scenario) => sum + scenario.estimate, 30);
  say(`\n${plan.length} programs, about ${Math.ceil(estimate / 60)} minutes where nothing else runs.`);
  const report = await measure(plan, cli);
  say(`\n${tables(report)}`);
  if (options.write) await write(report);
});

/**
 * @param {readonly import("./plan.mjs").Scenario[]} plan
 * @param {import("../ensure-pulumi.mjs").Cli} cli
 * @returns {Promise<import("./report.mjs").Report>}
 */
async function measure(plan, { binDir, version }) {
  const begun = new Date();
  const load = loadavg()[0] ?? 0;
  const startUp = await step("requiring the provider", () => measureStartUp(options.quick ? 5 : 15));
  const sets = await step("sets of 1,000,000 numbers", async () => measureSets(15));
  const naive = await step("a request for each number, in virtual time", async () => [
    await measureNaive(100),
    await measureNaive(1_000),
  ]);
  const fleet = await step("drift of many tenants", () => measureFleet(options.quick ? 100 : 1_000, 100));
  await step("warming up", () => measureScenario(warmUp(), { binDir, opened, progress: () => undefined }));
  const plugin = await step("the plugin", () => measurePlugin(options.quick ? 1 : 9, { binDir, opened }));
  /** @type {import("./stages.mjs").Result[]} */
  const results = [];
  for (const scenario of plan) {
    const progress = (/** @type {string} */ stage) => say(`    ${stage}`);
    const name = `${results.length + 1} of ${plan.length}: ${scenario.shape}`;
    results.push(await step(name, () => measureScenario(scenario, { binDir, opened, progress })));
  }
  return {
    results,
    startUp,
    sets,
    naive,
    fleet,
    plugin,
    machine: [...machine(begun, version), ["run", runText(plan.length, load)]],
  };
}

/** The first commands of all read every file from the disk; nothing of them is kept. @returns {import("./plan.mjs").Scenario} */
function warmUp() {
  return {
    id: "warm-up",
    shape: "1 allocation of 10",
    numbers: 10,
    tenants: 1,
    allocations: oneAllocation(10, 1),
    quickTasks: true,
    repeats: { "first up": 1, "no-op preview": 1 },
    estimate: 15,
  };
}

/** What tells a figure that is to be trusted from one of a busy machine, or of a part. @param {number} programs @param {number} load */
function runText(programs, load) {
  const all = options.quick ? quickPlan().length : fullPlan().length;
  return `${programs} of ${all} programs; load average before it ${load.toFixed(1)}`;
}

/** @param {Date} begun @param {string} cliVersion @returns {[string, string][]} */
function machine(begun, cliVersion) {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  /** @type {{ version: string }} */
  const sdk = createRequire(import.meta.url)("@pulumi/pulumi/package.json");
  return [
    ["date", begun.toISOString().slice(0, 10)],
    [
      "machine",
      `${processors.length} × ${processors[0]?.model.trim()}, ${memory} GB, ${process.platform} ${process.arch}`,
    ],
    ["versions", `Node.js ${process.version}, Pulumi CLI ${cliVersion}, @pulumi/pulumi ${sdk.version}`],
    ["took", `${Math.ceil((Date.now() - begun.getTime()) / 60_000)} minutes`],
  ];
}

/** @param {import("./report.mjs").Report} report */
async function write(report) {
  const { format, resolveConfig } = await import("prettier");
  const text = await format(page(report), { ...(await resolveConfig(PAGE)), parser: "markdown" });
  mkdirSync(dirname(PICTURE), { recursive: true });
  writeFileSync(PAGE, text);
  const all = panels(report.results);
  if (all.length > 0) writeFileSync(PICTURE, picture(all));
  say(`\nWritten: ${[PAGE, ...(all.length > 0 ? [PICTURE] : [])].join(", ")}`);
}
