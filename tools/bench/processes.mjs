import { existsSync, readFileSync, readdirSync } from "node:fs";

/**
 * Ends every process with this setting in its environment, and waits until they are gone. A chain of parents would not
 * find them all: a provider outlives a CLI that was killed. Reads /proc; where there is none, a killed CLI's provider ends
 * with its operation.
 *
 * @param {string} variable
 * @param {string} value
 */
export function endProcesses(variable, value) {
  const deadline = Date.now() + 5_000;
  for (
    let pids = find(variable, value);
    pids.length > 0 && Date.now() < deadline;
    pids = find(variable, value)
  )
    for (const pid of pids) end(pid);
}

/**
 * @param {string} variable
 * @param {string} value
 */
function find(variable, value) {
  if (!existsSync("/proc/self/environ")) return [];
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid)
    .filter((pid) => environmentOf(pid).split("\0").includes(`${variable}=${value}`));
}

/** A process may end, or belong to somebody else. @param {number} pid */
function environmentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8");
  } catch {
    return "";
  }
}

/** @param {number} pid */
function end(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Gone already.
  }
}
