import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";

import { fileTime } from "./file-time";
import { LineReader } from "./line-reader";
import { privateFolder } from "./private-folder";
import { inRunFolder } from "./run-folder-error";

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
const FILE_NAME = /^(program|provider|refresh)-(\d+)\.jsonl$/;

/**
 * Who writes: the program (the SDK's constructors), a provider's process, or one for what is to outlive it: what served the refresh
 * has ended before another one with the program's configuration is asked.
 */
export type Writer = "program" | "provider" | "refresh";

/**
 * What the processes of one run of the engine tell each other: a private folder named by the engine's address, in
 * which every process appends JSON lines to a file of its own and reads the lines of all. Appending to a file of its
 * own needs no lock, and reading on from the last offset keeps a run of a thousand allocations linear.
 */
export class RunLog {
  readonly #folder: string;
  readonly #own: string;
  readonly #reader = new LineReader();

  /** `root` is the folder of all runs, private to the user. */
  constructor(engineAddress: string, writer: Writer, root = privateFolder()) {
    this.#folder = path.join(root, createHash("sha256").update(engineAddress).digest("hex").slice(0, 32));
    inRunFolder(this.#folder, () => fs.mkdirSync(this.#folder, { recursive: true, mode: 0o700 }));
    this.#own = path.join(this.#folder, `${writer}-${process.pid}.jsonl`);
  }

  append(entry: unknown): void {
    inRunFolder(this.#folder, () =>
      fs.appendFileSync(this.#own, `${JSON.stringify(entry)}\n`, { mode: 0o600 }),
    );
  }

  /** Removes what earlier runs left under the same address, and folders of other runs that are a day old. */
  clear(): void {
    inRunFolder(this.#folder, () => {
      for (const name of fs.readdirSync(this.#folder)) {
        const file = path.join(this.#folder, name);
        const isLeft = name.startsWith("refresh-") ? isOld(file) : !isOfLiveProcess(name);
        if (isLeft || file === this.#own) fs.rmSync(file, { force: true });
      }
      this.#removeOld(path.dirname(this.#folder));
    });
  }

  #removeOld(root: string): void {
    const now = fileTime(root);
    for (const name of fs.readdirSync(root)) {
      const folder = path.join(root, name);
      if (folder !== this.#folder) removeWhenOld(folder, now);
    }
  }

  /** The entries that any process of the run has added since the last call. */
  readNew(): unknown[] {
    const names = inRunFolder(this.#folder, () => fs.readdirSync(this.#folder));
    return names
      .filter(isCurrent)
      .flatMap((name) => this.#reader.readNew(path.join(this.#folder, name)))
      .map((line): unknown => JSON.parse(line));
  }
}

/** The refresh of this run has begun since: the engine had its address by then. */
function isOld(file: string): boolean {
  return fileTime(path.dirname(file)) - fs.statSync(file).mtimeMs > HOUR_MS;
}

/** A provider's file counts only while its process lives: an earlier run may have had the same address. */
function isCurrent(name: string): boolean {
  return FILE_NAME.test(name) && (!name.startsWith("provider-") || isOfLiveProcess(name));
}

function isOfLiveProcess(name: string): boolean {
  const pid = FILE_NAME.exec(name)?.[2];
  if (pid === undefined) return false;
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
}

function removeWhenOld(folder: string, now: number): void {
  try {
    if (!fs.statSync(folder).isDirectory()) return;
    const files = fs.readdirSync(folder).map((name) => path.join(folder, name));
    const newest = Math.max(...[folder, ...files].map((file) => fs.statSync(file).mtimeMs));
    if (now - newest > DAY_MS) fs.rmSync(folder, { recursive: true, force: true });
  } catch {
    // Another run is removing it at the same time.
  }
}
