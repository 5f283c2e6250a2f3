import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const OF_SOME = /^(--target|--exclude|-[yfdrj]*t)/;

/**
 * Whether the CLI that has started this process was told to work on some resources only (`--target`, `--exclude`). A program in a
 * language without constructors of ours is then not shown whole, and nothing in the protocol says so. False in a destroy, which
 * has no program, and where nothing can be read: it only ever holds numbers back.
 */
export function isTargetedUp(parent: number = process.ppid): boolean {
  const words = commandLine(parent);
  const isDestroy = words.includes("destroy") && !words.includes("up");
  return !isDestroy && words.some((word) => OF_SOME.test(word));
}

function commandLine(pid: number): readonly string[] {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    if (process.platform === "win32") return [];
    return execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" })
      .trim()
      .split(" ");
  } catch {
    return [];
  }
}
