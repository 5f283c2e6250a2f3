import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ensureBuilt } from "./build.mjs";
import { ensurePulumi } from "./ensure-pulumi.mjs";
import { ExampleStack } from "./example-stack.mjs";
import { ensurePackages } from "./packages.mjs";
import { portalPicture } from "./pictures/portal-picture.mjs";
import { reportPicture } from "./pictures/report-picture.mjs";
import { terminalPicture } from "./pictures/terminal-picture.mjs";
import { ToolError, root, runMain, say, step } from "./terminal.mjs";

// Draws docs/pictures anew, from what the real CLI and the report say of the quickstart's program on the emulator.
const TENANT = "3bc57cac-5794-457f-ad36-2c88cade9dbb";
const OTHER_PROFILE = "5f3fbb3b-df9b-483d-b294-c7eb01e22aac";

await runMain(async () => {
  await step("packages", ensurePackages);
  await step("build", ensureBuilt);
  const { binDir } = await step("Pulumi CLI", ensurePulumi);
  /** @type {typeof import("../emulator/index.js")} */
  const { startEmulator } = createRequire(import.meta.url)("../dist/emulator/index.js");
  const emulator = await startEmulator({ acquireAfterMs: 0, taskDurationMs: 100 });
  const folder = copyOfQuickstart();
  const env = { LIVEPLATFORM_BASE_URL: emulator.url, LIVEPLATFORM_TOKEN: emulator.token };
  const stack = new ExampleStack(folder, { binDir, colour: "always", env });
  try {
    await draw(stack, { emulator, folder });
  } finally {
    stack.dispose();
    rmSync(folder, { recursive: true });
    await emulator.close();
  }
});

/** A program that can be changed, and the packages of this checkout. */
function copyOfQuickstart() {
  const folder = mkdtempSync(join(tmpdir(), "plp-pictures-"));
  for (const file of ["Pulumi.yaml", "index.ts", "package.json", "tsconfig.json"])
    cpSync(join(root, "examples/quickstart", file), join(folder, file));

  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/**
 * @param {ExampleStack} stack
 * @param {{ emulator: import("../emulator/index.js").Emulator, folder: string }} world
 */
async function draw(stack, { emulator, folder }) {
  must(await stack.run(["up", "--yes", "--skip-preview"]));
  emulator.portal.remove(TENANT, "+61395556905");
  emulator.portal.reprofile("+61395556950", OTHER_PROFILE);
  const drift = must(await stack.run(["preview", "--diff"]));
  write("drift-preview.svg", {
    picture: terminalPicture({
      title: "pulumi preview --diff: one number is missing, another has a different calling profile",
      command: "pulumi preview --diff",
      output: essence(drift.coloured),
    }),
  });

  await portalPicture(emulator, join(root, "docs/pictures/portal.png"));
  say("    docs/pictures/portal.png");

  const program = join(folder, "index.ts");
  const text = readFileSync(program, "utf8");
  writeFileSync(
    program,
    text
      .replace('"+61395556999"', '"+61395556989"')
      .replace('["+61395556880"]', '["+61395556880", "+61395556882"]'),
  );
  emulator.portal.assign("+61395556999");
  const { output } = must(await stack.run(["preview", "--json", "--show-sames"]));
  const file = join(folder, "preview.json");
  writeFileSync(file, output);
  write("report.svg", {
    picture: reportPicture({
      title:
        "The report on a pull request: a warning about a number in use, totals, and what is added, released and drifted",
      markdown: reportOn(file),
    }),
  });
}

/**
 * What a preview says of the allocation, without the reading of it, the program's outputs, and what is different in each run.
 *
 * @param {string} output
 */
function essence(output) {
  const lines = output.split("\n").map((line) => ({ line, plain: stripVTControlCharacters(line) }));
  const from = lines.findIndex(({ plain }) => plain.includes("pulumi:pulumi:Stack: (same)"));
  return lines
    .slice(from)
    .filter(({ plain }) => !/^\s*$|\[urn=|--outputs:--|~ free *:/.test(plain))
    .map(({ line }) => line.replace(/#[a-z0-9]{8}\b/, "#k7w2m9x4"))
    .join("\n");
}

/** @param {string} file */
function reportOn(file) {
  const command = [join(root, "dist/cli/main.js"), "report", file];
  try {
    return execFileSync(process.execPath, command, { encoding: "utf8" });
  } catch (error) {
    // The exit code tells that there is drift.
    if (error instanceof Error && "stdout" in error && "status" in error && error.status === 3)
      return String(error.stdout);
    throw error;
  }
}

/**
 * @param {string} name
 * @param {{ picture: string }} drawn
 */
function write(name, { picture }) {
  mkdirSync(join(root, "docs/pictures"), { recursive: true });
  writeFileSync(join(root, "docs/pictures", name), picture);
  say(`    docs/pictures/${name}`);
}

/**
 * @param {import("./example-stack.mjs").Outcome} outcome
 * @returns {import("./example-stack.mjs").Outcome}
 */
function must(outcome) {
  if (!outcome.ok) throw new ToolError("The command above should have succeeded.");
  return outcome;
}
