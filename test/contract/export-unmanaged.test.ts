import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportCommand } from "../../cli/export-command";
import { type Emulator, startEmulator } from "../../emulator";
import { TENANT } from "../support/default-seed";

const TYPE = "pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation";

let emulator: Emulator;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "plp-audit-"));
  emulator = await startEmulator({ time: "virtual", now: Date.parse("2026-02-16T16:17:00Z") });
});

afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

function state(name: string, numbers: object, more: object = {}): string {
  const file = join(folder, name);
  const desks = {
    urn: `urn:pulumi:dev::customers::${TYPE}::desks`,
    type: TYPE,
    outputs: { msTenantId: TENANT, numbers },
    ...more,
  };
  writeFileSync(file, JSON.stringify({ version: 3, deployment: { resources: [desks] } }));
  return file;
}

async function audit(states: string[], json?: true): Promise<{ code: number; printed: string }> {
  const lines: string[] = [];
  const env = { LIVEPLATFORM_BASE_URL: emulator.url, LIVEPLATFORM_TOKEN: emulator.token };
  const options = { tenant: TENANT, unmanaged: true, state: states, ...(json && { json }) } as const;
  const code = await exportCommand(options, { env, print: (line) => void lines.push(line) });
  return { code, printed: lines.join("\n") };
}

it("the export command with --unmanaged ends with 0 where the states declare all, each given once or twice", async () => {
  emulator.portal.add(TENANT, "+61395556900..+61395556901");
  const [one, two] = [state("one.json", { "+61395556900": 1 }), state("two.json", { "+61395556901": 1 })];
  const { code, printed } = await audit([one, two, one]);
  expect(code).toBe(0);
  expect(printed.split("\n")).toEqual([
    `Tenant ${TENANT} holds 2 numbers; 2 of them are declared:`,
    `  ${one}: 1 allocation, 1 number`,
    `  ${two}: 1 allocation, 1 number`,
    "None is without a state.",
  ]);
});

it("the export command with --unmanaged takes the states in a folder, as find and drift do", async () => {
  emulator.portal.add(TENANT, "+61395556900..+61395556901");
  const [one, two] = [state("one.json", { "+61395556900": 1 }), state("two.json", { "+61395556901": 1 })];
  const { code, printed } = await audit([folder]);
  expect(code).toBe(0);
  expect(printed).toContain(`  ${one}: 1 allocation, 1 number\n  ${two}: 1 allocation, 1 number`);
});

it("the export command with --unmanaged counts no number as declared that a program only gets: its state may be lost", async () => {
  emulator.portal.add(TENANT, "+61395556900");
  const file = state("gets.json", { "+61395556900": 1 }, { external: true });
  const { code, printed } = await audit([file]);
  expect(code).toBe(2);
  expect(printed).toContain(`  ${file}: no allocation of this tenant. Is it the right stack?\n`);
  expect(printed).toContain("\n  +61395556900 · Active ·");
});

it("the export command with --unmanaged gives no all-clear where the platform lists nothing at all", async () => {
  const declared = state("one.json", { "+61395556900..+61395556999": 100 });
  await expect(audit([declared])).rejects.toThrow(
    `The platform lists no number of tenant ${TENANT}, and the states declare 100. A wrong LIVEPLATFORM_CHANNEL_ID`,
  );
  await expect(audit([state("none.json", {})], true)).rejects.toThrow("and the states declare 0");
});

it("the export command with --unmanaged ends with 2 where there are others, and says what they are and what to do", async () => {
  emulator.portal.add(TENANT, "+61395556900..+61395556903");
  emulator.portal.assign("+61395556902");
  const file = state("one.json", { "+61395556900..+61395556901": 2 });
  const { code, printed } = await audit([file]);
  expect(code).toBe(2);
  expect(printed.split("\n").slice(2)).toEqual([
    "2 of them are in none of these states:",
    "  +61395556902..+61395556903 (2 numbers) · Active · Calling EMEA · created 2026-02-16 16:17Z by webui · 1 in use",
    "Declare them in a program with adoptExisting: true (the same command without --unmanaged writes one), or release them in the portal.",
  ]);
  expect(emulator.counts.writes).toBe(0);
});

it("the export command with --unmanaged says that a state without allocations of the tenant may be the wrong one, and names numbers in two states", async () => {
  emulator.portal.add(TENANT, "+61395556900");
  const empty = join(folder, "empty.json");
  writeFileSync(empty, JSON.stringify({ version: 3, deployment: {} }));
  const twice = [state("one.json", { "+61395556900": 1 }), state("two.json", { "+61395556900": 1 }), empty];
  const { code, printed } = await audit(twice);
  expect(code).toBe(0);
  expect(printed).toContain(`  ${empty}: no allocation of this tenant. Is it the right stack?\n`);
  expect(printed).toContain(
    "In more than one of these states, each of which would release them: +61395556900",
  );
});

it("the export command with --unmanaged needs a state to compare with, and asks nothing without one", async () => {
  await expect(audit([])).rejects.toThrow("give at least one --state FILE");
  expect(emulator.requests).toEqual([]);
});

it("the export command with --unmanaged prints JSON and nothing else with --json", async () => {
  emulator.portal.add(TENANT, "+61395556900..+61395556901");
  const file = state("one.json", { "+61395556900": 1 });
  const { code, printed } = await audit([file], true);
  expect(code).toBe(2);
  expect(JSON.parse(printed)).toMatchObject({
    msTenantId: TENANT,
    held: 2,
    declared: 1,
    unmanaged: 1,
    ranges: [
      { numbers: "+61395556901", count: 1, acquiredNumberStatus: "Active", source: "webui", inUse: 0 },
    ],
    declaredTwice: [],
    unreadable: 0,
    states: [{ file, allocations: 1, numbers: 1 }],
  });
});
