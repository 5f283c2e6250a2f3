import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { executable } from "./pulumi-cli/version.mjs";
import { root, say } from "./terminal.mjs";

const STACK = "quickstart";

/** Settings of whoever starts this must not reach the program, nor its provider. */
const FOREIGN = /^(PULUMI|LIVEPLATFORM|AZURE)_/;

/** @typedef {{ ok: boolean, output: string, coloured: string }} Outcome How a command ended, and all that it printed. */

/**
 * A stack of an example, with its state and its configuration in a temporary folder instead of the checkout.
 */
export class ExampleStack {
  #folder = mkdtempSync(join(tmpdir(), "plp-example-"));
  #program;
  #command;
  #env;
  #colour;

  /**
   * @param {string} example The folder's name below examples/, or the path of a program elsewhere.
   * @param {{ binDir: string, env: Record<string, string>, colour?: "never" | "always" }} options
   */
  constructor(example, { binDir, env, colour = "never" }) {
    this.#colour = colour;
    this.#program = resolve(root, "examples", example);
    this.#command = join(binDir, executable("pulumi"));
    const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
    this.#env = {
      ...Object.fromEntries(own),
      ...env,
      PATH: [binDir, process.env["PATH"] ?? ""].join(delimiter),
      PULUMI_HOME: join(this.#folder, "home"),
      PULUMI_BACKEND_URL: `file://${join(this.#folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "quickstart",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      // The editor and `npm test` check the program's types; here they would cost seconds in each run.
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    };
    this.#writeEmptyState();
  }

  /** `pulumi stack init` would write its file of settings into the checkout. */
  #writeEmptyState() {
    const project = /^name: (\S+)$/m.exec(readFileSync(join(this.#program, "Pulumi.yaml"), "utf8"))?.[1];
    const stacks = join(this.#folder, "state/.pulumi/stacks", String(project));
    mkdirSync(stacks, { recursive: true });
    writeFileSync(join(this.#folder, "state/.pulumi/meta.yaml"), "version: 1\n");
    const empty = { version: 3, checkpoint: { stack: `organization/${project}/${STACK}` } };
    writeFileSync(join(stacks, `${STACK}.json`), JSON.stringify(empty));
  }

  /**
   * Runs a command of the CLI and shows what it prints, indented.
   *
   * @param {readonly string[]} args
   * @param {Record<string, string>} [env] For this command only.
   * @returns {Promise<Outcome>}
   */
  run(args, env = {}) {
    const settings = Object.entries(env).map(([name, value]) => `${name}=${value} `);
    say(`    $ ${settings.join("")}pulumi ${args.join(" ")}`);
    const unattended = ["--non-interactive", "--color", this.#colour, "--suppress-progress"];
    const placed = ["--stack", STACK, "--config-file", join(this.#folder, `Pulumi.${STACK}.yaml`)];
    const child = spawn(this.#command, [...args, ...placed, ...unattended], {
      cwd: this.#program,
      env: { ...this.#env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk) => (output += chunk));

    return new Promise((done, fail) => {
      child.once("error", fail);
      child.once("close", (code) => {
        show(output);
        done({ ok: code === 0, output: stripVTControlCharacters(output), coloured: output });
      });
    });
  }

  dispose() {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** @param {string} output */
function show(output) {
  for (const line of output.split("\n")) if (line.trim() !== "") say(`    │ ${line}`);
}
