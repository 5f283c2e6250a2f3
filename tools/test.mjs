import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, ensureBuilt } from "./build.mjs";
import { ensurePulumi } from "./ensure-pulumi.mjs";
import { ensurePackages } from "./packages.mjs";
import { root, runMain, runNode, say, step, ToolError } from "./terminal.mjs";

const QUICK = "--quick";
const quick = process.argv.includes(QUICK);
const jestArgs = process.argv.slice(2).filter((argument) => argument !== QUICK);

await runMain(async () => {
  await step("packages", ensurePackages);
  // Examples are checked against the built package, as users have it.
  await step("build", quick ? ensureBuilt : build);
  if (!quick) await step("Pulumi CLI", usePulumi);
  await step("format", () => runPackage("prettier", ["--check", "--log-level", "warn", "."]));
  await step("lint", () => runPackage("eslint", [".", "--max-warnings", "0"]));
  await step("types", () => runPackage("tsc", ["--noEmit"]));
  await runTests();
});

async function usePulumi() {
  const { binDir, version } = await ensurePulumi();
  // Engine tests look here first, so that they run the CLI that this step has named.
  process.env["PULUMI_LIVEPLATFORM_CLI"] = binDir;
  say(`${version} in ${binDir}`);
}

/**
 * All projects in one run of jest: one summary, and one pool of workers for quick and slow tests alike. The figures are
 * the last line of all, also when tests fail.
 */
async function runTests() {
  const folder = mkdtempSync(join(tmpdir(), "plp-jest-"));
  const outcome = join(folder, "outcome.json");
  const selected = quick ? ["--selectProjects", "unit"] : [];
  const name = quick ? "unit tests" : "unit, contract, emulator and engine tests";
  try {
    await step(name, () =>
      runPackage("jest", ["--ci", "--json", "--outputFile", outcome, ...jestArgs, ...selected]),
    );
  } catch (error) {
    if (!existsSync(outcome)) throw error;
    process.exitCode = 1;
  }
  say(`\n${figures(outcome)}`);
  rmSync(folder, { recursive: true });
}

/** @param {string} outcome */
function figures(outcome) {
  /** @type {{ numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number }} */
  const counts = JSON.parse(readFileSync(outcome, "utf8"));
  // A file that could not even be loaded has no failed tests of its own.
  return `${counts.numPassedTests} passed, ${counts.numFailedTests + counts.numRuntimeErrorTestSuites} failed`;
}

/**
 * Runs an installed package's command, found by its package.json as npm's own links are not there on every platform.
 *
 * @param {"prettier" | "eslint" | "tsc" | "jest"} command
 * @param {readonly string[]} args
 */
async function runPackage(command, args) {
  const name = command === "tsc" ? "typescript" : command;
  const manifest = join(root, "node_modules", name, "package.json");
  /** @type {{ bin: string | Record<string, string> }} */
  const { bin } = createRequire(import.meta.url)(manifest);
  const script = typeof bin === "string" ? bin : bin[command];
  if (script === undefined) throw new ToolError(`${name} has no command ${command}.`);
  await runNode([join(root, "node_modules", name, script), ...args]);
}
