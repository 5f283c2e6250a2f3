import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join, resolve, sep } from "node:path";
import type { StackState } from "./stack-state";
import { readStackState } from "./state-file";

/** Which states a command is asked about, as typed. */
export interface StateOptions {
  /** Files, and folders of `*.json` and `*.json.gz`. */
  readonly state?: readonly string[];
  readonly backend?: true;
}

/** The states that were given, each once. Errors: where one of them is none; the option and the file are named. */
export async function readStates(
  { state = [], backend }: StateOptions,
  env: NodeJS.ProcessEnv,
): Promise<StackState[]> {
  const files = [...new Set(state.flatMap(filesOf))];
  const given = files.map((file) => readStackState(file));
  if (!backend) return given;
  const { readBackend } = await import("./backend.js");
  return [...given, ...(await readBackend(env))];
}

/** What a `file://` backend keeps beside the states of now. */
const EARLIER: readonly string[] = ["history", "backups", "locks"];

/** The files that are meant by a file or a folder, those of sub-folders included. */
export function filesOf(path: string): string[] {
  if (!existsSync(path)) throw new Error(`--state: there is no file or folder ${path}.`);
  if (!statSync(path).isDirectory()) return [path];
  const files = readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.json(\.gz)?$/.test(name) && !isEarlier(path, name))
    .map((name) => join(path, name))
    .sort();
  if (files.length > 0) return files;
  throw new Error(
    `--state: the folder ${path} has no state in it: expected files that end with .json or .json.gz.`,
  );
}

/** By where it stands: a project, or a folder of exports, may have one of these names. */
function isEarlier(path: string, name: string): boolean {
  const folders = name.split(sep).slice(0, -1);
  return folders.some(
    (folder, index) => EARLIER.includes(folder) && isBackend(join(path, ...folders.slice(0, index))),
  );
}

/** The folder of a `file://` backend, or a copy of it. */
function isBackend(folder: string): boolean {
  return basename(resolve(folder)) === ".pulumi" || existsSync(join(folder, "meta.yaml"));
}
