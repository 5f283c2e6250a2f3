import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { HOST } from "./host";
import { type Process, endProcess, processesWith } from "./processes";
import { pulumiBinDir, repositoryRoot } from "./pulumi-cli";
import { type Result, type Running, start } from "./running";
import {
  type FolderOptions,
  type Language,
  type StackFolder,
  createStackFolder,
  projectOf,
  stackEnvironment,
} from "./stack-folder";
import { type ResourceState, type StackState, parseState } from "./state";

/** The dynamic provider, or the plugin. */
const PROVIDER = /dynamic-provider\/index\.js|dist\/plugin\/plugin\.js/;

const PROGRAM_FILES: Readonly<Record<Language, string>> = {
  nodejs: "index.js",
  python: "__main__.py",
  yaml: "Pulumi.yaml",
};

/** `undefined` takes a variable away. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface StackOptions {
  /** The text of index.js (CommonJS), which may require this package and @pulumi/pulumi; or of a program in another language, as `yaml` makes it. */
  readonly program: string;
  /** Default: nodejs. */
  readonly language?: Language;
  /** For every command of this stack. */
  readonly env?: Environment;
  readonly config?: Readonly<Record<string, string>>;
  readonly secretConfig?: Readonly<Record<string, string>>;
  /** `options: {refresh: always}` in Pulumi.yaml. Default: true for nodejs with the dynamic provider; the plugin needs none. */
  readonly refreshAlways?: boolean;
  readonly stackName?: string;
}

export interface CommandOptions {
  readonly args?: readonly string[];
  /** For this command only. */
  readonly env?: Environment;
  /** Default: the tools' `pulumi`. */
  readonly binary?: string;
}

export interface UpOptions extends CommandOptions {
  /** Default true: a test's `up` is not preceded by a preview of its own. */
  readonly skipPreview?: boolean;
}

/**
 * A stack of its own project in a temporary folder, driven by the real CLI. Commands do not throw when the CLI exits
 * non-zero. Call `dispose` in the end: it ends whatever the stack's commands have left running.
 *
 * @example
 * const stack = await Stack.create({ program: `new (require("pulumi-liveplatform").OcNumberAllocation)("a", {…})` });
 * expect((await stack.up()).ok).toBe(true);
 */
export class Stack {
  private constructor(
    private readonly folder: StackFolder,
    private readonly env: NodeJS.ProcessEnv,
    private readonly options: StackOptions,
    readonly name: string,
  ) {}

  static async create(options: StackOptions): Promise<Stack> {
    const { stackName = "dev", config = {} } = options;
    const folder = createStackFolder({ stackName, config, ...formOf(options) });
    const env = { ...stackEnvironment(folder, stackName), ...options.env };
    const stack = new Stack(folder, env, options, stackName);
    stack.write(options.program);
    for (const [key, value] of Object.entries(options.secretConfig ?? {})) {
      const set = await stack.run(["config", "set", "--secret", key, value]);
      if (!set.ok) throw new Error(`Setting the secret ${key} failed:\n${set.output}`);
    }
    return stack;
  }

  /** The program's folder, with Pulumi.yaml and the stack's configuration. */
  get dir(): string {
    return this.folder.program;
  }

  /** TMPDIR of the stack's processes. */
  get temporaryDir(): string {
    return this.folder.temporary;
  }

  /** Replaces the program. */
  write(program: string): void {
    const form = formOf(this.options);
    const text = form.language === "yaml" ? yamlProject(projectOf(form), program) : program;
    writeFileSync(join(this.folder.program, PROGRAM_FILES[form.language]), text);
  }

  up({ args = [], skipPreview = true, ...options }: UpOptions = {}): Promise<Result> {
    return this.run(["up", "--yes", ...(skipPreview ? ["--skip-preview"] : []), ...args], options);
  }

  preview({ args = [], ...options }: CommandOptions = {}): Promise<Result> {
    return this.run(["preview", ...args], options);
  }

  /** The standard output of `preview --json`, parsed, beside how the command ended. */
  async previewJson({ args = [], ...options }: CommandOptions = {}): Promise<{
    result: Result;
    json: unknown;
  }> {
    const result = await this.run(["preview", "--json", ...args], options);
    return { result, json: JSON.parse(result.stdout) };
  }

  refresh({ args = [], ...options }: CommandOptions = {}): Promise<Result> {
    return this.run(["refresh", "--yes", "--skip-preview", ...args], options);
  }

  destroy({ args = [], ...options }: CommandOptions = {}): Promise<Result> {
    return this.run(["destroy", "--yes", "--skip-preview", ...args], options);
  }

  /** Unlocks the stack after a killed command. */
  cancel(): Promise<Result> {
    return this.run(["cancel", "--yes"]);
  }

  /** Any command of the CLI, to its end. */
  run(args: readonly string[], options: Omit<CommandOptions, "args"> = {}): Promise<Result> {
    return this.spawn(args, options).result;
  }

  /** Starts a command without waiting for its end. `up` and the like need their own `--yes`. */
  spawn(
    args: readonly string[],
    { env, binary = join(pulumiBinDir(), "pulumi") }: Omit<CommandOptions, "args"> = {},
  ): Running {
    return start(binary, [...args, "--non-interactive", "--color", "never"], {
      cwd: this.folder.program,
      env: { ...this.env, ...env },
    });
  }

  /** Runs `npx pulumi-liveplatform …` in the program's folder, with the environment of the CLI's commands. */
  command(...args: readonly string[]): Promise<Result> {
    const main = join(repositoryRoot, "dist/cli/main.js");
    return start(process.execPath, [main, ...args], { cwd: this.folder.program, env: this.env }).result;
  }

  /** Runs a program of the Automation API (CommonJS) in the program's folder, with the environment of the CLI's commands. */
  automate(source: string): Promise<Result> {
    return start(process.execPath, ["-e", source], { cwd: this.folder.program, env: this.env }).result;
  }

  /** The processes of the stack's providers that are alive now, also those that outlived their CLI. */
  providers(): Process[] {
    return this.processes().filter(({ command }) => PROVIDER.test(command));
  }

  killProviders(): void {
    for (const { pid } of this.providers()) endProcess(pid);
  }

  /** The deployment, as `pulumi stack export` shows it: secrets are ciphertext. */
  state(): StackState {
    return parseState(this.rawState());
  }

  /** The text of the state file, byte for byte. */
  rawState(): string {
    return readFileSync(this.folder.stateFile, "utf8");
  }

  /** A resource of the state, by its URN or its name; `undefined` where there is none. */
  resource(urnOrName: string): ResourceState | undefined {
    const matches = ({ urn }: ResourceState): boolean => urn === urnOrName || urn.endsWith(`::${urnOrName}`);
    return this.state().resources.find(matches);
  }

  /** Ends what is left of the stack's processes and removes its folder. */
  async dispose(): Promise<void> {
    for (const { pid } of this.processes()) endProcess(pid);
    while (this.processes().length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    if (existsSync(this.folder.root)) rmSync(this.folder.root, { recursive: true, maxRetries: 3 });
  }

  private processes(): Process[] {
    return processesWith("PULUMI_HOME", this.folder.home);
  }
}

function formOf({
  language = "nodejs",
  refreshAlways = language === "nodejs" && HOST === "dynamic",
}: StackOptions): Pick<FolderOptions, "language" | "refreshAlways"> {
  return { language, refreshAlways };
}

/** JSON is YAML. */
function yamlProject(project: object, program: string): string {
  return JSON.stringify({ ...project, ...z.record(z.string(), z.unknown()).parse(JSON.parse(program)) });
}
