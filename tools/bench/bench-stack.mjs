import { spawn } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { executable } from "../pulumi-cli/version.mjs";
import { ToolError, root } from "../terminal.mjs";
import { endProcesses } from "./processes.mjs";
import { programText } from "./shapes.mjs";

const PROJECT = "bench";
const STACK = "dev";
/** Settings of whoever starts this must not reach the program, nor its provider. */
const FOREIGN = /^((PULUMI|LIVEPLATFORM|AZURE)_|NODE_OPTIONS$)/;
const RECORDER = fileURLToPath(new URL("record-usage.js", import.meta.url));

/**
 * @typedef {{ memoryMb: number, cpuSeconds: number }} Usage Of the provider's process: its peak of memory, its processor time.
 * @typedef {Usage & { seconds: number, output: string }} Outcome
 */

/** A stack of its own in a temporary folder, driven by the real CLI. */
export class BenchStack {
  #folder = mkdtempSync(join(tmpdir(), "plp-bench-"));
  #env;
  #command;
  #kind;

  /**
   * @param {import("./shapes.mjs").Kind} kind
   * @param {{ binDir: string, env: Record<string, string>, languageDir?: string }} options
   */
  constructor(kind, { binDir, env, languageDir = binDir }) {
    this.#kind = kind;
    this.#command = join(binDir, executable("pulumi"));
    const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
    this.#env = {
      ...Object.fromEntries(own),
      ...env,
      PATH: [binDir, languageDir, process.env["PATH"] ?? ""].join(delimiter),
      TMPDIR: this.#path("temporary"),
      NODE_OPTIONS: `--require ${JSON.stringify(RECORDER)}`,
      BENCH_USAGE_FOLDER: this.#path("usage"),
      PULUMI_HOME: this.#path("home"),
      PULUMI_BACKEND_URL: `file://${this.#path("state")}`,
      PULUMI_CONFIG_PASSPHRASE: "bench",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    };
    this.#layOut(kind);
  }

  /** @param {import("./shapes.mjs").Kind} kind */
  #layOut(kind) {
    for (const name of ["program", "temporary", "usage", "home", `state/.pulumi/stacks/${PROJECT}`])
      mkdirSync(this.#path(name), { recursive: true });
    this.#writeProject({});
    writeFileSync(this.#path("program/package.json"), JSON.stringify({ name: PROJECT, private: true }));
    writeFileSync(this.#path("program/index.js"), programText(kind));
    symlinkSync(join(root, "node_modules"), this.#path("program/node_modules"));
    writeFileSync(this.#path("state/.pulumi/meta.yaml"), "version: 1\n");
    const empty = { version: 3, checkpoint: { stack: `organization/${PROJECT}/${STACK}` } };
    writeFileSync(this.#stateFile, JSON.stringify(empty));
  }

  /** JSON is YAML. @param {object} resources Of a YAML program. */
  #writeProject(resources) {
    const nodejs = { runtime: { name: "nodejs", options: { typescript: false } }, main: "index.js" };
    const providers = [{ name: "liveplatform", path: join(root, "dist/plugin") }];
    const project = {
      name: PROJECT,
      ...(this.#kind === "yaml" ? { runtime: "yaml", resources } : nodejs),
      // The plugin is read before each preview without it.
      ...(["ours", "do-nothing"].includes(this.#kind) ? { options: { refresh: "always" } } : {}),
      plugins: { providers },
    };
    writeFileSync(this.#path("program/Pulumi.yaml"), JSON.stringify(project));
  }

  /** @param {string} name */
  #path(name) {
    return join(this.#folder, name);
  }

  get #stateFile() {
    return this.#path(`state/.pulumi/stacks/${PROJECT}/${STACK}.json`);
  }

  /** @param {readonly import("./shapes.mjs").Allocation[]} allocations What the program declares from now on. */
  declare(allocations) {
    writeFileSync(this.#path("program/allocations.json"), JSON.stringify(allocations));
    if (this.#kind !== "yaml") return;
    const type = "liveplatform:OcNumberAllocation";
    const resources = allocations.map(({ name, args }) => [name, { type, properties: args }]);
    this.#writeProject(Object.fromEntries(resources));
  }

  /** @returns {number} Bytes of the state file, as the CLI wrote it. */
  stateBytes() {
    return statSync(this.#stateFile).size;
  }

  /**
   * Runs a command of the CLI to its end; one that fails ends the bench, with its output.
   *
   * @param {readonly string[]} args
   * @param {Record<string, string>} [env] For this command only.
   * @returns {Promise<Outcome>}
   */
  async run(args, env = {}) {
    const placed = ["--stack", STACK, "--config-file", this.#path(`Pulumi.${STACK}.yaml`)];
    const unattended = ["--non-interactive", "--color", "never", "--suppress-progress"];
    const begun = performance.now();
    const child = spawn(this.#command, [...args, ...placed, ...unattended], {
      cwd: this.#path("program"),
      env: { ...this.#env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk) => (output += chunk));
    const code = await new Promise((done, fail) => child.once("error", fail).once("close", done));
    const seconds = (performance.now() - begun) / 1000;
    if (code !== 0)
      throw new ToolError(`pulumi ${args.join(" ")} should have succeeded:\n${output.slice(-4000)}`);
    return { seconds, ...this.#takeUsage(), output };
  }

  /** @returns {Usage} */
  #takeUsage() {
    const files = readdirSync(this.#path("usage")).map((name) => this.#path(`usage/${name}`));
    const usages = files.map((file) => readFileSync(file, "utf8").split(" ").map(Number));
    for (const file of files) rmSync(file);
    return {
      memoryMb: Math.max(0, ...usages.map(([peak = 0]) => peak / 1024)),
      cpuSeconds: usages.reduce((sum, [, seconds = 0]) => sum + seconds, 0),
    };
  }

  /** Ends what is left of the stack's processes and removes its folder. */
  dispose() {
    endProcesses("PULUMI_HOME", this.#path("home"));
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
