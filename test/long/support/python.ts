import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { SETTINGS, succeeded } from "../../engine/support/live-stack";
import { languageDir, pulumiBinDir, repositoryRoot } from "../../engine/support/pulumi-cli";
import { start } from "../../engine/support/running";
import type { Environment } from "../../engine/support/stack";
import { type Writer, providersOf } from "../../engine/support/written";

/** A virtual environment with Pulumi's packages and an SDK of the plugin's schema. Call `dispose` in the end. */
export class PythonSdk {
  private constructor(private readonly folder: string) {}

  static async install(): Promise<PythonSdk> {
    const folder = mkdtempSync(join(tmpdir(), "plp-python-"));
    const sdk = new PythonSdk(folder);
    const plugin = join(repositoryRoot, "dist/plugin/pulumi-resource-liveplatform");
    const gen = ["package", "gen-sdk", plugin, "--language", "python", "--out", folder];
    await sdk.#run(join(pulumiBinDir(), "pulumi"), ...gen);
    await sdk.#run("python3", "-m", "venv", "venv");
    await sdk.#run("venv/bin/pip", "install", "--quiet", "./python");
    return sdk;
  }

  /** For the commands of a stack whose program is written in Python. */
  get env(): Environment {
    const own = process.env["PATH"] ?? "";
    const path = [join(this.folder, "venv/bin"), languageDir("python"), pulumiBinDir(), own];
    return { PATH: path.join(delimiter) };
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true });
  }

  async #run(command: string, ...args: string[]): Promise<void> {
    const quiet = { PULUMI_HOME: join(this.folder, "home"), PULUMI_SKIP_UPDATE_CHECK: "true" };
    const env = { ...process.env, ...this.env, ...quiet };
    succeeded(await start(command, args, { cwd: this.folder, env }).result);
  }
}

/** JSON of texts, lists and maps is Python. */
export const inPython: Writer = (allocations) => {
  const providers = providersOf(allocations).map((name) => `${name} = liveplatform.Provider("${name}")`);
  const declared = Object.entries(allocations).map(([name, { phoneNumbers, dependsOn, provider }]) => {
    const settings = Object.entries({ ...SETTINGS, phoneNumbers }).map(
      ([key, value]) => `${snake(key)}=${JSON.stringify(value)}`,
    );
    const options = [`depends_on=[${dependsOn ?? ""}]`, `provider=${provider ?? "None"}`].join(", ");
    const args = [JSON.stringify(name), ...settings, `opts=pulumi.ResourceOptions(${options})`];
    return `${name} = liveplatform.OcNumberAllocation(${args.join(", ")})`;
  });
  return ["import pulumi", "import pulumi_liveplatform as liveplatform", ...providers, ...declared].join(
    "\n",
  );
};

function snake(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
