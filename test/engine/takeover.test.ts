import {
  type LiveStack,
  OTHER_PROFILE,
  OTHER_TENANT,
  TENANT,
  allocation,
  environmentOf,
  failed,
  program,
  succeeded,
} from "./support/live-stack";
import { said } from "./support/said";
import { Stack } from "./support/stack";
import { expectDestroyed } from "./support/story";
import { until } from "./support/until";
import { useLiveStack } from "./support/use-live-stack";
import { onlyWrites, watchWrites } from "./support/writes";

const [A, B, C, D] = ["+61395556900", "+61395556902", "+61395556904", "+61395556906"];
const HOUR_MS = 60 * 60 * 1000;
/** Tasks end when a test says so. */
const TASK_MS = 10 * 60 * 1000;
const capabilities = ["InboundCalling", "OutboundCalling"];

const stacks = useLiveStack();

function desks(phoneNumbers: readonly string[], adoptExisting?: boolean): string {
  return program(
    allocation("desks", { phoneNumbers, ...(adoptExisting !== undefined && { adoptExisting }) }),
  );
}

/** Puts numbers into the tenant as a client of the API did some hours ago, with the settings of `desks`. */
function uploadedBefore({ emulator }: LiveStack, numbers: readonly string[], hours: number): void {
  emulator.portal.add(TENANT, [...numbers], { source: "webapi", capabilities });
  emulator.portal.age([...numbers], hours * HOUR_MS);
}

it("numbers that look like an interrupted run's are an error, and adoptInterrupted takes them over", async () => {
  const live = await stacks.create({ program: desks([A, B, C]) });
  uploadedBefore(live, [A, B], 23);
  const refused = failed(await live.stack.preview());
  expect(refused).toContain(`${A}, ${B} (2 numbers): already in the tenant`);
  expect(refused).toContain(
    "It looks like an interrupted run (uploaded through the API in the last 24 hours",
  );
  expect(refused).toContain(`take them over for one run: LIVEPLATFORM_ADOPT_INTERRUPTED=${TENANT} pulumi up`);
  expect(refused).toMatch(/Otherwise another stack holds them, or.*export --unmanaged.*alias/s);
  const allowed = { env: { LIVEPLATFORM_ADOPT_INTERRUPTED: `${OTHER_TENANT},${TENANT.toUpperCase()}` } };
  const writes = watchWrites(live.emulator);
  const taking = succeeded(await live.stack.up({ ...allowed, skipPreview: false }));
  expect(taking).toContain(
    "warning: takes over 2 of 3 numbers already in the tenant; destroying this stack will release them (2 of them left by",
  );
  expect(said(taking)).toEqual(
    expect.arrayContaining([
      "uploads 1, takes over 2 already in the tenant",
      "uploaded 1, took over 2 already in the tenant",
    ]),
  );
  expect(writes()).toEqual(onlyWrites({ uploads: [[C]] }));
  expect(live.outputs("desks")).toMatchObject({ numbers: { [A]: 1, [B]: 1, [C]: 1 }, numberCount: 3 });
  await expectDestroyed(live, [A, B, C]);
});

it("old, foreign and assigned numbers in the tenant are an error of the preview with the ways out; adoptExisting takes them", async () => {
  const live = await stacks.create({ program: desks([A, B, C, D]) });
  uploadedBefore(live, [A], 25);
  uploadedBefore(live, [B], 1);
  live.emulator.portal.add(TENANT, C, { capabilities });
  live.emulator.portal.assign(B);
  const before = live.emulator.numbers();
  const preview = failed(await live.stack.preview());
  expect(preview).toContain(`has a problem: ${A}, ${B}, ${C} (3 numbers): already in the tenant`);
  expect(preview).toContain("give it an alias");
  expect(preview).toContain("set adoptExisting: true");
  expect(failed(await live.stack.up())).toContain(`${A}, ${B}, ${C} (3 numbers): already in the tenant`);
  expect(live.emulator.counts.writes).toBe(0);
  expect(live.stack.resource("desks")).toBeUndefined();

  live.stack.write(desks([A, B, C, D], true));
  const writes = watchWrites(live.emulator);
  expect(succeeded(await live.stack.up({ skipPreview: false }))).toContain(
    "warning: takes over 3 of 4 numbers already in the tenant; destroying",
  );
  expect(writes()).toEqual(onlyWrites({ uploads: [[D]] }));
  expect(live.emulator.numbers().slice(0, 3)).toEqual(before);
  expect(live.outputs("desks")).toMatchObject({ numberCount: 4, assignedCount: 1 });
  expect(live.outputs("desks")).not.toHaveProperty("drift");

  live.stack.write(desks([A, B, C, D]));
  const later = succeeded(await live.stack.up());
  expect(later).not.toContain("takes over");
  expect(writes()).toEqual(onlyWrites({ uploads: [[D]] }));
});

it("numbers in the tenant are an error even with adoptExisting where they are not as declared", async () => {
  const live = await stacks.create({ program: desks([A, B, C, D], true) });
  uploadedBefore(live, [A, B, C], 1);
  live.emulator.portal.add(OTHER_TENANT, D, { capabilities });
  live.emulator.portal.reprofile(A, OTHER_PROFILE);
  live.emulator.portal.mark(B);
  live.emulator.portal.setCapabilities(C, ["InboundCalling", "UserAssignment"]);
  const before = live.emulator.numbers();
  const refused = failed(await live.stack.up());
  expect(refused).toContain(
    `${A}: already in the tenant, and not as declared: callingProfile ${OTHER_PROFILE}`,
  );
  expect(refused).toContain(`${B}: already in the tenant, and not as declared: MarkedForRemoval`);
  expect(refused).toContain(`${C}: already in the tenant, and not as declared: lacks OutboundCalling`);
  expect(refused).toContain(`${D}: held by tenant ${OTHER_TENANT}`);
  expect(live.emulator.counts.writes).toBe(0);
  expect(live.emulator.numbers()).toEqual(before);
});

it("numbers in the tenant that are added to an allocation follow the same rules, and a refused one holds back the others", async () => {
  const live = await stacks.applied(desks([A]));
  uploadedBefore(live, [B], 25);
  const writes = watchWrites(live.emulator);
  live.stack.write(desks([A, B, D]));
  expect(failed(await live.stack.up())).toContain(`has a problem: ${B}: already in the tenant`);
  expect(writes()).toEqual(onlyWrites({}));

  live.stack.write(desks([A, B, D], true));
  succeeded(await live.stack.up());
  expect(writes()).toEqual(onlyWrites({ uploads: [[D]] }));

  uploadedBefore(live, [C], 1);
  live.stack.write(desks([A, B, C, D]));
  const allowed = { env: { LIVEPLATFORM_ADOPT_INTERRUPTED: TENANT } };
  expect(succeeded(await live.stack.up(allowed))).toContain("takes over 1 of 4 numbers");
  expect(writes()).toEqual(onlyWrites({ uploads: [[D]] }));
  expect(live.outputs("desks")).toMatchObject({ numberCount: 4 });
});

it("added numbers are an error with adoptExisting too where another tenant holds them or they have other settings", async () => {
  const live = await stacks.applied(desks([A], true));
  uploadedBefore(live, [B], 1);
  live.emulator.portal.reprofile(B, OTHER_PROFILE);
  live.emulator.portal.add(OTHER_TENANT, C, { capabilities });
  const writes = watchWrites(live.emulator);
  live.stack.write(desks([A, B, C], true));
  const refused = failed(await live.stack.up());
  expect(refused).toContain(`${B}: already in the tenant, and not as declared`);
  expect(refused).toContain(`${C}: held by tenant ${OTHER_TENANT}`);
  expect(writes()).toEqual(onlyWrites({}));
  expect(live.outputs("desks")).toMatchObject({ numbers: { [A]: 1 } });
});

it("a second stack does not take over what the first has just uploaded, nor what both send at the same moment", async () => {
  const live = await stacks.create({ program: desks([A, B]), emulator: { taskDurationMs: TASK_MS } });
  const { emulator, stack } = live;
  const env = { ...environmentOf(emulator), TMPDIR: stack.temporaryDir };
  const second = stacks.keep(await Stack.create({ program: desks([B, C]), stackName: "copy", env }));
  const both = [stack, second].map((one) => one.spawn(["up", "--yes", "--skip-preview"]));
  await until("both have uploaded", () => emulator.counts.uploads === 2);
  emulator.advance(TASK_MS);
  const results = await Promise.all(both.map((running) => running.result));
  const [loser = ""] = results.filter(({ code }) => code !== 0).map(({ output }) => output);
  expect(results.filter(({ code }) => code === 0)).toHaveLength(1);
  expect(loser).toContain(`${B}: in the tenant, but brought in by another upload at the same moment`);
  expect(loser).toContain("Look for a second stack");
  const held = [stack, second].map((one) => one.resource("desks")?.outputs.numbers);
  expect(held.filter((numbers) => JSON.stringify(numbers).includes(B))).toHaveLength(1);

  const other = results[0]?.code === 0 ? second : stack;
  const next = failed(await other.up());
  expect(next).toContain(`${B}: already in the tenant`);
  expect(next).toContain("LIVEPLATFORM_ADOPT_INTERRUPTED");
  expect(emulator.counts).toMatchObject({ uploads: 2, releases: 0 });
});
