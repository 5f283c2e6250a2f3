import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { succeeded } from "../engine/support/live-stack";
import { languageDir, repositoryRoot } from "../engine/support/pulumi-cli";
import { ExampleCopy } from "./support/example-copy";
import { expectLife } from "./support/life";

/** Maven fetches Pulumi's packages once per machine. */
const PATIENCE_MS = 1_200_000;

describe("the example in Java", () => {
  let example: ExampleCopy;
  beforeAll(async () => (example = await ExampleCopy.create("java")));
  afterAll(() => example.dispose());

  /** As its README says: an SDK of the plugin's schema, among the program's sources. */
  async function makeSdk(): Promise<void> {
    const at = (...path: string[]) => join(example.folder, ...path);
    const plugin = join(repositoryRoot, "dist/plugin/pulumi-resource-liveplatform");
    succeeded(await example.pulumi("package", "gen-sdk", plugin, "--language", "java", "--out", "sdks"));
    renameSync(at("sdks/java/src/main/java/com"), at("src/main/java/com"));
    const resources = at("src/main/resources/com/pulumi/liveplatform");
    mkdirSync(resources, { recursive: true });
    writeFileSync(join(resources, "version.txt"), "0.1.0");
  }

  it(
    "the example in Java compiles with an SDK of the plugin's schema, is applied, shows drift in a plain preview, and is destroyed",
    async () => {
      example.addToPath(languageDir("java"));
      await makeSdk();
      await expectLife(example);
    },
    PATIENCE_MS,
  );
});
