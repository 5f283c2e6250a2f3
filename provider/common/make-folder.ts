import * as fs from "node:fs";
import * as path from "node:path";

/**
 * Makes a folder, and those above it that are missing. Node's own way (`recursive`) never comes to an end where the system makes none,
 * as in /proc. Errors: those of the file system.
 *
 * @param mode of each folder that is made
 */
export function makeFolder(folder: string, mode = 0o777): void {
  if (isFolder(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolder(parent, mode);
  try {
    fs.mkdirSync(folder, { mode });
  } catch (error) {
    // Another process may have made it in the meantime.
    if (!isFolder(folder)) throw error;
  }
}

function isFolder(folder: string): boolean {
  return fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}
