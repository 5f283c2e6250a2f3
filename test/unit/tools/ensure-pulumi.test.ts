import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const tool = resolve(__dirname, "../../../tools/ensure-pulumi.mjs");

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "plp-cli-"))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A folder whose `pulumi` prints a version and does nothing else. */
function cliIn(path: string, version: string, { languageHost = true } = {}): string {
  const dir = join(folder, path);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, "pulumi"), `#!/bin/sh\necho ${version}\n`, { mode: 0o755 });
  if (languageHost) writeFileSync(join(dir, "pulumi-language-nodejs"), "", { mode: 0o755 });
  return dir;
}

function find(...path: string[]) {
  const env = { PATH: [...path, "/bin"].join(":"), XDG_CACHE_HOME: join(folder, "cache") };
  return spawnSync(process.execPath, [tool, "--find"], { env, encoding: "utf8" });
}

const cachePath = `cache/pulumi-liveplatform/cli/v3.259.0-${process.platform}-${process.arch}`;

it("the search for the Pulumi CLI takes the one on PATH before the cached one", () => {
  cliIn(cachePath, "v3.259.0");
  const onPath = cliIn("bin", "v3.1000.2-alpha.1");
  expect(find(onPath).stdout.trim()).toBe(onPath);
});

it.each([
  ["is too old", "v3.199.9", true],
  ["has no language host beside it", "v3.300.0", false],
  ["says no version", "broken", true],
])("the search for the Pulumi CLI passes over one on PATH that %s", (_, version, languageHost) => {
  const cached = cliIn(cachePath, "v3.259.0");
  expect(find(cliIn("bin", version, { languageHost })).stdout.trim()).toBe(cached);
});

it("the search for the Pulumi CLI fails with what to do, and no stack trace, where there is none", () => {
  const { status, stdout, stderr } = find();
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr.trim()).toBe("There is no Pulumi CLI yet: run npm test, which sets everything up.");
});
