import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { type Server, createServer } from "node:http";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { list } from "tar";
import * as z from "zod";
import { LiveStack, range, succeeded } from "../engine/support/live-stack";
import { repositoryRoot } from "../engine/support/pulumi-cli";
import { start } from "../engine/support/running";
import { expectDestroyed } from "../engine/support/story";
import { yaml, yamlAllocation } from "../engine/support/yaml";

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(repositoryRoot, "package.json"), "utf8")));
const PLATFORMS = ["linux", "darwin", "windows"].flatMap((os) => [`${os}-amd64`, `${os}-arm64`]);

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "plp-archives-"));
  const args = [join(repositoryRoot, "tools/archives.mjs"), "--out", folder];
  succeeded(await start(process.execPath, args, { cwd: repositoryRoot, env: process.env }).result);
});
afterAll(() => rmSync(folder, { recursive: true }));

function archiveOf(platform: string): string {
  return `pulumi-resource-liveplatform-v${version}-${platform}.tar.gz`;
}

function sumOf(name: string): string {
  return createHash("sha256")
    .update(readFileSync(join(folder, name)))
    .digest("hex");
}

it("the plugin's release archives are one for each platform, all alike and below 1 MB, with their checksums beside them", () => {
  const names = PLATFORMS.map(archiveOf);
  expect(readdirSync(folder).sort()).toEqual([...names, "SHA256SUMS"].sort());
  const lines = readFileSync(join(folder, "SHA256SUMS"), "utf8").trim().split("\n");
  expect(lines.sort()).toEqual(names.map((name) => `${sumOf(name)}  ${name}`).sort());
  expect(new Set(names.map(sumOf)).size).toBe(1);
  expect(readFileSync(join(folder, archiveOf("linux-amd64"))).length).toBeLessThan(1_000_000);
});

it("the plugin's release archives hold the launchers at their root, of which the one for Unix can be run, and every licence", async () => {
  const modes = new Map<string, number>();
  const onReadEntry = ({ path, mode = 0 }: { path: string; mode?: number | undefined }): void => {
    modes.set(path, mode);
  };
  await list({ file: join(folder, archiveOf("windows-amd64")), onReadEntry });
  expect([...modes.keys()].sort()).toEqual(
    [
      "LICENSE",
      "LICENSES.txt",
      "plugin.js",
      "service.js",
      "pulumi-resource-liveplatform",
      "pulumi-resource-liveplatform.cmd",
      "schema.json",
    ].sort(),
  );
  expect((modes.get("pulumi-resource-liveplatform") ?? 0) & 0o111).toBe(0o111);
});

describe("a plugin that the CLI installs from a server", () => {
  let server: Server;
  let live: LiveStack;
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer(({ url = "" }, response) => {
      asked.push(url);
      const name = basename(url);
      if (PLATFORMS.map(archiveOf).includes(name)) response.end(readFileSync(join(folder, name)));
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  afterEach(() => live.dispose());

  it("a plugin that the CLI installs from a server is what a YAML program runs on: nothing else tells where it is", async () => {
    const desks = yamlAllocation({ phoneNumberRanges: [range("+61395556900", "+61395556904")] });
    live = await LiveStack.create({
      language: "yaml",
      // In place of the harness's own word on where the plugin is.
      program: yaml({ desks }, { plugins: {} }),
    });
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const source = `http://127.0.0.1:${String(port)}`;
    const install = ["plugin", "install", "resource", "liveplatform", `v${version}`, "--server", source];
    succeeded(await live.stack.run(install));
    expect(asked).toHaveLength(1);
    expect(succeeded(await live.stack.run(["plugin", "ls"]))).toMatch(
      new RegExp(`liveplatform +resource +${version.replaceAll(".", "\\.")}`),
    );

    succeeded(await live.stack.up());
    expect(live.held()).toHaveLength(5);
    expect(live.stack.state().resources.map(({ type }) => type)).toContain("pulumi:providers:liveplatform");
    // Naming the version asks for just that one; it is there.
    live.stack.write(
      yaml({ desks }, { plugins: { providers: [] }, packages: { liveplatform: `liveplatform@${version}` } }),
    );
    succeeded(await live.stack.preview({ args: ["--expect-no-changes"] }));
    await expectDestroyed(live, live.held());
  });
});
