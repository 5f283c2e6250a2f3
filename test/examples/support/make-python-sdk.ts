import { renameSync } from "node:fs";
import { join } from "node:path";

import { succeeded } from "../../engine/support/live-stack";
import { languageDir, repositoryRoot } from "../../engine/support/pulumi-cli";
import type { ExampleCopy } from "./example-copy";

/** As the README of the example in Python says: an SDK of the plugin's schema, in a virtual environment. */
export async function makePythonSdk(example: ExampleCopy): Promise<void> {
  example.addToPath(languageDir("python"));
  const python = (...args: string[]) => example.run(join(example.folder, "venv/bin/python"), args);
  const plugin = join(repositoryRoot, "dist/plugin/pulumi-resource-liveplatform");
  const gen = ["package", "gen-sdk", plugin, "--language", "python", "--out", "sdks"];
  succeeded(await example.pulumi(...gen));
  renameSync(join(example.folder, "sdks/python"), join(example.folder, "sdks/liveplatform"));
  succeeded(await example.run("python3", ["-m", "venv", "venv"]));
  succeeded(await python("-m", "pip", "install", "--quiet", "--requirement", "requirements.txt"));
  succeeded(await python("-m", "compileall", "-q", "sdks/liveplatform"));
}
