import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type LiveStack, OTHER_PROFILE, TENANT, succeeded } from "../engine/support/live-stack";
import { repositoryRoot } from "../engine/support/pulumi-cli";
import { type Result, start } from "../engine/support/running";
import { useLiveStack } from "../engine/support/use-live-stack";

const NODE_MODULES = join(repositoryRoot, "node_modules");

const stacks = useLiveStack();

/** 10,000 numbers: of two profiles, toll-free ones, sixty alone, and seven that no program can declare. */
async function startTenant(): Promise<LiveStack> {
  const started = await stacks.create({ program: "", emulator: { maxPageSize: 200 } });
  const { portal } = started.emulator;
  portal.add(TENANT, "+61395500000..+61395507919");
  portal.add(
    TENANT,
    Array.from({ length: 60 }, (_, index) => `+613955${10_000 + 2 * index}`),
  );
  const apps = { callingProfileId: OTHER_PROFILE, additionalUsages: ["FirstPartyAppAssignment"] };
  portal.add(TENANT, "+442074960000..+442074961995", { ...apps, capabilities: ["InboundCalling", "Mobile"] });
  portal.add(TENANT, "+18005550100..+18005550117", { usage: "FirstPartyAppAssignment", country: "US" });
  portal.add(TENANT, "+61395509990..+61395509995", { acquiredNumberStatus: 4 });
  portal.assign(["+61395500007", "+442074960001"]);
  portal.mark("+61395500100..+61395500102");
  portal.readyForRemoval("+61395500103");
  portal.setStatus("+61395500104", 7);
  portal.setStatus("+61395500106", null);
  portal.setCapabilities("+61395500105", ["calling"]);
  portal.setCapabilities("+61395500200", [
    "InboundCalling",
    "OutboundCalling",
    "UserAssignment",
    "Holograms",
  ]);
  return started;
}

it("a tenant of 10,000 numbers is exported in 51 requests as a project that TypeScript and prettier find nothing wrong with", async () => {
  const live = await startTenant();
  const { emulator, stack } = live;
  const first = await exportTenant(live);
  expect(first.code).toBe(2);
  expect(emulator.counts).toMatchObject({ requests: 51, lists: 50, writes: 0 });
  expect(first.stdout).toContain("Exported: 9,993 numbers in 3 allocations\n");
  expect(first.stdout).toContain("Not exported: 7, see NOT-EXPORTED.md\n");
  const left = read(live, "NOT-EXPORTED.md");
  expect(left.match(/^- .*$/gm)).toEqual([
    "- `+61395500100..+61395500102`",
    "- `+61395500103`",
    "- `+61395500200`",
    "- `+61395500105`",
    "- `+61395500104`",
  ]);

  const folder = join(stack.dir, "exported");
  const strictest = ["--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--noUnusedLocals"];
  succeeded(await node(folder, join(NODE_MODULES, "typescript/bin/tsc"), ["-p", ".", ...strictest]));
  succeeded(await node(folder, join(NODE_MODULES, "prettier/bin/prettier.cjs"), ["--check", "."]));
});

it("a tenant of 10,000 numbers is adopted by the project without an upload, followed by another export, and audited", async () => {
  const live = await startTenant();
  const { emulator } = live;
  await exportTenant(live);
  succeeded(await pulumi(live, "stack", "init", "dev"));
  const adopting = succeeded(await pulumi(live, "up", "--yes", "--skip-preview"));
  expect(adopting).toContain("takes over 7,979 of 7,979 numbers already in the tenant");
  expect(emulator.counts).toMatchObject({ writes: 0, uploads: 0 });
  succeeded(await pulumi(live, "preview", "--expect-no-changes"));

  await followChanges(live);
  await auditState(live);
  expect(emulator.counts.writes).toBe(0);
}, 360_000);

/** One number more and one less are a few lines of difference, and no request that writes. */
async function followChanges(tenant: LiveStack): Promise<void> {
  const { emulator } = tenant;
  const before = { program: read(tenant, "index.ts"), numbers: read(tenant, "numbers.json") };
  emulator.portal.add(TENANT, "+61395508888");
  emulator.portal.remove(TENANT, "+61395503000");
  const again = await exportTenant(tenant);
  expect(again.stdout).toContain("  +61395503000: no longer in the tenant\n");
  expect(again.stdout).toMatch(/index.ts: unchanged\n +NOT-EXPORTED.md: unchanged\n/);
  expect(read(tenant, "index.ts")).toBe(before.program);
  expect(changedLines(before.numbers, read(tenant, "numbers.json"))).toEqual([
    `      "+61395508888",`,
    `      { "start": "+61395500201", "end": "+61395502999" },`,
    `      { "start": "+61395500201", "end": "+61395507919" },`,
    `      { "start": "+61395503001", "end": "+61395507919" },`,
    expect.stringContaining("checksum"),
    expect.stringContaining("checksum"),
  ]);
  const following = succeeded(await pulumi(tenant, "up", "--yes", "--skip-preview"));
  expect(following).toContain("takes over 1 of 7,979 numbers already in the tenant");
}

async function auditState(tenant: LiveStack): Promise<void> {
  succeeded(await pulumi(tenant, "stack", "export", "--file", "state.json"));
  const audit = await exportTenant(tenant, ["--unmanaged", "--state", "exported/state.json"]);
  expect(audit.code).toBe(2);
  expect(audit.stdout).toContain(
    "holds 10,000 numbers; 9,993 of them are declared:\n  exported/state.json: 3 allocations, 9,993 numbers\n",
  );
  expect(audit.stdout).toContain("7 of them are in none of these states:\n");
  expect(audit.stdout).toMatch(
    / {2}\+61395500100\.\.\+61395500102 \(3 numbers\) · MarkedForRemoval · Calling EMEA · created/,
  );
}

function exportTenant(tenant: LiveStack, args: readonly string[] = []): Promise<Result> {
  const { emulator, stack } = tenant;
  const command = [join(repositoryRoot, "dist/cli/main.js"), "export", "--tenant", TENANT];
  return node(
    stack.dir,
    command[0] ?? "",
    [...command.slice(1), ...(args.length > 0 ? args : ["--out", "exported"])],
    {
      LIVEPLATFORM_BASE_URL: emulator.url,
      LIVEPLATFORM_TOKEN: emulator.token,
      LIVEPLATFORM_REQUESTS_PER_SECOND: "1000",
    },
  );
}

function node(
  cwd: string,
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Result> {
  return start(process.execPath, [script, ...args], { cwd, env: { ...process.env, ...env } }).result;
}

function pulumi(tenant: LiveStack, ...args: string[]): Promise<Result> {
  // The types have been checked with tsc.
  return tenant.stack.run(["-C", "exported", ...args], { env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" } });
}

function read(tenant: LiveStack, file: string): string {
  return readFileSync(join(tenant.stack.dir, "exported", file), "utf8");
}

/** Lines that only one of the texts has, ascending. */
function changedLines(one: string, other: string): string[] {
  const [left, right] = [new Set(one.split("\n")), new Set(other.split("\n"))];
  return [
    ...[...left].filter((line) => !right.has(line)),
    ...[...right].filter((line) => !left.has(line)),
  ].sort();
}
