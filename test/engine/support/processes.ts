import { readFileSync, readdirSync } from "node:fs";

export interface Process {
  readonly pid: number;
  readonly command: string;
}

/**
 * Every process with this setting in its environment, also those whose parent is gone: a provider lives on when the
 * CLI is killed, and then no chain of parents leads to it. Reads /proc, hence Linux only.
 */
export function processesWith(variable: string, value: string): Process[] {
  const setting = `${variable}=${value}`;
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid)
    .flatMap((pid) => {
      const [environment, command] = [read(pid, "environ"), read(pid, "cmdline")];
      if (!environment.split("\0").includes(setting)) return [];
      return [{ pid, command: command.replaceAll("\0", " ").trim() }];
    });
}

/** A process may end, or belong to somebody else, between the listing and the look at it. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

export function endProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Gone already, which is all that was wanted.
  }
}
