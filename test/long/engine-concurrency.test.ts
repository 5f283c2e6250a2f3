import type { Emulator } from "../../emulator";
import {
  OTHER_PROFILE,
  OTHER_TENANT,
  TENANT,
  allocation,
  failed,
  program,
  range,
  succeeded,
} from "../engine/support/live-stack";
import { useLiveStack } from "../engine/support/use-live-stack";
import { TASK_MS, UP, liveOnDemand, untilWith } from "./support/on-demand";

/** How long the list of one tenant takes. */
const SLOW_MS = 3000;

const stacks = useLiveStack();

/** So many allocations of six numbers, in two tenants by turns. */
function many(count: number): string {
  const one = (index: number): string =>
    allocation(`a${index}`, {
      msTenantId: index % 2 === 0 ? TENANT : OTHER_TENANT,
      phoneNumberRanges: [range(`+6139555${1000 + 10 * index}`, `+6139555${1005 + 10 * index}`)],
    });
  return program(...Array.from({ length: count }, (_, index) => one(index)));
}

/** Requests that a server saw within any second. */
function mostInASecond(emulator: Emulator, from: number): number {
  const times = emulator.requests.slice(from).map(({ at }) => at);
  return Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + 1000).length));
}

it("allocations of one run share the lists of their tenants, which are read side by side, and one limit for all requests", async () => {
  const live = await stacks.create({
    program: many(40),
    env: {
      LIVEPLATFORM_REQUESTS_PER_SECOND: "40",
      LIVEPLATFORM_POLL_INTERVAL: "1s",
      LIVEPLATFORM_MAX_POLL_INTERVAL: "2s",
    },
  });
  const { stack, emulator } = live;
  succeeded(await stack.up());
  expect(emulator.counts).toMatchObject({ numbersUploaded: 240, numberGets: 0 });
  // They begin within some moments, more on a busy machine; those of a moment share a request.
  expect(emulator.counts.uploads).toBeLessThanOrEqual(30);
  expect(emulator.counts.lists).toBeLessThanOrEqual(10);
  expect(emulator.counts.taskPolls).toBeLessThanOrEqual(80);
  // Requests that start a second apart may arrive a little closer.
  expect(mostInASecond(emulator, 0)).toBeLessThanOrEqual(48);

  const before = emulator.requests.length;
  const slow = emulator.fail({ verb: "GET", path: TENANT, delayMs: SLOW_MS });
  succeeded(await stack.preview({ args: ["--expect-no-changes"] }));
  expect(slow.hits).toBe(1);
  const reads = emulator.requests.slice(before).map(({ at, query }) => ({ at, tenant: query["msTenantId"] }));
  expect(reads.map(({ tenant }) => tenant).sort()).toEqual([TENANT, OTHER_TENANT].sort());
  // Neither waits for the answer to the other.
  const [first, second] = reads.map(({ at }) => at);
  expect(Number(second) - Number(first)).toBeLessThan(SLOW_MS);
});

it("allocations of one tenant upload side by side in one run, five requests at a time, and a short one does not wait behind a long one", async () => {
  const sixteen = range("+61395550000", "+61395550015");
  const live = await liveOnDemand(
    stacks,
    program(
      allocation("long", { phoneNumberRanges: [sixteen] }),
      allocation("short", { phoneNumbers: ["+61395556900"] }),
    ),
    { env: { LIVEPLATFORM_MAX_NUMBERS_PER_REQUEST: "2" } },
  );
  const { emulator, stack } = live;
  const up = stack.spawn(UP);
  await untilWith(up, "five are under way", () => emulator.counts.uploads === 5);
  const polls = emulator.requestsTo("task").length;
  await untilWith(up, "they wait", () => emulator.requestsTo("task").length > polls + 20);
  expect(emulator.counts.uploads).toBe(5);
  emulator.advance(TASK_MS);
  await untilWith(up, "the others follow", () => emulator.counts.uploads === 9);
  await untilWith(up, "the short one is done", () => /short created/.test(up.output()));
  expect(up.output()).not.toMatch(/long created/);
  emulator.advance(TASK_MS);
  succeeded(await up.result);
  expect(live.held()).toHaveLength(17);
});

it("allocations do not wait for one whose task hangs, unless they share it", async () => {
  const live = await stacks.create({
    program: program(
      allocation("stuck", { phoneNumbers: ["+61395556900"] }),
      allocation("same", { phoneNumbers: ["+61395556901"], callingProfile: OTHER_PROFILE }),
      allocation("elsewhere", { phoneNumbers: ["+61395556902"], msTenantId: OTHER_TENANT }),
    ),
    env: { LIVEPLATFORM_TASK_TIMEOUT: "10s" },
  });
  const { stack, emulator } = live;
  emulator.fail({ kind: "task", numbers: "+61395556900", hang: true });
  const up = stack.spawn(UP);
  await up.waitForOutput(/same created/);
  await up.waitForOutput(/elsewhere created/);
  expect(up.output()).not.toContain("stuck created");
  const output = failed(await up.result);
  expect(output).toMatch(
    /\+61395556900: uploaded and not seen in the tenant yet \(task wup_\S+ has not ended after \d+ s/,
  );
  expect(output).toContain("+ 3 created");
  expect(live.outputs("stuck")).toMatchObject({ pending: { "+61395556900": 1 }, numberCount: 0 });
  expect(live.outputs("same")).toMatchObject({ numberCount: 1 });
});
