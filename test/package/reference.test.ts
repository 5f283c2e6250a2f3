import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../engine/support/pulumi-cli";

function page(name: string): string {
  return readFileSync(join(repositoryRoot, "docs/reference", `${name}.md`), "utf8");
}

it("docs/reference is what npm run docs writes from the sources of now", () => {
  const command = [join(repositoryRoot, "tools/reference.mjs"), "--check"];
  expect(execFileSync(process.execPath, command, { encoding: "utf8" })).toContain("6 pages, 0 changed");
});

it("docs/reference says what every input, output and setting is", () => {
  const undocumented = ["resource", "data-sources", "provider"].flatMap((name) =>
    page(name)
      .split("\n")
      .filter((line) => /\| -? +\|(?: +\|)?$/.test(line)),
  );
  expect(undocumented).toEqual([]);
  expect(page("resource")).toMatch(
    /^\| `releaseRemoved\?` +\| .* \| `true` +\| .*`false` leaves them in the tenant/m,
  );
  expect(page("provider")).toMatch(/^\| `maxReleases` ¹ +\| `LIVEPLATFORM_MAX_RELEASES` +\| `100` +\|/m);
  expect(page("command-line")).toContain("--task-duration <duration>  how long uploads and releases take");
});
