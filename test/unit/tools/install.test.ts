import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const installer = pathToFileURL(resolve(__dirname, "../../../tools/pulumi-cli/install.mjs")).href;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "plp-install-"))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs installInto(<folder>/cli) in a process of its own, with sources given as source text. */
function install(sources: string): Promise<string> {
  const script = `
    import { appendFileSync, writeFileSync } from "node:fs";
    import { installInto } from ${JSON.stringify(installer)};
    const [folder] = process.argv.slice(1);
    await installInto(folder + "/cli", { log: console.log, sources: ${sources} });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script, folder]);
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", () => done(printed));
  });
}

const works = `{ name: "works", install: async (to) => {
  appendFileSync(folder + "/runs", "run ");
  await new Promise((done) => setTimeout(done, 40));
  writeFileSync(to + "/pulumi", "whole");
} }`;
const breaks = `{ name: "breaks", install: async (to) => {
  writeFileSync(to + "/pulumi", "half");
  throw new Error("no network");
} }`;

it("an installation into the cache folder goes on to the next source when one fails, and keeps nothing of the failed one", async () => {
  const printed = await install(`[${breaks}, ${works}]`);
  expect(printed).toBe("breaks\nthat did not work: no network\nworks\n");
  expect(readFileSync(join(folder, "cli/pulumi"), "utf8")).toBe("whole");
  expect(readdirSync(folder).sort()).toEqual(["cli", "runs"]);
});

it("an installation into the cache folder leaves no folder behind when no source works", async () => {
  await install(`[${breaks}, { name: "unusable", usable: () => false, install: async () => {} }]`);
  expect(readdirSync(folder)).toEqual([]);
});

it("an installation into the cache folder does the work once when two processes want it at the same time", async () => {
  await Promise.all([install(`[${works}]`), install(`[${works}]`)]);
  expect(readFileSync(join(folder, "runs"), "utf8")).toBe("run ");
  expect(readdirSync(folder).sort()).toEqual(["cli", "runs"]);
});

it("an installation into the cache folder takes over the lock of a process that is gone", async () => {
  const gone = spawn(process.execPath, ["-e", "0"]);
  await new Promise((done) => gone.once("close", done));
  writeFileSync(join(folder, "cli.lock"), String(gone.pid));
  expect(await install(`[${works}]`)).toContain("works");
});
