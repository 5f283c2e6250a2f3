import * as fs from "node:fs";
import * as path from "node:path";

/**
 * The time by the clock that dates the files of a folder, in milliseconds: this machine's own may have been set since, or
 * be another one than the file server's, and a file that was just written must not look a day old.
 */
export function fileTime(folder: string): number {
  const probe = path.join(folder, `clock-${process.pid}`);
  fs.writeFileSync(probe, "");
  try {
    return fs.statSync(probe).mtimeMs;
  } finally {
    fs.rmSync(probe, { force: true });
  }
}
