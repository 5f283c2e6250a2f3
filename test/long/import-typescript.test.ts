import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { succeeded } from "../engine/support/live-stack";
import { ExampleCopy } from "../examples/support/example-copy";
import { expectImported } from "../examples/support/expect-imported";

let example: ExampleCopy;
beforeAll(async () => (example = await ExampleCopy.create("python")));
afterAll(() => example.dispose());

it("pulumi import in a TypeScript project writes a program that previews as unchanged, with the plugin's import line of this package", async () => {
  const project = join(example.folder, "Pulumi.yaml");
  const runtime = /^runtime:[^]*?(?=^plugins:)/m;
  writeFileSync(project, readFileSync(project, "utf8").replace(runtime, "runtime: nodejs\n"));
  writeFileSync(join(example.folder, "package.json"), JSON.stringify({ name: "numbers", main: "index.ts" }));
  writeFileSync(join(example.folder, "index.ts"), "export {};");
  succeeded(await example.pulumi("stack", "init", "dev"));
  await expectImported(example, "index.ts", (text) => {
    expect(text).toContain('from "pulumi-liveplatform-sdk"');
    return text.replace("pulumi-liveplatform-sdk", "pulumi-liveplatform/plugin");
  });
});
