import * as fs from "node:fs";
import * as path from "node:path";

/**
 * The time by the clock that dates the files of a folder, in milliseconds: this machine's own may have been set since, or
 * be another one than the file server's, and a file that was just written must not look a day old.
 */
export function fileTime(folder: string): number {
  const probe = path.join(folder, `clock-${process.pid}`);
  const descriptor = fs.openSync(probe, "w");
  try {
    // By the open file: another process that tidies up may have removed it in the meantime.
    return fs.fstatSync(descriptor).mtimeMs;
  } finally {
    fs.closeSync(descriptor);
    fs.rmSync(probe, { force: true });
  }
}
