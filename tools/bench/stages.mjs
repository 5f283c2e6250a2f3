import { createRequire } from "node:module";
import { bareRead, pagesRead } from "./bare-read.mjs";
import { BenchStack } from "./bench-stack.mjs";
import { counting } from "./requests.mjs";
import { seedOf, tenantId, withOneChange } from "./shapes.mjs";

/**
 * @typedef {object} Run One command by one kind of program.
 * @property {number} seconds
 * @property {number} memoryMb Peak of the provider's process.
 * @property {number} cpuSeconds Of the provider's process.
 * @property {import("./requests.mjs").Requests} requests
 * @property {number} stateBytes After it.
 * @property {number} [previewLines] Lines about resources in the preview of a change.
 * @property {number} [bareReadSeconds] After a no-op preview: reading the same pages without any provider.
 *
 * @typedef {{ stage: import("./plan.mjs").Stage, pairs: { ours: Run, doNothing: Run }[] }} Measured
 * @typedef {{ scenario: import("./plan.mjs").Scenario, stages: Measured[] }} Result
 */

/** Numbers that the program does not declare, in a tenant that holds others. */
const OTHERS_FROM = 61_396_000_000;

/** What the environment says so that a first up is over soon. */
const HURRIED = {
  LIVEPLATFORM_REQUESTS_PER_SECOND: "1000",
  LIVEPLATFORM_POLL_INTERVAL: "100ms",
};

/** Both programs of a scenario, and the platform that ours works with. */
export class Stage {
  #scenario;
  #emulator;
  #stacks;

  /**
   * @param {import("./plan.mjs").Scenario} scenario
   * @param {import("../../emulator/index.js").Emulator} emulator
   * @param {string} binDir
   */
  constructor(scenario, emulator, binDir) {
    this.#scenario = scenario;
    this.#emulator = emulator;
    const env = {
      LIVEPLATFORM_BASE_URL: emulator.url,
      LIVEPLATFORM_TOKEN: emulator.token,
      // A destroy of all is what is measured.
      LIVEPLATFORM_MAX_RELEASES: "1000000",
    };
    this.#stacks = {
      ours: new BenchStack("ours", { binDir, env }),
      doNothing: new BenchStack("do-nothing", { binDir, env }),
    };
    this.#declare(scenario.allocations);
  }

  /** @param {readonly import("./shapes.mjs").Allocation[]} allocations */
  #declare(allocations) {
    for (const stack of Object.values(this.#stacks)) stack.declare(allocations);
  }

  /**
   * Runs a stage as often as is asked for, both programs in turn.
   *
   * @param {import("./plan.mjs").Stage} stage
   * @param {number} repeats
   * @returns {Promise<Measured>}
   */
  async measure(stage, repeats) {
    const pairs = [];
    for (let turn = 0; turn < repeats; turn += 1) {
      if (stage === "one number changed") this.#declare(this.#changed(turn));
      pairs.push(await this.#pair(stage, turn));
    }
    return { stage, pairs };
  }

  /** There and back, so that each turn changes one number. @param {number} turn */
  #changed(turn) {
    const { allocations } = this.#scenario;
    return turn % 2 === 0 ? withOneChange(allocations) : allocations;
  }

  /**
   * The one that goes first in one turn goes second in the next.
   *
   * @param {import("./plan.mjs").Stage} stage
   * @param {number} turn
   */
  async #pair(stage, turn) {
    if (turn % 2 === 0) {
      const ours = await this.#run("ours", stage);
      return { ours, doNothing: await this.#run("doNothing", stage) };
    }
    const doNothing = await this.#run("doNothing", stage);
    return { ours: await this.#run("ours", stage), doNothing };
  }

  /**
   * @param {"ours" | "doNothing"} kind
   * @param {import("./plan.mjs").Stage} stage
   * @returns {Promise<Run>}
   */
  async #run(kind, stage) {
    const stack = this.#stacks[kind];
    const preview = stage === "one number changed" ? await stack.run(["preview", "--diff"]) : undefined;
    const before = this.#emulator.counts.requests;
    const { result, requests } = await counting(this.#emulator, () =>
      stack.run(this.#command(stage), stage === "first up" && this.#scenario.quickTasks ? HURRIED : {}),
    );
    const { seconds, memoryMb, cpuSeconds } = result;
    const run = { seconds, memoryMb, cpuSeconds, requests, stateBytes: stack.stateBytes() };
    if (preview !== undefined) return { ...run, previewLines: linesOfChange(preview.output) };
    const pages = stage === "no-op preview" ? pagesRead(this.#emulator, before) : [];
    return pages.length === 0
      ? run
      : { ...run, bareReadSeconds: await bareRead(this.#emulator.token, pages) };
  }

  /** @param {import("./plan.mjs").Stage} stage */
  #command(stage) {
    const { parallel } = this.#scenario;
    const isWriting = stage === "first up" || stage === "destroy";
    return parallel === undefined || !isWriting
      ? COMMANDS[stage]
      : [...COMMANDS[stage], "--parallel", String(parallel)];
  }

  dispose() {
    for (const stack of Object.values(this.#stacks)) stack.dispose();
  }
}

/** @type {Record<import("./plan.mjs").Stage, string[]>} */
const COMMANDS = {
  "first up": ["up", "--yes", "--skip-preview"],
  "no-op preview": ["preview", "--expect-no-changes"],
  "no-op up": ["up", "--yes", "--skip-preview", "--expect-no-changes"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  "one number changed": ["up", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

/**
 * The lines that say what changes in `pulumi preview --diff`: those of properties, without a resource's own three.
 *
 * @param {string} output
 */
export function linesOfChange(output) {
  const lines = output.split("\n");
  const first = lines.findIndex((line) => /^ +[~+-] .*\((update|create|delete|replace)\)$/.test(line));
  const end = lines.findIndex((line) => line.startsWith("Resources:"));
  return lines.slice(first + 1, end).filter((line) => /^\s+[~+-] /.test(line)).length;
}

/**
 * Measures all stages of a scenario on an emulator of its own. What is to be removed however the bench ends is in `opened`.
 *
 * @param {import("./plan.mjs").Scenario} scenario
 * @param {{ binDir: string, opened: Set<{ dispose(): void }>, progress: (text: string) => void }} options
 * @returns {Promise<Result>}
 */
export async function measureScenario(scenario, { binDir, opened, progress }) {
  const { startEmulator } = emulatorModule();
  const emulator = await startEmulator({
    seed: seedOf(scenario.tenants),
    ...(scenario.quickTasks && { taskDurationMs: 100 }),
  });
  if (scenario.others !== undefined)
    emulator.portal.add(tenantId(0), `+${OTHERS_FROM}..+${OTHERS_FROM + scenario.others - 1}`);
  const stage = new Stage(scenario, emulator, binDir);
  opened.add(stage);
  try {
    const stages = [];
    for (const [name, repeats] of stagesOf(scenario)) {
      progress(name);
      stages.push(await stage.measure(name, repeats));
    }
    return { scenario, stages };
  } finally {
    stage.dispose();
    opened.delete(stage);
    await emulator.close();
  }
}

/** @param {import("./plan.mjs").Scenario} scenario */
function stagesOf({ repeats }) {
  const stages = /** @type {[import("./plan.mjs").Stage, number][]} */ (Object.entries(repeats));
  return stages;
}

/** @returns {typeof import("../../emulator/index.js")} */
function emulatorModule() {
  return createRequire(import.meta.url)("../../dist/emulator/index.js");
}
