import { join } from "node:path";
import type { Emulator } from "../../emulator";
import { CommandRoom, exported, stored } from "../contract/command-room";
import { repositoryRoot } from "../engine/support/pulumi-cli";
import { type Result, start } from "../engine/support/running";
import { TENANT } from "../support/default-seed";

/** The emulator makes the pages of 100,000 numbers in this process, while a command reads them in one of its own. */
jest.setTimeout(10 * 60_000);

const [FIRST, LAST] = ["+61395500000", "+61395599999"];
const ALL = 100_000;
/** Pages of 5,000, the first look, the list of profiles, and what a command asks besides. */
const A_LIST = 26;

let room: CommandRoom;
let emulator: Emulator;
beforeAll(async () => {
  room = await CommandRoom.open();
  emulator = room.emulator;
  emulator.portal.add(TENANT, `${FIRST}..${LAST}`);
  emulator.portal.assign(["+61395500007", "+61395512345"]);
});
afterAll(() => room.close());

/** Runs a command that may have so much memory for what it keeps; answers how many requests it has made. */
async function run(heapMb: number, ...args: readonly string[]): Promise<Result & { requests: number }> {
  const before = emulator.counts.requests;
  const command = [`--max-old-space-size=${heapMb}`, join(repositoryRoot, "dist/cli/main.js"), ...args];
  const env = { ...process.env, ...room.env };
  const result = await start(process.execPath, command, { cwd: room.folder, env }).result;
  return { ...result, requests: emulator.counts.requests - before };
}

/** Room for node, the command and a few pages of 5,000; the rows of 100,000 numbers take 150 MB. */
const SMALL_MB = 80;

it("a channel of 100,000 numbers is counted by inventory in one pass, with memory for a few pages", async () => {
  const table = await run(SMALL_MB, "inventory");
  expect(table.stdout).toMatch(/^All +100000 +2 +99998 +0 +0 +0$/m);
  expect(table.stdout).toContain("1,000 blocks of 100: --csv and --json have them.");
  expect(table).toMatchObject({ code: 0 });
  expect(table.requests).toBeLessThanOrEqual(A_LIST);
  const csv = await run(SMALL_MB, "inventory", "--tenant", TENANT, "--csv");
  expect(csv.stdout.trim().split("\n")).toHaveLength(1 + 1_000);
});

it("a channel of 100,000 numbers is searched by find for one number by one request more, and for blocks by one pass", async () => {
  const one = await run(SMALL_MB, "find", "+61 3 9551 2345");
  expect(one.stdout).toMatch(/^\+61395512345 .*Contoso.* UserAssigned /m);
  expect(one.requests).toBeLessThanOrEqual(5);
  const blocks = await run(
    SMALL_MB,
    "find",
    `${FIRST}..+61395504999`,
    "+61395599900..+61395600099",
    "--json",
  );
  expect(blocks.code).toBe(2);
  expect(blocks.stdout).toContain("+61395600000..+61395600099");
  expect(blocks.requests).toBeLessThanOrEqual(A_LIST + 20);
  const hundred = await run(SMALL_MB, "find", `${FIRST}..+61395500099`);
  expect(hundred.code).toBe(0);
  expect(hundred.requests).toBeLessThanOrEqual(A_LIST);
});

it("a channel of 100,000 numbers is compared by drift with one list, whatever the number of its allocations", async () => {
  const allocations = Array.from({ length: 100 }, (_, index) => {
    const first = 61_395_500_000 + index * 1_000;
    return stored(`site-${index}`, { numbers: { [`+${first}..+${first + 999}`]: 1_000 } });
  });
  emulator.portal.remove(TENANT, "+61395555555");
  const state = room.write("state.json", exported(...allocations));
  const drift = await run(256, "drift", "--state", state, "--format", "json", "--unmanaged");
  expect(drift.code).toBe(3);
  expect(drift.stdout).toContain("+61395555555");
  expect(drift.requests).toBeLessThanOrEqual(2 * A_LIST);
  emulator.portal.add(TENANT, "+61395555555");
});

it("a channel of 100,000 numbers is not read at all for what is asked in a wrong way", async () => {
  const wrong = [
    ["find", "+61395500000..+61395499999"],
    ["find", "eleven"],
    ["inventory", "--tenant", "contoso"],
    ["inventory", "--csv", "--json"],
    ["drift"],
    ["drift", "--state", "nowhere.json"],
  ];
  for (const args of wrong) {
    const { code, requests, output } = await run(SMALL_MB, ...args);
    expect({ args, code, requests }).toEqual({ args, code: 1, requests: 0 });
    expect(output.trim().split("\n").length).toBeLessThanOrEqual(3);
    expect(output).not.toMatch(/^ +at /m);
  }
  expect(emulator.numbers(TENANT)).toHaveLength(ALL);
});
