import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

/** The checkout, as tests are started from anywhere below it. */
export const repositoryRoot = resolve(__dirname, "../../..");

/**
 * The folder with the Pulumi CLI and its Node language host. It is looked up once and handed on in the environment.
 * Nothing is downloaded or built here: where there is no CLI, the tool's error says to run `npm test`, and the test
 * fails, because a skipped engine test proves nothing.
 */
export function pulumiBinDir(): string {
  return found("PULUMI_LIVEPLATFORM_CLI", ["tools/ensure-pulumi.mjs"]);
}

/** The folder with the language host of programs in another language, found like the CLI. */
export function languageDir(language: "yaml" | "python" | "go" | "java"): string {
  return found(`PULUMI_LIVEPLATFORM_LANGUAGE_${language.toUpperCase()}`, [
    "tools/ensure-language.mjs",
    language,
  ]);
}

function found(variable: string, [tool = "", ...args]: readonly string[]): string {
  const known = process.env[variable];
  if (known !== undefined) return known;
  const folder = execFileSync(process.execPath, [resolve(repositoryRoot, tool), ...args, "--find"], {
    encoding: "utf8",
  }).trim();
  process.env[variable] = folder;
  return folder;
}
