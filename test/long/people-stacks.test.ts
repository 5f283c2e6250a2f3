import {
  type LiveStack,
  TENANT,
  allocation,
  environmentOf,
  failed,
  program,
  succeeded,
} from "../engine/support/live-stack";
import { Stack } from "../engine/support/stack";
import { useLiveStack } from "../engine/support/use-live-stack";
import { onlyWrites, watchWrites } from "../engine/support/writes";
import { TASK_MS, UP, liveOnDemand, untilWith } from "./support/on-demand";

const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"];
const DAY_MS = 24 * 60 * 60 * 1000;

/** Eight runs of the CLI, on a machine that has other work. */
jest.setTimeout(600_000);

const stacks = useLiveStack();

function desks(phoneNumbers: readonly string[], args: Readonly<Record<string, unknown>> = {}): string {
  return program(allocation("desks", { phoneNumbers, ...args }));
}

/** Another stack, of another project folder, state and temporary folder, on the same platform. */
async function otherStack({ emulator }: LiveStack, text: string): Promise<Stack> {
  return stacks.keep(await Stack.create({ program: text, env: environmentOf(emulator) }));
}

it("of two pipelines that apply the same stack at once the second is told of the lock before it asks the platform anything, and has nothing to do when it comes again", async () => {
  const live = await liveOnDemand(stacks, desks([A, B]));
  const { stack, emulator } = live;
  const first = stack.spawn(UP);
  await untilWith(first, "its task is awaited", () => emulator.requestsTo("task").length > 0);
  const second = failed(await stack.up());
  expect(second).toContain("error: the stack is currently locked by 1 lock(s)");
  expect(second).toContain("pulumi cancel");
  expect(emulator.counts).toMatchObject({ uploads: 1, numberGets: 2 });
  emulator.advance(TASK_MS);
  succeeded(await first.result);
  succeeded(await stack.up({ args: ["--expect-no-changes"] }));
  expect([A, B].map((number) => emulator.uploadsOf(number))).toEqual([1, 1]);
});

it("of two pipelines that apply the same stack at once the second, which breaks the lock, waits for the first one's upload; nothing is uploaded twice, and it converges", async () => {
  const live = await liveOnDemand(stacks, desks([A, B]));
  const { stack, emulator } = live;
  const first = stack.spawn(UP);
  await untilWith(first, "its task is awaited", () => emulator.requestsTo("task").length > 0);
  succeeded(await stack.cancel());
  const polls = emulator.requestsTo("task").length;
  const second = stack.spawn(UP);
  await untilWith(second, "both await the task", () => stack.providers().length === 2);
  await untilWith(second, "it polls", () => emulator.requestsTo("task").length > polls + 10);
  emulator.advance(TASK_MS);
  await Promise.all([first.result, second.result]);
  await stack.cancel();
  succeeded(await stack.up());
  expect(emulator.counts).toMatchObject({ uploads: 1, numbersUploaded: 2, releases: 0 });
  expect(live.outputs("desks")).toMatchObject({ numberCount: 2 });
  await live.expectNoChanges();
});

it("of two stacks that declare the same number the second is told in its preview: that it may look like an interrupted run within a day of the upload, or not", async () => {
  const live = await stacks.applied(desks([A, B]));
  const second = await otherStack(live, desks([B, C]));
  expect(failed(await second.preview())).toContain("It looks like an interrupted run");
  live.emulator.portal.age(B, 2 * DAY_MS);
  const refused = failed(await second.preview());
  expect(refused).toContain(
    `has a problem: ${B}: already in the tenant, and no allocation that this run has seen holds`,
  );
  expect(failed(await second.up())).toContain(`${B}: already in the tenant`);
  expect(live.emulator.counts.writes).toBe(1);
  expect(second.state().resources.map(({ type }) => type)).not.toContain(
    "pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation",
  );
});

it("two stacks that declare the same number two stacks that declare the same number that owned it both: the one that releases it leaves drift to the other, which names it and puts it back", async () => {
  const live = await stacks.applied(desks([A, B]));
  const second = await otherStack(live, desks([B, C]));
  succeeded(await second.up({ env: { LIVEPLATFORM_ADOPT_INTERRUPTED: TENANT } }));
  expect(live.emulator.uploadsOf(B)).toBe(1);
  succeeded(await second.destroy());
  expect(live.held()).toEqual([A]);
  const writes = watchWrites(live.emulator);
  expect(succeeded(await live.stack.preview({ args: ["--diff"] }))).toMatch(
    new RegExp(`- \\${B} *: "missing"`),
  );
  succeeded(await live.stack.up());
  expect(writes()).toEqual(onlyWrites({ uploads: [[B]] }));
});

it("two stacks that declare the same number two stacks that declare the same number hand it over without a request: let go with releaseRemoved: false, taken over with adoptExisting: true", async () => {
  const live = await stacks.applied(desks([A, B], { releaseRemoved: false }));
  const { stack, emulator } = live;
  emulator.portal.age([A, B], 2 * DAY_MS);
  emulator.portal.assign(B);
  const writes = watchWrites(emulator);
  stack.write(desks([A], { releaseRemoved: false }));
  expect(succeeded(await stack.up())).toContain(
    `${B}: no longer held by this allocation and left in tenant ${TENANT}`,
  );
  const second = await otherStack(live, desks([B], { adoptExisting: true }));
  expect(succeeded(await second.preview())).toContain(
    "takes over 1 of 1 number already in the tenant; destroying",
  );
  succeeded(await second.up());
  second.write(desks([B]));
  succeeded(await second.up());
  succeeded(await second.preview({ args: ["--expect-no-changes"] }));
  await live.expectNoChanges();
  expect(writes()).toEqual(onlyWrites({}));
  succeeded(await stack.destroy());
  expect(live.held()).toEqual([B]);
  expect(writes()).toEqual(onlyWrites({ releases: [[A]] }));
});
