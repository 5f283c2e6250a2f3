import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { pulumiBinDir, repositoryRoot } from "../engine/support/pulumi-cli";
import { start } from "../engine/support/running";

const built = join(repositoryRoot, "dist/plugin");
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plp-plugin-"));
  // Far from any node_modules: nothing but its own file may be needed.
  cpSync(built, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

it("the plugin's folder holds code of at most 2.2 MB, with nothing in it of where it was made", () => {
  const code = ["plugin.js", "service.js"].map((name) => join(built, name));
  expect(code.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(2_200_000);
  for (const file of code) expect(readFileSync(file, "utf8")).not.toContain(repositoryRoot);
});

it("the plugin's folder names each package that the file holds, with the text of its licence", () => {
  const parts = readFileSync(join(built, "LICENSES.txt"), "utf8")
    .split(/^-{72}$/m)
    .slice(1);
  const names = parts.map((part) => part.trim().split(" ")[0]);
  expect(names).toEqual(expect.arrayContaining(["@grpc/grpc-js", "axios", "google-protobuf", "zod"]));
  for (const part of parts) expect(part.length).toBeGreaterThan(300);
});

it("the plugin's folder tells the real CLI its schema without any package beside it", async () => {
  const command = join(pulumiBinDir(), "pulumi");
  const args = ["package", "get-schema", join(folder, "pulumi-resource-liveplatform")];
  const { stdout, code } = await start(command, args, { cwd: folder, env: process.env }).result;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    name: "liveplatform",
    resources: { "liveplatform:index:OcNumberAllocation": {} },
  });
});

it("the plugin's launcher says what it needs where there is no Node.js", async () => {
  const launcher = join(folder, "pulumi-resource-liveplatform");
  const { output, code } = await start(launcher, [], { cwd: folder, env: { PATH: folder } }).result;
  expect([output.trim(), code]).toEqual([
    "pulumi-resource-liveplatform needs Node.js 20.19 or newer, and there is no node on PATH",
    127,
  ]);
});

it("the plugin's folder prints a port and goes when it is told to", async () => {
  const running = start(process.execPath, [join(folder, "plugin.js"), "127.0.0.1:1"], {
    cwd: folder,
    env: process.env,
  });
  await running.waitForOutput(/^\d+$/m);
  running.kill("SIGINT");
  expect((await running.result).code).toBe(0);
});
