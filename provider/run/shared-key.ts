import { randomBytes } from "node:crypto";
import * as fs from "node:fs";

/** A key of 32 random bytes that all processes share: the first that needs it makes its file. Errors: those of the file system. */
export function sharedKey(file: string): Buffer {
  if (!fs.existsSync(file)) makeKey(file);
  return fs.readFileSync(file);
}

/** Nobody sees it half written, and it takes the place of no key that another process has made in the meantime. */
export function makeKey(file: string): void {
  const own = `${file}-${process.pid}`;
  fs.writeFileSync(own, randomBytes(32), { mode: 0o600 });
  try {
    fs.linkSync(own, file);
  } catch {
    // The other process was first, or the file system has no links.
    if (!fs.existsSync(file)) fs.renameSync(own, file);
  }
  fs.rmSync(own, { force: true });
}
