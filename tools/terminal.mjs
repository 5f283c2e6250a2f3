import { spawn } from "node:child_process";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Only Node's own modules may be imported by this file and by whatever runs before the packages are installed. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** An error for whoever sits at the terminal: its message says it all, a stack trace would only hide it. */
export class ToolError extends Error {
  /** @override */
  name = "ToolError";
}

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Runs one named step and says how long it took.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const begun = performance.now();
  say(`\n▸ ${name}`);
  try {
    const result = await work();
    say(`✓ ${name} (${seconds(begun)})`);
    return result;
  } catch (error) {
    say(`✗ ${name} (${seconds(begun)})`);
    throw error;
  }
}

/** @param {number} since */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * Runs a command with its output on this terminal; rejects when it fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<void>}
 */
export function run(command, args, { cwd = root, env = process.env } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, env, stdio: "inherit" });
    child.once("error", (error) => fail(new ToolError(`${command} cannot be started: ${error.message}`)));
    child.once("exit", (code, signal) => {
      if (code === 0) done();
      else
        fail(new ToolError(`${[command, ...args].join(" ")} ended with ${signal ?? `exit code ${code}`}.`));
    });
  });
}

/**
 * Runs a script of this project, or of an installed package, with this Node.
 *
 * @param {readonly string[]} args
 */
export function runNode(args) {
  return run(process.execPath, args);
}

/**
 * Ends the process as a command should: quietly when all went well, with the message alone when a step said what is
 * wrong, with a stack trace where the tool itself is broken.
 *
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(
      `\n${error instanceof ToolError ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
    );
  }
}
