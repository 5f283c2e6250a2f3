import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ToolError, root, runMain, say } from "./terminal.mjs";

/** `node tools/check-release.mjs v1.2.3`: whether the tag, package.json and CHANGELOG.md tell of the same version. */
await runMain(async () => {
  const tag = process.argv[2];
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  if (tag !== `v${version}`) {
    throw new ToolError(
      `The tag is ${tag ?? "missing"}; package.json has version ${version}: it should be v${version}.`,
    );
  }
  const changelog = readFileSync(join(root, "CHANGELOG.md"), "utf8").split("\n");
  const heading = changelog.find((line) => line.startsWith(`## [${version}]`));
  if (heading === undefined || !/ - \d{4}-\d{2}-\d{2}$/.test(heading)) {
    throw new ToolError(
      `CHANGELOG.md has no heading "## [${version}] - YYYY-MM-DD": move what is unreleased below it.`,
    );
  }
  say(`${tag} can be released.`);
});
