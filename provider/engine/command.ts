import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import * as path from "node:path";

const COMMANDS = ["up", "update", "preview", "pre", "destroy", "down", "dn", "refresh", "watch"];
const DESTROY = ["destroy", "down", "dn"];
/** `--target`, `-t`, `--exclude` and their kin: with one of them an operation passes over resources. */
const SELECTION = /^(--target|--exclude|-[A-Za-z]*t)/;
/** The same, said by the environment. */
const SELECTION_VARIABLE = /^PULUMI_OPTION_(TARGET|EXCLUDE)/;
const MAX_ANCESTORS = 6;

interface Process {
  parent: number;
  args: string[];
}

/** What the CLI was asked to do. */
export interface Command {
  isDestroy: boolean;
  /** It goes through all resources of the stack. */
  coversAll: boolean;
}

/**
 * The command of the CLI that started this process: the engine itself does not tell a provider. Undefined where no
 * `pulumi` is found among the ancestors, or its command is none that works on a stack.
 */
export function runningCommand(look: (pid: number) => Process | undefined = processOf): Command | undefined {
  let pid = process.ppid;
  for (let generation = 0; generation < MAX_ANCESTORS && pid > 1; generation += 1) {
    const ancestor = look(pid);
    if (ancestor === undefined) return undefined;
    const [program = "", ...args] = ancestor.args;
    const command = args.find((arg) => COMMANDS.includes(arg));
    if (/^pulumi(\.exe)?$/.test(path.basename(program)) && command !== undefined)
      return { isDestroy: DESTROY.includes(command), coversAll: !isSelective(args) };
    pid = ancestor.parent;
  }
  return undefined;
}

function isSelective(args: readonly string[]): boolean {
  return (
    args.some((arg) => SELECTION.test(arg)) ||
    Object.keys(process.env).some((name) => SELECTION_VARIABLE.test(name))
  );
}

function processOf(pid: number): Process | undefined {
  try {
    return process.platform === "linux" ? fromProc(pid) : fromPs(pid);
  } catch {
    return undefined;
  }
}

function fromProc(pid: number): Process {
  // The name, in parentheses, may itself hold blanks and parentheses: the fields begin after the last one.
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const [, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { parent: Number(parent), args: readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0") };
}

function fromPs(pid: number): Process {
  const line = execFileSync("ps", ["-o", "ppid=,args=", "-p", String(pid)], { encoding: "utf8" }).trim();
  const [parent = "", ...args] = line.split(/\s+/);
  return { parent: Number(parent), args };
}
