import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ensureLanguage } from "../ensure-language.mjs";
import { root } from "../terminal.mjs";
import { BenchStack } from "./bench-stack.mjs";
import { manyAllocations, seedOf } from "./shapes.mjs";
import { ratio, spread } from "./statistics.mjs";

/**
 * @typedef {object} Plugin What the resource plugin costs.
 * @property {import("./statistics.mjs").Spread} port Milliseconds from its start to the port that it prints.
 * @property {number} bytes Of its one file.
 * @property {import("./statistics.mjs").Spread} typescript Seconds of a no-op preview of 100 allocations, against do-nothing dynamic resources.
 * @property {import("./statistics.mjs").Spread} yaml The same of a YAML program.
 */

const [FILE, SERVICE] = ["plugin.js", "service.js"].map((name) => join(root, "dist/plugin", name));
/** After so long a plugin keeps its compiled code for the next start. */
const COMPILED_MS = 2000;
const PREVIEW = ["preview", "--expect-no-changes"];

/**
 * @param {number} repeats
 * @param {{ binDir: string, opened: Set<{ dispose(): void }> }} options
 * @returns {Promise<Plugin>}
 */
export async function measurePlugin(repeats, options) {
  const starts = [];
  // The first one reads the file from the disk, and compiles it.
  await startToPort(COMPILED_MS);
  for (let turn = 0; turn < 3 * repeats; turn += 1) starts.push(await startToPort());
  const previews = await measurePreviews(repeats, options);
  return { port: spread(starts), bytes: sizeOf(FILE) + sizeOf(SERVICE), ...previews };
}

/** @param {string | undefined} file */
function sizeOf(file = "") {
  return statSync(file).size;
}

/**
 * @param {number} [livesMs] How long it goes on after its port.
 * @returns {Promise<number>}
 */
function startToPort(livesMs = 0) {
  const begun = performance.now();
  const child = spawn(process.execPath, [FILE ?? "", "127.0.0.1:1"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.stdout.once("data", () => {
      const took = performance.now() - begun;
      setTimeout(() => child.kill("SIGINT"), livesMs);
      child.once("close", () => {
        resolve(took);
      });
    });
  });
}

/**
 * The three programs in turn, so that noise that lasts hits all.
 *
 * @param {number} repeats
 * @param {{ binDir: string, opened: Set<{ dispose(): void }> }} options
 */
async function measurePreviews(repeats, { binDir, opened }) {
  /** @type {typeof import("../../emulator/index.js")} */
  const { startEmulator } = createRequire(import.meta.url)("../../dist/emulator/index.js");
  const emulator = await startEmulator({ seed: seedOf(3), taskDurationMs: 100 });
  const env = {
    LIVEPLATFORM_BASE_URL: emulator.url,
    LIVEPLATFORM_TOKEN: emulator.token,
    LIVEPLATFORM_MAX_RELEASES: "1000000",
  };
  const languageDir = await ensureLanguage("yaml");
  const stackOf = (/** @type {import("./shapes.mjs").Kind} */ kind) =>
    new BenchStack(kind, { binDir, env, languageDir });
  const doNothing = stackOf("do-nothing");
  const ours = /** @type {const} */ (["plugin", "yaml"]).map((kind) => stackOf(kind));
  const all = [doNothing, ...ours];
  for (const stack of all) opened.add(stack);
  try {
    /** @type {number[][]} */
    const seconds = [];
    for (const [index, stack] of all.entries()) {
      // Two stacks cannot hold the same numbers, and in one tenant each would read those of all.
      const apart = { tenant: index, from: index * 20_000 };
      stack.declare(manyAllocations(1_000, { allocations: 100, ...apart }));
      await stack.run(["up", "--yes", "--skip-preview"]);
    }
    for (let turn = 0; turn < repeats; turn += 1) {
      const row = [];
      for (const stack of all) row.push((await stack.run(PREVIEW)).seconds);
      seconds.push(row);
    }
    const against = (/** @type {number} */ column) =>
      ratio(seconds.map((row) => ({ ours: row[column] ?? NaN, doNothing: row[0] ?? NaN })));
    return { typescript: against(1), yaml: against(2) };
  } finally {
    for (const stack of all) {
      stack.dispose();
      opened.delete(stack);
    }
    await emulator.close();
  }
}
