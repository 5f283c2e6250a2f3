import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, ensureBuilt } from "./build.mjs";
import { LANGUAGES, ensureLanguage } from "./ensure-language.mjs";
import { ensurePulumi } from "./ensure-pulumi.mjs";
import { ensurePackages } from "./packages.mjs";
import { ToolError, root, runMain, runNode, say, step } from "./terminal.mjs";

/** What each command runs of the projects in jest.config.js: `npm run check`, `npm test`, `npm run test:long`. */
const suites = {
  "--quick": ["unit"],
  "--main": ["unit", "contract", "faults", "model", "engine", "plugin-host"],
  "--long": ["long", "examples", "package", "plugin-host-long"],
};

const chosen = process.argv.slice(2).find((argument) => argument in suites) ?? "--main";
const projects = suites[/** @type {keyof typeof suites} */ (chosen)];
const quick = chosen === "--quick";
const jestArgs = process.argv.slice(2).filter((argument) => argument !== chosen);

await runMain(async () => {
  await step("packages", ensurePackages);
  // The long suite runs after `npm test`, which has checked the sources.
  if (chosen === "--long") {
    await prepare();
  } else {
    await all(
      step("lint", () => runPackage("eslint", [".", "--max-warnings", "0"])),
      prepareAndCheck(),
    );
  }
  await runTests();
});

/**
 * Side by side, each on a core of its own. Where one fails, the others still say what they find.
 *
 * @param {...Promise<void>} works
 */
async function all(...works) {
  for (const outcome of await Promise.allSettled(works))
    if (outcome.status === "rejected") throw outcome.reason;
}

/** About as long as lint, which needs no build: it reads the sources. */
async function prepareAndCheck() {
  await prepare();
  await step("format", () => runPackage("prettier", ["--check", "--log-level", "warn", "."]));
  await step("types", async () => {
    await runPackage("tsc", ["--noEmit"]);
    await runPackage("tsc", ["--noEmit", "-p", "emulator/page"]);
  });
}

async function prepare() {
  // Examples are checked against the built package, as users have it.
  await step("build", quick ? ensureBuilt : build);
  if (!quick) await step("Pulumi CLI", usePulumi);
}

async function usePulumi() {
  const { binDir, version } = await ensurePulumi();
  // Engine tests look here first, so that they run the CLI that this step has named.
  process.env["PULUMI_LIVEPLATFORM_CLI"] = binDir;
  say(`${version} in ${binDir}`);
  // A released CLI brings them; one that was built does not.
  const languages = chosen === "--long" ? LANGUAGES : LANGUAGES.filter((language) => language === "yaml");
  for (const language of languages)
    process.env[`PULUMI_LIVEPLATFORM_LANGUAGE_${language.toUpperCase()}`] = await ensureLanguage(language);
}

/**
 * The chosen projects in one run of jest: one summary, and one pool of workers for quick and slow tests alike. The figures are
 * the last line of all, also when tests fail.
 */
async function runTests() {
  const folder = mkdtempSync(join(tmpdir(), "plp-jest-"));
  const outcome = join(folder, "outcome.json");
  const selected = ["--selectProjects", ...projects];
  try {
    await step(`tests: ${projects.join(", ")}`, () =>
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
