import * as z from "zod";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import { runSdk } from "../engine/support/sdk-program";
import { OTHER_TENANT, TENANT } from "../support/default-seed";

const FIRST = 61395500000;
const HELD = 100_000;
/** What a list of the whole tenant comes to: each number once, ascending, none of another tenant. */
const WHOLE = { total: HELD, length: HELD, wrong: -1 };

let emulator: Emulator;
afterEach(() => emulator.close());

async function startTenant(options: EmulatorOptions = {}): Promise<void> {
  emulator = await startEmulator(options);
  emulator.portal.add(TENANT, `+${FIRST}..+${FIRST + HELD - 1}`);
  emulator.portal.add(OTHER_TENANT, "+442074960000");
  emulator.portal.mark(`+${FIRST}..+${FIRST + 1233}`);
  emulator.portal.readyForRemoval(`+${FIRST + 1234}..+${FIRST + 1235}`);
  emulator.portal.assign(`+${FIRST + 50_000}..+${FIRST + 50_004}`);
}

async function run(body: string): Promise<unknown> {
  const helpers = `
    const tenant = { msTenantId: "${TENANT}" };
    const summary = ({ numbers, totalRecords }) => ({
      total: totalRecords,
      length: numbers.length,
      wrong: numbers.findIndex((number, index) => number.telephoneNumber !== "+" + (${FIRST} + index)),
    });`;
  const { result, warnings } = await runSdk(emulator, helpers + body);
  expect(warnings).toBe("");
  return result;
}

/** How often each page of the list was asked for, by its number. */
function pagesAsked(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { query } of emulator.requestsTo("listV3")) {
    const page = query["PageNumber"] ?? "";
    counts[page] = (counts[page] ?? 0) + 1;
  }
  return counts;
}

function eachPageOnce(pages: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: pages }, (_, index) => [String(index + 1), 1]));
}

it("a tenant of 100,000 numbers is read in 21 requests, up to 16 of them under way at a time once the first page has told how many", async () => {
  let answered = 0;
  const underWay: number[] = [];
  await startTenant({ onRequest: () => void underWay.push(emulator.requests.length - answered++) });
  emulator.fail({ path: "/numbers", delayMs: 300 });
  expect(await run("return summary(await liveplatform.getTenantNumbers(tenant));")).toEqual(WHOLE);
  expect(pagesAsked()).toEqual({ ...eachPageOnce(20), 1: 2 });
  expect(emulator.requests).toHaveLength(21);
  expect(underWay[0]).toBe(1);
  // On a busy machine the first may be answered before the last of the sixteen is sent.
  expect(Math.max(...underWay)).toBeGreaterThan(8);
  expect(Math.max(...underWay)).toBeLessThanOrEqual(16);
});

it("a tenant of 100,000 numbers is read in 501 requests where more than 200 numbers on a page are refused", async () => {
  await startTenant({ maxPageSize: 200, pageSizeOverflow: "refuse" });
  expect(await run("return summary(await liveplatform.getTenantNumbers(tenant));")).toEqual(WHOLE);
  expect(pagesAsked()).toEqual({ ...eachPageOnce(500), 1: 2 });
  expect(emulator.requests).toHaveLength(501);
});

it("a tenant of 100,000 numbers is read as an output; a filter leaves two pages; the older list takes one request", async () => {
  await startTenant();
  const result = await run(`
      const assigned = await new Promise((resolve) =>
        liveplatform.getTenantNumbersOutput(tenant).numbers.apply((numbers) =>
          resolve(numbers.filter((n) => n.assignmentStatus === "UserAssigned").map((n) => n.telephoneNumber))));
      const marked = await liveplatform.getTenantNumbers({ ...tenant, acquiredNumberStatus: "MarkedForRemoval", pageSize: 700 });
      const older = await liveplatform.getTenantNumbersV2(tenant);
      return { assigned, marked: summary(marked), older: summary(older) };`);
  expect(result).toEqual({
    assigned: Array.from({ length: 5 }, (_, index) => `+${FIRST + 50_000 + index}`),
    marked: { total: 1234, length: 1234, wrong: -1 },
    older: WHOLE,
  });
  expect(pagesAsked()).toEqual({ ...eachPageOnce(20), 1: 3, 2: 2 });
  expect(emulator.requestsTo("listV2")).toHaveLength(1);
  expect(emulator.requests).toHaveLength(24);
});

it("a tenant of 100,000 numbers tells its counts of removal and one of its numbers in a request each", async () => {
  await startTenant();
  const result = await run(`return [
      await liveplatform.getRemovalStatusSummary(tenant),
      await liveplatform.getRemovalStatusSummary(),
      (await liveplatform.getNumber({ phoneNumber: "+${FIRST + 1234}" })).acquiredNumberStatus,
    ];`);
  const counts = { markedForRemovalCount: 1234, readyForRemovalCount: 2, totalCount: 1236 };
  expect(result).toEqual([counts, counts, "ReadyForRemoval"]);
  const routes = z.array(z.string()).parse(emulator.requests.map(({ route }) => route));
  expect(routes.filter((route) => route !== "number")).toHaveLength(2);
  expect(routes).toHaveLength(3);
});
