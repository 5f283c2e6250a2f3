import { existsSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { findPulumi } from "./ensure-pulumi.mjs";
import { buildLanguageHost, goIsUsable } from "./pulumi-cli/build-cli.mjs";
import { installInto } from "./pulumi-cli/install.mjs";
import { cacheFolder, executable } from "./pulumi-cli/version.mjs";
import { ToolError, runMain, say } from "./terminal.mjs";

/** @typedef {"yaml" | "python" | "go" | "java"} Language One whose programs the tests run, or whose SDK they make, besides Node. */

/** @type {readonly Language[]} */
export const LANGUAGES = ["yaml", "python", "go", "java"];

/**
 * The folder with the language host of Pulumi for a language: beside the CLI, as its releases have it, on PATH, in the cache
 * folder, or built from its Go modules, whichever comes first.
 *
 * @param {Language} language
 * @param {(line: string) => void} [log]
 * @returns {Promise<string>}
 */
export async function ensureLanguage(language, log = say) {
  const found = findLanguage(language);
  if (found !== undefined) return found;
  // One of an earlier version of this tool may lack a file.
  rmSync(folderOf(language), { recursive: true, force: true });
  await installInto(folderOf(language), {
    log,
    sources: [
      {
        name: `building Pulumi's language host for ${language} from its Go modules, 1 to 2 minutes, once per machine`,
        usable: goIsUsable,
        install: (to, tell) => buildLanguageHost(language, to, tell),
      },
    ],
  });
  const installed = findLanguage(language);
  if (installed !== undefined) return installed;
  throw new ToolError(
    `There is no ${hostOf(language)} on this machine. A released Pulumi CLI brings it; or install Go 1.25 or newer and let it fetch modules.`,
  );
}

/**
 * The language host that is here already, without any work.
 *
 * @param {Language} language
 * @returns {string | undefined}
 */
export function findLanguage(language) {
  const onPath = (process.env["PATH"] ?? "").split(delimiter);
  const folders = [findPulumi()?.binDir ?? "", ...onPath, folderOf(language)];
  const files = [
    executable(hostOf(language)),
    ...(language === "python" ? [`${hostOf(language)}-exec`] : []),
  ];
  return folders.find((folder) => folder !== "" && files.every((file) => existsSync(join(folder, file))));
}

/** @param {Language} language */
function hostOf(language) {
  return `pulumi-language-${language}`;
}

/** Beside the folder of the CLI: one that is built is complete without language hosts. @param {Language} language */
function folderOf(language) {
  const cli = cacheFolder();
  return join(dirname(dirname(cli)), `language-${language}`, cli.slice(dirname(cli).length + 1));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runMain(async () => {
    const language = LANGUAGES.find((one) => one === process.argv[2]);
    if (language === undefined) throw new ToolError(`Say which language: ${LANGUAGES.join(", ")}.`);
    if (!process.argv.includes("--find")) return say(await ensureLanguage(language));
    const found = findLanguage(language);
    if (found === undefined)
      throw new ToolError("There is no language host yet: run npm test, which sets everything up.");
    say(found);
  });
}
