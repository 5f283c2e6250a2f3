import * as fs from "node:fs";

/** Files of lines that other processes append to, each read on from where it was left. */
export class LineReader {
  readonly #offsets = new Map<string, number>();

  /** The lines that have been completed since the last call for this file; none where it is gone. */
  readNew(file: string): string[] {
    const from = this.#offsets.get(file) ?? 0;
    const added = readFrom(file, from);
    const end = added.lastIndexOf("\n") + 1;
    this.#offsets.set(file, from + end);
    return added
      .toString("utf8", 0, end)
      .split("\n")
      .filter((line) => line !== "");
  }
}

function readFrom(file: string, from: number): Buffer {
  // Each operation of a run asks several times, and nearly always there is nothing new: that takes no open file.
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= from) return Buffer.alloc(0);
  const descriptor = openIfThere(file);
  if (descriptor === undefined) return Buffer.alloc(0);
  try {
    const buffer = Buffer.alloc(Math.max(0, fs.fstatSync(descriptor).size - from));
    return buffer.subarray(0, fs.readSync(descriptor, buffer, 0, buffer.length, from));
  } finally {
    fs.closeSync(descriptor);
  }
}

function openIfThere(file: string): number | undefined {
  try {
    return fs.openSync(file, "r");
  } catch (error) {
    // Its process has removed it in the meantime.
    if (typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT")
      return undefined;
    throw error;
  }
}
