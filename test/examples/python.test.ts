import { renameSync } from "node:fs";
import { join } from "node:path";
import { succeeded } from "../engine/support/live-stack";
import { languageDir, repositoryRoot } from "../engine/support/pulumi-cli";
import { ExampleCopy } from "./support/example-copy";
import { expectLife } from "./support/life";

/** Making the SDK and installing Pulumi's packages is most of it. */
const PATIENCE_MS = 600_000;

describe("the example in Python", () => {
  let example: ExampleCopy;
  beforeAll(async () => (example = await ExampleCopy.create("python")));
  afterAll(() => example.dispose());

  const python = (...args: string[]) => example.run(join(example.folder, "venv/bin/python"), args);

  /** As its README says: an SDK of the plugin's schema, in a virtual environment. */
  async function install(): Promise<void> {
    const plugin = join(repositoryRoot, "dist/plugin/pulumi-resource-liveplatform");
    const gen = ["package", "gen-sdk", plugin, "--language", "python", "--out", "sdks"];
    succeeded(await example.pulumi(...gen));
    renameSync(join(example.folder, "sdks/python"), join(example.folder, "sdks/liveplatform"));
    succeeded(await example.run("python3", ["-m", "venv", "venv"]));
    succeeded(await python("-m", "pip", "install", "--quiet", "--requirement", "requirements.txt"));
    succeeded(await python("-m", "compileall", "-q", "sdks/liveplatform"));
  }

  it(
    "is applied by an SDK of the plugin's schema, shows drift in a plain preview, and is destroyed",
    async () => {
      example.addToPath(languageDir("python"));
      await install();
      await expectLife(example);
    },
    PATIENCE_MS,
  );
});
