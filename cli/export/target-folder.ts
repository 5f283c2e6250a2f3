import { existsSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

import { readOutput, writeOutput } from "../output/output-file";
import { authorOf } from "./stamp";

/** The files that each export writes anew; whatever else is in the folder is the user's. */
export const PROGRAM_FILE = "index.ts";
export const NUMBERS_FILE = "numbers.json";
export const NOT_EXPORTED_FILE = "NOT-EXPORTED.md";
const GENERATED = [PROGRAM_FILE, NUMBERS_FILE, NOT_EXPORTED_FILE];

/** What became of a file. */
export interface FileOutcome {
  readonly file: string;
  readonly outcome: "written" | "unchanged" | "kept as it is" | "removed";
}

/** The folder of an export, which may hold an earlier one. */
export class TargetFolder {
  constructor(
    readonly path: string,
    private readonly msTenantId: string,
  ) {
    if (existsSync(path) && !statSync(path).isDirectory()) throw new Error(`--out: ${path} is not a folder.`);
  }

  /** The text of a file; undefined where there is none. */
  read(file: string): string | undefined {
    return readOutput(join(this.path, file));
  }

  /** An earlier export put the numbers into a file of their own: the next one does too, however few there are. */
  get hasNumbersApart(): boolean {
    const text = this.read(NUMBERS_FILE);
    return text !== undefined && authorOf(text, this.msTenantId) !== "person";
  }

  /** Throws, naming all files, where a generated file holds what this export did not write. Changes nothing. */
  refuseForeignFiles(): void {
    const problems = GENERATED.flatMap((file) => {
      const text = this.read(file);
      const author = text === undefined ? "export" : authorOf(text, this.msTenantId);
      return author === "export" ? [] : [`${join(this.path, file)} ${WRITTEN_BY[author]}.`];
    });
    if (problems.length === 0) return;
    throw new Error(
      `Nothing has been written. ${problems.join(" ")} Export into another folder with --out, or overwrite with --force.`,
    );
  }

  /** Writes a file of which each export makes a new version; without text, one of an earlier export is removed. */
  replace(file: string, text: string | undefined): FileOutcome | undefined {
    const before = this.read(file);
    if (text === undefined) {
      if (before === undefined) return undefined;
      if (authorOf(before, this.msTenantId) === "person") return { file, outcome: "kept as it is" };
      rmSync(join(this.path, file));
      return { file, outcome: "removed" };
    }
    return before === text ? { file, outcome: "unchanged" } : this.#write(file, text);
  }

  /** Writes a file where there is none. */
  provide(file: string, text: string): FileOutcome {
    if (this.read(file) !== undefined) return { file, outcome: "kept as it is" };
    return this.#write(file, text);
  }

  #write(file: string, text: string): FileOutcome {
    writeOutput(join(this.path, file), text);
    return { file, outcome: "written" };
  }
}

const WRITTEN_BY = {
  "other tenant": "is the export of another tenant",
  edited: "has been edited since it was exported",
  person: "was not written by an export",
} as const;
