import * as fs from "node:fs";
import * as path from "node:path";
import { DAY_MS, HOUR_MS } from "../common/durations";

import { hash } from "../common/hash";
import { makeFolder } from "../common/make-folder";
import { type Fact, parseFact } from "./fact";
import { fileTime } from "./file-time";
import { parsedLine } from "./parsed-line";
import { privateFolder } from "./private-folder";
import { RunFolderError, inRunFolder } from "./run-folder-error";
import { SharedLog, ageOf } from "./shared-log";

/** What is known of a stack counts for longer: see `StackLog`. */
const OF_STACK = "stack-";
const STACK_MS = 8 * DAY_MS;
const FILE_NAME = /^(program|provider|refresh)-(\d+)(-\d+)?\.jsonl$/;

let opened = 0;

/**
 * Who writes: the program (the SDK's constructors), a provider's process, or one for what is to outlive it: what served the refresh
 * has ended before another one with the program's configuration is asked.
 */
export type LogWriter = "program" | "provider" | "refresh";

/** What the processes of one run of the engine tell each other: a shared log in a private folder named by the engine's address. */
export class RunLog {
  readonly #folder: string;
  readonly #writer: string;
  readonly #own: string;
  readonly #log: SharedLog;
  #hasForeign = false;

  /** `root` is the folder of all runs, private to the user. */
  constructor(engineAddress: string, writer: LogWriter, root = privateFolder()) {
    this.#folder = path.join(root, hash(engineAddress, 32));
    inRunFolder(this.#folder, () => makeFolder(this.#folder, 0o700));
    this.#writer = `${writer}-${process.pid}-`;
    this.#own = `${this.#writer}${++opened}.jsonl`;
    this.#log = new SharedLog({
      folder: this.#folder,
      own: this.#own,
      reads: (name) => name !== this.#own && isCurrent(name),
    });
  }

  /** Whoever appends knows it: `readNew` leaves it out. */
  append(entry: Fact): void {
    this.#log.append(entry);
  }

  /** For the first of a run: removes what earlier runs left under the same address, and folders of other runs that are a day old. */
  clear(): void {
    this.#remove((name, ageMs) => {
      // The refresh of this run has begun since: the engine had its address by then.
      const isLeft = name.startsWith("refresh-") ? ageMs > HOUR_MS : !isOfLiveProcess(name);
      return isLeft || name.startsWith(this.#writer);
    });
  }

  /** The same for a process that does not know whether it is the first: it leaves what others may have written in this run. */
  removeOld(): void {
    this.#remove((name, ageMs) => ageMs > HOUR_MS && !isOfLiveProcess(name));
  }

  /** What others have added since the last call. What is no JSON was cut off: its process knows that it has told nothing. */
  readNew(): Fact[] {
    const entries = this.#log.readNew().flatMap(({ text }) => parsedLine(text) ?? []);
    return entries.flatMap((entry) => {
      const fact = parseFact(entry);
      this.#hasForeign ||= fact === undefined;
      return fact ?? [];
    });
  }

  /** Errors: a RunFolderError where others have told what this version of the package does not understand, and may have to go by. */
  refuseForeign(): void {
    if (!this.#hasForeign) return;
    throw new RunFolderError(
      this.#folder,
      "has notes that this version of pulumi-liveplatform does not understand: another version works in the same run",
      "Install one version for the program and all of its components",
    );
  }

  #remove(isLeft: (name: string, ageMs: number) => boolean): void {
    inRunFolder(this.#folder, () => {
      const now = fileTime(this.#folder);
      for (const name of fs.readdirSync(this.#folder)) {
        const file = path.join(this.#folder, name);
        if (isLeft(name, ageOf(file, now))) fs.rmSync(file, { force: true });
      }
      this.#removeOtherRuns(path.dirname(this.#folder));
    });
  }

  #removeOtherRuns(root: string): void {
    const now = fileTime(root);
    for (const entry of fs.readdirSync(root, { withFileTypes: true })) {
      const folder = path.join(root, entry.name);
      if (!entry.isDirectory() || folder === this.#folder) continue;
      const kept = entry.name.startsWith(OF_STACK) ? STACK_MS : DAY_MS;
      if (ageOf(folder, now) <= kept) continue;
      fs.rmSync(folder, { recursive: true, force: true });
    }
  }
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
