import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { makeFolder } from "../../provider/common/make-folder";
import { messageOf } from "../../provider/common/message-of";

/** The text of a file that a command is to write; undefined where there is none yet. */
export function readOutput(file: string): string | undefined {
  return existsSync(file) ? attempt(file, "read", () => readFileSync(file, "utf8")) : undefined;
}

/** Writes a file, and makes the folders above it. Errors: one sentence with the file, why it cannot be written, and what to do. */
export function writeOutput(file: string, text: string): void {
  attempt(file, "written", () => {
    makeFolder(dirname(file));
    writeFileSync(file, text);
  });
}

function attempt<T>(file: string, how: "read" | "written", work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(
      `${file} cannot be ${how}: ${messageOf(error)}. Name a folder in which it can be written with --out.`,
    );
  }
}
