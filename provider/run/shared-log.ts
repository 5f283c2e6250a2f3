import * as fs from "node:fs";
import * as path from "node:path";

import { fileTime } from "./file-time";
import { LineReader } from "./line-reader";
import { inRunFolder } from "./run-folder-error";

interface SharedLogOptions {
  readonly folder: string;
  /** The name of the file that this process writes. */
  readonly own: string;
  /** Whether a file of the folder belongs to this log, by its name. */
  readonly reads: (name: string) => boolean;
}

/** A line that a process has written, and the name of its file. */
interface LoggedLine {
  readonly file: string;
  readonly text: string;
}

/**
 * A log that many processes write and read: a folder in which each appends JSON lines to a file of its own, and reads on in the
 * files of all. Appending to a file of its own needs no lock, and reading on from the last offset keeps a run of a thousand
 * allocations linear.
 */
export class SharedLog {
  readonly #folder: string;
  readonly #own: string;
  readonly #reads: (name: string) => boolean;
  readonly #reader = new LineReader();
  /** Read, and not told yet, as another file could not be read. */
  readonly #untold: LoggedLine[] = [];

  constructor({ folder, own, reads }: SharedLogOptions) {
    this.#folder = folder;
    this.#own = own;
    this.#reads = reads;
  }

  append(entry: unknown): void {
    this.appendTo(this.#own, entry);
  }

  /** Into the file of any process. A full disk, or the end of that process, may have left its last line without an end. */
  appendTo(file: string, entry: unknown): void {
    inRunFolder(this.#folder, () => {
      fs.appendFileSync(path.join(this.#folder, file), `\n${JSON.stringify(entry)}\n`, { mode: 0o600 });
    });
  }

  /** The files of this log. */
  files(): string[] {
    return inRunFolder(this.#folder, () => fs.readdirSync(this.#folder).filter(this.#reads));
  }

  /** The lines that any process has completed since the last call that did not fail, of these files or of all. */
  readNew(files: Iterable<string> = this.files()): LoggedLine[] {
    inRunFolder(this.#folder, () => {
      for (const file of files) {
        for (const text of this.#reader.readNew(path.join(this.#folder, file)))
          this.#untold.push({ file, text });
      }
    });
    return this.#untold.splice(0);
  }

  /** The files that were written within `ms`; removes the others. */
  recent(ms: number): string[] {
    const files = this.files();
    if (files.length === 0) return [];
    return inRunFolder(this.#folder, () => {
      const now = fileTime(this.#folder);
      return files.filter((name) => {
        const file = path.join(this.#folder, name);
        if (ageOf(file, now) <= ms) return true;
        fs.rmSync(file, { force: true });
        return false;
      });
    });
  }
}

/**
 * How long ago a file, or whatever in a folder is newest, was written, in milliseconds; endless where another process has removed
 * it in the meantime.
 *
 * @param now by `fileTime`
 */
export function ageOf(file: string, now: number): number {
  try {
    const stat = fs.statSync(file);
    const within = stat.isDirectory() ? fs.readdirSync(file).map((name) => path.join(file, name)) : [];
    return now - Math.max(stat.mtimeMs, ...within.map((one) => fs.statSync(one).mtimeMs));
  } catch {
    return Infinity;
  }
}
