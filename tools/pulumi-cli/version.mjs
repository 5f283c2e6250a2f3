import { homedir } from "node:os";
import { join } from "node:path";

/** What is downloaded or built: the version of the Go modules beside this file. */
export const VERSION = "v3.259.0";

/** The oldest CLI on PATH that is used: its Pulumi.yaml must know `refresh: always`, and refresh `--run-program`. */
export const MINIMUM_VERSION = "v3.200.0";

/** Where this machine keeps the CLI for every checkout of this project. */
export function cacheFolder() {
  const cache = process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache");
  return join(cache, "pulumi-liveplatform/cli", `${VERSION}-${process.platform}-${process.arch}`);
}

/** @param {string} name */
export function executable(name) {
  return process.platform === "win32" ? `${name}.exe` : name;
}
