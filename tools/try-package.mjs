import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensurePulumi } from "./ensure-pulumi.mjs";
import { ExampleStack } from "./example-stack.mjs";
import { linkStrictly, writeProject } from "./package/layout.mjs";
import { managers, ownNodeFirst } from "./package/managers.mjs";
import { ToolError, run, runMain, say, step } from "./terminal.mjs";

// What the README's program declares.
const TENANT = "3bc57cac-5794-457f-ad36-2c88cade9dbb";
const DECLARED = 100;

/** @type {readonly import("./package/layout.mjs").Language[]} */
const LANGUAGES = ["ts", "esm", "js"];

const USAGE = `Packs the package, installs the file in an empty project, and runs the README's program there with the real CLI:
  node tools/try-package.mjs --manager npm|pnpm|yarn|berry|links [--language ts|esm|js] [--sdk VERSION]
links asks no registry: the packages are those of this checkout, each lent only where package.json names it.
dist/ must be built. The Node that runs this is the one that is tried.`;

await runMain(async () => {
  const { manager, language, sdk } = options();
  const folder = mkdtempSync(join(tmpdir(), "plp-package-"));
  try {
    const tarball = await step("pack", () => pack(folder));
    const project = join(folder, "project");
    writeProject(project, language);
    await step(`install with ${manager}`, () => install(project, { manager, tarball, sdk }));
    if (language !== "js") await step("types", () => checkTypes(project));
    const version = versionOf(project);
    await step(`the program, on Node ${process.versions.node}`, () => tryProgram(project));
    say(`\nIt works: ${manager}, ${language}, @pulumi/pulumi ${version}, Node ${process.versions.node}.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function options() {
  const { values } = parseArgs({
    options: {
      manager: { type: "string" },
      language: { type: "string", default: "ts" },
      sdk: { type: "string", default: "latest" },
    },
  });
  const { manager, sdk } = values;
  const language = LANGUAGES.find((one) => one === values.language);
  if (manager === undefined || !(manager === "links" || manager in managers)) throw new ToolError(USAGE);
  if (language === undefined) throw new ToolError(USAGE);
  return { manager, language, sdk };
}

/**
 * @param {string} folder
 * @returns {Promise<string>} The package's file.
 */
async function pack(folder) {
  await run("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], {
    env: ownNodeFirst(),
  });
  const file = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (file === undefined) throw new ToolError("npm pack made no file.");
  return join(folder, file);
}

/**
 * @param {string} project
 * @param {{ manager: string, tarball: string, sdk: string }} order
 */
async function install(project, { manager, tarball, sdk }) {
  const byRegistry = managers[manager];
  if (byRegistry === undefined) return linkStrictly(project, tarball);
  await byRegistry(project, { tarball, sdk });
  await run("npx", ["--no-install", "pulumi-liveplatform", "--help"], { cwd: project, env: ownNodeFirst() });
}

/**
 * @param {string} project
 * @returns {string} Of the @pulumi/pulumi that is installed.
 */
function versionOf(project) {
  return JSON.parse(readFileSync(join(project, "node_modules/@pulumi/pulumi/package.json"), "utf8")).version;
}

/** @param {string} project */
function checkTypes(project) {
  const compiler = join(project, "node_modules/typescript/bin/tsc");
  return run(process.execPath, [compiler, "--noEmit"], { cwd: project });
}

/** @param {string} project */
async function tryProgram(project) {
  const { binDir } = await ensurePulumi();
  /** @type {typeof import("../emulator/index.js")} */
  const { startEmulator } = createRequire(join(project, "index.js"))("pulumi-liveplatform/emulator");
  const emulator = await startEmulator({ taskDurationMs: 100, acquireAfterMs: 0 });
  const env = {
    LIVEPLATFORM_BASE_URL: emulator.url,
    LIVEPLATFORM_TOKEN: emulator.token,
    LIVEPLATFORM_POLL_INTERVAL: "100ms",
  };
  process.env["PATH"] = ownNodeFirst().PATH;
  const stack = new ExampleStack(project, { binDir, env });
  try {
    must(await stack.run(["up", "--yes", "--skip-preview"]));
    mustHold(emulator, DECLARED);
    must(await stack.run(["preview", "--expect-no-changes"]));
    must(await stack.run(["destroy", "--yes", "--skip-preview"]));
    mustHold(emulator, 0);
  } finally {
    stack.dispose();
    await emulator.close();
  }
}

/** @param {import("./example-stack.mjs").Outcome} outcome */
function must({ ok }) {
  if (!ok) throw new ToolError("The command has failed.");
}

/**
 * @param {import("../emulator/index.js").Emulator} emulator
 * @param {number} count
 */
function mustHold(emulator, count) {
  const held = emulator.numbers(TENANT).length;
  if (held !== count) throw new ToolError(`The tenant should hold ${count} numbers, and holds ${held}.`);
  say(`    the tenant holds ${held} numbers`);
}
