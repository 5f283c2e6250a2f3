import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/**
 * @typedef {object} Source One way to come by the CLI.
 * @property {string} name What it does, for the terminal.
 * @property {() => boolean} [usable] Whether it is worth a try on this machine. Default: always.
 * @property {(to: string, log: (line: string) => void) => Promise<void>} install Fills the folder, or rejects.
 */

/**
 * Fills a folder from the first source that works. The folder appears complete or not at all, and two processes that
 * want it at once do the work once. Where no source works, the folder is missing afterwards.
 *
 * @param {string} folder
 * @param {{ sources: readonly Source[], log: (line: string) => void }} options
 */
export async function installInto(folder, { sources, log }) {
  mkdirSync(dirname(folder), { recursive: true });
  const release = await lock(`${folder}.lock`, log);
  try {
    for (const source of sources) {
      if (existsSync(folder)) return;
      if (source.usable?.() ?? true) await attempt(source, { folder, log });
    }
  } finally {
    release();
  }
}

/**
 * @param {Source} source
 * @param {{ folder: string, log: (line: string) => void }} options
 */
async function attempt(source, { folder, log }) {
  log(source.name);
  const fresh = mkdtempSync(`${folder}.`);
  try {
    await source.install(fresh, log);
    renameSync(fresh, folder);
  } catch (error) {
    log(`that did not work: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/**
 * @param {string} path
 * @param {(line: string) => void} log
 * @returns {Promise<() => void>} Gives the lock back.
 */
async function lock(path, log) {
  let told = false;
  while (!take(path)) {
    if (!told) log(`another process is installing the Pulumi CLI; waiting for it (its lock is ${path})`);
    told = true;
    await delay(500);
  }
  return () => rmSync(path, { force: true });
}

/** @param {string} path */
function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (existsSync(path) && !isAlive(Number(readFileSync(path, "utf8")))) rmSync(path, { force: true });
    return false;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
