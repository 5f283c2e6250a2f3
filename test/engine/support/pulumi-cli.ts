import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

/** The checkout, as tests are started from anywhere below it. */
export const repositoryRoot = resolve(__dirname, "../../..");

const FOUND = "PULUMI_LIVEPLATFORM_CLI";

/**
 * The folder with the Pulumi CLI and its Node language host. It is looked up once and handed on in the environment.
 * Nothing is downloaded or built here: where there is no CLI, the tool's error says to run `npm test`, and the test
 * fails, because a skipped engine test proves nothing.
 */
export function pulumiBinDir(): string {
  const known = process.env[FOUND];
  if (known !== undefined) return known;
  const found = execFileSync(
    process.execPath,
    [resolve(repositoryRoot, "tools/ensure-pulumi.mjs"), "--find"],
    {
      encoding: "utf8",
    },
  ).trim();
  process.env[FOUND] = found;
  return found;
}
