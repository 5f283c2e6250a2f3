import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "puppeteer-core";

import { launchBrowser } from "../engine/support/browser";
import { TYPES } from "../engine/support/host";
import { failed, succeeded } from "../engine/support/live-stack";
import { PortalPage } from "../engine/support/portal-page";
import { repositoryRoot } from "../engine/support/pulumi-cli";
import { ExampleCopy } from "../examples/support/example-copy";
import { makePythonSdk } from "../examples/support/make-python-sdk";
import { EmulatorTerminal } from "./support/emulator-terminal";

const REMOVED = "+61395556903";
const PLUGIN = join(repositoryRoot, "dist/plugin/pulumi-resource-liveplatform");
/** So long that somebody can press Ctrl-C in it. */
const TASKS = ["--task-duration", "6s"];
/** The CLI is to be back within 5 s; a busy machine takes longer for everything. */
const BACK_WITHIN_MS = 15_000;
/** A dozen runs of the CLI, and the packages of another language. */
const PATIENCE_MS = 1_200_000;

let example: ExampleCopy;
let emulator: EmulatorTerminal;
let browser: Browser;
beforeAll(async () => {
  [browser, emulator, example] = await Promise.all([
    launchBrowser(),
    EmulatorTerminal.open(...TASKS),
    ExampleCopy.create("yaml"),
  ]);
  example.export(emulator.variables);
});
afterAll(async () => {
  await Promise.all([browser.close(), emulator.close(), example.dispose()]);
});

/** Of another example, or a text: what the engineer puts in the place of the project's own. */
function take(name: "python" | "starter", file: string): string {
  return readFileSync(join(repositoryRoot, "examples", name, file), "utf8");
}

function write(file: string, text: string): void {
  writeFileSync(join(example.folder, file), text);
}

/** The project in another language, under the name of the stack's project. */
function becomes(project: string): void {
  write("Pulumi.yaml", project.replace(/^name: .*$/m, "name: liveplatform-yaml"));
}

/** The program that is there now is that of the stack, and takes it over without a write. */
async function expectTakenOver(type: string): Promise<void> {
  const { writes } = await emulator.counts();
  succeeded(await example.pulumi("preview", "--expect-no-changes"));
  succeeded(await example.pulumi("up", "--yes"));
  const state = succeeded(await example.pulumi("stack", "export"));
  expect(state).toContain(`"${type}"`);
  for (const other of Object.values(TYPES)) if (other !== type) expect(state).not.toContain(`"${other}"`);
  succeeded(await example.pulumi("preview", "--expect-no-changes"));
  expect((await emulator.counts()).writes).toBe(writes);
}

/** Presses Ctrl-C as soon as an upload is under way. */
async function interrupt(): Promise<void> {
  const up = example.startPulumi("up", "--yes", "--skip-preview");
  await up.waitForOutput(/InProgress · uploading 51 numbers/);
  const pressed = performance.now();
  up.kill("SIGINT");
  expect(failed(await up.result)).toContain("had not ended when the run was cancelled");
  expect(performance.now() - pressed).toBeLessThan(BACK_WITHIN_MS);
}

/** A number goes in the portal's page; a plain preview says so, and the next up brings it back. */
async function repairDrift(): Promise<void> {
  const page = await PortalPage.open(browser, emulator.link);
  await page.sees("caption", "51 numbers found");
  await page.click(`#rows input[value="${REMOVED}"]`);
  await page.click("#remove");
  await page.sees("#outcome", "1 number removed.");
  const preview = succeeded(await example.pulumi("preview"));
  expect(preview).toContain("[diff: -drift]; repairs 1");
  succeeded(await example.pulumi("up", "--yes"));
  await page.sees("caption", "51 numbers found");
  expect(page.errors).toEqual([]);
}

it(
  "a telephone engineer who has twenty lines of YAML presses Ctrl-C in an upload and goes on, sees what somebody has done in the portal's page, and takes the stack to Python and TypeScript without a write",
  async () => {
    succeeded(await example.pulumi("stack", "init", "dev"));
    await interrupt();
    succeeded(await example.pulumi("up", "--yes"));
    expect(succeeded(await example.pulumi("stack", "output", "count")).trim()).toMatch(/51$/);
    expect(await emulator.counts()).toMatchObject({ uploads: 1, releases: 0 });
    await repairDrift();

    becomes(take("python", "Pulumi.yaml"));
    for (const file of ["__main__.py", "requirements.txt"]) write(file, take("python", file));
    await makePythonSdk(example);
    await expectTakenOver(TYPES.plugin);

    const plugins = take("python", "Pulumi.yaml").replace(
      /^runtime:[^]*?(?=^plugins:)/m,
      "runtime: nodejs\n",
    );
    const program = take("starter", "index.ts").replace("+61395556999", "+61395556949");
    becomes(plugins);
    write("package.json", JSON.stringify({ name: "numbers", main: "index.ts" }));
    write("index.ts", program);
    await expectTakenOver(TYPES.dynamic);
    write("index.ts", program.replace(`"pulumi-liveplatform"`, `"pulumi-liveplatform/plugin"`));
    await expectTakenOver(TYPES.plugin);

    succeeded(await example.pulumi("package", "gen-sdk", PLUGIN, "--language", "nodejs", "--out", "sdks"));
    write("index.ts", program.replace(`"pulumi-liveplatform"`, `"./sdks/nodejs"`));
    await expectTakenOver(TYPES.plugin);

    succeeded(await example.pulumi("destroy", "--yes", "--skip-preview"));
    expect(await emulator.numbers()).toEqual([]);
  },
  PATIENCE_MS,
);
