import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../../emulator";
import { environmentOf } from "../../engine/support/live-stack";
import { endProcess, processesWith } from "../../engine/support/processes";
import { pulumiBinDir, repositoryRoot } from "../../engine/support/pulumi-cli";
import { type Result, type Running, start } from "../../engine/support/running";
import { stackEnvironment } from "../../engine/support/stack-folder";

/**
 * An example as somebody has it who copied its folder and installed its packages, with an emulator to work against. What
 * a run writes stays in the copy. Call `dispose` in the end.
 *
 * @example
 * const example = await ExampleCopy.create("many-tenants");
 * succeeded(await example.pulumi("stack", "init", "contoso"));
 */
export class ExampleCopy {
  private constructor(
    readonly emulator: Emulator,
    /** The example's folder. */
    readonly folder: string,
    private readonly root: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  static async create(name: string, options: EmulatorOptions = {}): Promise<ExampleCopy> {
    const emulator = await startEmulator({ taskDurationMs: 100, acquireAfterMs: 0, ...options });
    const root = mkdtempSync(join(tmpdir(), "plp-example-"));
    const folder = join(root, name);
    for (const dir of ["h", "t", "s"]) mkdirSync(join(root, dir));
    cpSync(join(repositoryRoot, "examples", name), folder, {
      recursive: true,
      filter: (path) => !path.endsWith("node_modules"),
    });
    symlinkSync(join(repositoryRoot, "node_modules"), join(folder, "node_modules"));
    const places = {
      root,
      program: folder,
      home: join(root, "h"),
      temporary: join(root, "t"),
      stateFile: "",
    };
    const env = {
      ...stackEnvironment(places, ""),
      ...environmentOf(emulator),
      // The stack that `pulumi stack init` or `select` has chosen.
      PULUMI_STACK: undefined,
      // The types of examples are checked with all others.
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    };
    return new ExampleCopy(emulator, folder, root, env);
  }

  /** Runs the CLI in the folder: `pulumi("preview", "--diff")`. */
  pulumi(...args: string[]): Promise<Result> {
    return this.startPulumi(...args).result;
  }

  /** The same without waiting for its end. */
  startPulumi(...args: string[]): Running {
    const command = join(pulumiBinDir(), "pulumi");
    return this.#start(command, [...args, "--non-interactive", "--color", "never"]);
  }

  /** Runs any command in the folder. */
  run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Result> {
    return this.#start(command, args, env).result;
  }

  #start(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
    return start(command, args, { cwd: this.folder, env: { ...this.env, ...env } });
  }

  /** Works in the emulator's portal as its page does: `portal("remove", "+61395556903")`. */
  portal(...words: string[]): Promise<Result> {
    const main = join(repositoryRoot, "dist/cli/main.js");
    return this.run(process.execPath, [main, "emulator", "portal", ...words]);
  }

  /** Lets its commands find what is in this folder. */
  addToPath(folder: string): void {
    this.env["PATH"] = [folder, this.path].join(delimiter);
  }

  /** Sets variables for its commands. */
  export(variables: Readonly<Record<string, string>>): void {
    Object.assign(this.env, variables);
  }

  /** The PATH that its commands have. */
  get path(): string {
    return this.env["PATH"] ?? "";
  }

  async dispose(): Promise<void> {
    for (const { pid } of processesWith("PULUMI_HOME", join(this.root, "h"))) endProcess(pid);
    await this.emulator.close();
    rmSync(this.root, { recursive: true, maxRetries: 5 });
  }
}
