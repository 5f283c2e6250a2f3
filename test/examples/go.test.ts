import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { succeeded } from "../engine/support/live-stack";
import { languageDir, repositoryRoot } from "../engine/support/pulumi-cli";
import { ExampleCopy } from "./support/example-copy";
import { expectImported } from "./support/expect-imported";
import { expectLife } from "./support/life";

/** Go compiles Pulumi's SDK once per machine. */
const PATIENCE_MS = 1_800_000;

describe("the example in Go", () => {
  let example: ExampleCopy;
  beforeAll(async () => (example = await ExampleCopy.create("go")));
  afterAll(() => example.dispose());

  /** As its README says: an SDK of the plugin's schema, as a module beside the program. */
  async function makeSdk(): Promise<void> {
    const plugin = join(repositoryRoot, "dist/plugin/pulumi-resource-liveplatform");
    succeeded(await example.pulumi("package", "gen-sdk", plugin, "--language", "go", "--out", "sdks"));
    const module = "module example.com/pulumi-liveplatform/sdk/go\n\ngo 1.25\n";
    writeFileSync(join(example.folder, "sdks/go/go.mod"), module);
    succeeded(await example.run("go", ["vet", "example.com/pulumi-liveplatform/sdk/go/...", "."]));
  }

  it(
    "the example in Go compiles with an SDK of the plugin's schema, is applied, shows drift in a plain preview, and is destroyed",
    async () => {
      example.addToPath(languageDir("go"));
      await makeSdk();
      await expectLife(example);
    },
    PATIENCE_MS,
  );

  it(
    "the example in Go is the text that pulumi import writes of a tenant, which previews as unchanged",
    async () => {
      await expectImported(example, "main.go");
    },
    PATIENCE_MS,
  );
});
