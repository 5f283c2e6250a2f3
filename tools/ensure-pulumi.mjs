import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildCli, goIsUsable } from "./pulumi-cli/build-cli.mjs";
import { downloadCli } from "./pulumi-cli/download-cli.mjs";
import { installInto } from "./pulumi-cli/install.mjs";
import { MINIMUM_VERSION, VERSION, cacheFolder, executable } from "./pulumi-cli/version.mjs";
import { ToolError, runMain, say } from "./terminal.mjs";

/** @typedef {{ binDir: string, version: string }} Cli The folder with `pulumi` and its Node language host. */

const ADVICE = `There is no Pulumi CLI on this machine, and none could be had. Any one of these will do:
  - install Pulumi ${MINIMUM_VERSION} or newer, so that pulumi and pulumi-language-nodejs are on PATH;
  - let this machine download it (Pulumi's own installer is used);
  - install Go 1.25 or newer and let it fetch modules: the CLI is then built here, once, in 5 to 8 minutes.`;

/**
 * The Pulumi CLI: from PATH, from the user's cache folder, downloaded, or built from its Go modules, whichever comes
 * first. What is downloaded or built goes to the cache folder.
 *
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<Cli>}
 */
export async function ensurePulumi({ log = say } = {}) {
  const found = findPulumi();
  if (found) return found;
  const binDir = cacheFolder();
  await installInto(binDir, {
    log,
    sources: [
      { name: `downloading the Pulumi CLI ${VERSION}`, install: downloadCli },
      {
        name: `building the Pulumi CLI ${VERSION} from its Go modules, 5 to 8 minutes, once per machine`,
        usable: goIsUsable,
        install: buildCli,
      },
    ],
  });
  const installed = findPulumi();
  if (!installed) throw new ToolError(ADVICE);
  return installed;
}

/**
 * The CLI that is here already, without any work.
 *
 * @returns {Cli | undefined}
 */
export function findPulumi() {
  const onPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .find((dir) => existsSync(join(dir, executable("pulumi"))));
  if (onPath !== undefined && isComplete(onPath)) {
    const version = versionOf(onPath);
    if (atLeast(version, MINIMUM_VERSION)) return { binDir: onPath, version };
  }
  const cached = cacheFolder();
  return isComplete(cached) ? { binDir: cached, version: VERSION } : undefined;
}

/** @param {string} dir */
function isComplete(dir) {
  return ["pulumi", "pulumi-language-nodejs"].every((name) => existsSync(join(dir, executable(name))));
}

/** @param {string} dir */
function versionOf(dir) {
  try {
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    return execFileSync(join(dir, executable("pulumi")), ["version"], { encoding: "utf8", env }).trim();
  } catch {
    return "";
  }
}

/**
 * @param {string} version
 * @param {string} minimum
 */
export function atLeast(version, minimum) {
  const [have, need] = [version, minimum].map((text) => (text.match(/\d+/g) ?? []).slice(0, 3).map(Number));
  if (!have || !need || have.length < 3) return false;
  const place = need.findIndex((part, index) => part !== have[index]);
  return place < 0 || (have[place] ?? 0) > (need[place] ?? 0);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runMain(async () => {
    if (!process.argv.includes("--find")) return say((await ensurePulumi()).binDir);
    const found = findPulumi();
    if (!found) throw new ToolError("There is no Pulumi CLI yet: run npm test, which sets everything up.");
    say(found.binDir);
  });
}
