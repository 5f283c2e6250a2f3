import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root, run, say } from "./terminal.mjs";

/**
 * Installs the packages of package-lock.json, unless node_modules holds exactly these already.
 */
export async function ensurePackages() {
  const stale = firstStalePackage();
  if (stale === undefined) return say("installed as package-lock.json says");
  say(`${stale} is not as package-lock.json says: npm ci`);
  const npm = process.env["npm_execpath"];
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
  // Through npm's own script where npm started us: there may be none, or another one, on PATH.
  if (npm !== undefined && /\.c?js$/.test(npm)) await run(process.execPath, [npm, ...args]);
  else await run(process.platform === "win32" ? "npm.cmd" : "npm", args);
}

/** @returns {string | undefined} */
function firstStalePackage() {
  const installed = packagesOf(join(root, "node_modules/.package-lock.json"));
  return Object.entries(packagesOf(join(root, "package-lock.json"))).find(([path, locked]) => {
    if (!path.startsWith("node_modules/")) return false;
    if (locked.link) return !existsSync(join(root, path));
    // What is optional is mostly for other platforms, and missing here by right.
    return !locked.optional && installed[path]?.version !== locked.version;
  })?.[0];
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean, link?: boolean }>}
 */
function packagesOf(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, "utf8")).packages : {};
}
