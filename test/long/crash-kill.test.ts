import { killDuring } from "../engine/support/kill";
import { type LiveStack, allocation, failed, program, range, succeeded } from "../engine/support/live-stack";

import { until } from "../engine/support/until";
import { useLiveStack } from "../engine/support/use-live-stack";
import { onlyWrites, watchWrites } from "../engine/support/writes";
import { TASK_MS, UP, liveOnDemand, untilWith } from "./support/on-demand";

const [A, B, C, D] = ["+61395556900", "+61395556901", "+61395556902", "+61395556903"];
const HOUR_MS = 60 * 60 * 1000;

const stacks = useLiveStack();

function desks(...phoneNumbers: readonly (string | undefined)[]): string {
  return program(allocation("desks", { phoneNumbers }));
}

async function expectConverged(
  live: LiveStack,
  { numbers, uploads }: { numbers: readonly string[]; uploads: number },
): Promise<void> {
  expect(live.held()).toEqual(numbers);
  expect([...new Set(numbers.map((number) => live.emulator.uploadsOf(number)))]).toEqual([1]);
  expect(live.emulator.counts).toMatchObject({ uploads, numbersUploaded: numbers.length, releases: 0 });
  expect(live.outputs("desks")).toMatchObject({ numberCount: numbers.length });
  expect(live.outputs("desks")).not.toHaveProperty("pending");
  await live.expectNoChanges();
}

it("an up of which everything is killed before its upload is sent: the next one uploads, once", async () => {
  const live = await stacks.create({ program: desks(A, B) });
  const stuck = live.emulator.fail({ verb: "GET", path: "/numbers", delayMs: HOUR_MS });
  await killDuring(live.stack, { command: UP, moment: () => stuck.hits > 0 });
  stuck.remove();
  expect(live.emulator.counts.uploads).toBe(0);
  succeeded(await live.stack.up());
  await expectConverged(live, { numbers: [A, B], uploads: 1 });
});

it("an up of which everything is killed after its task, before the state is saved: the next one takes the numbers over", async () => {
  const live = await stacks.create({ program: desks(A, B) });
  const { stack, emulator } = live;
  // The look of check passes, that after the task does not.
  const stuck = emulator.fail({ verb: "GET", path: "/oc/numbers/", after: 2, delayMs: HOUR_MS });
  await killDuring(stack, { command: UP, moment: () => stuck.hits > 0 });
  expect(live.held()).toEqual([A, B]);
  stuck.remove();
  const next = succeeded(await stack.up());
  expect(next).toContain(
    "takes over 2 of 2 numbers already in the tenant; destroying this stack will release them (2 of them left by an interrupted run",
  );
  await expectConverged(live, { numbers: [A, B], uploads: 1 });
});

it("an up of which everything is killed between two of its uploads of 1,000: the next one uploads the rest, and no number twice", async () => {
  const six = program(allocation("desks", { phoneNumberRanges: [range("+61395550000", "+61395555999")] }));
  const live = await stacks.create({ program: six });
  const { stack, emulator } = live;
  // Five are under way side by side: the fifth never arrives, and the sixth waits for a lane.
  const stuck = emulator.fail({ verb: "POST", path: "/upload", after: 4, delayMs: HOUR_MS });
  const moment = (): boolean => stuck.hits > 0 && emulator.counts.numbersUploaded === 4000;
  await killDuring(stack, { command: UP, moment });
  stuck.remove();
  expect(succeeded(await stack.up())).toContain("takes over 4,000 of 6,000 numbers");
  const held = live.held();
  expect(held).toHaveLength(6000);
  expect(emulator.counts).toMatchObject({ numbersUploaded: 6000, releases: 0 });
  expect([...new Set(held.map((number) => emulator.uploadsOf(number)))]).toEqual([1]);
  await live.expectNoChanges();
});

it("an up of which everything is killed after it has taken numbers out and added others, before either is saved: the next one writes nothing", async () => {
  const live = await stacks.applied(desks(A, B));
  const { stack, emulator } = live;
  stack.write(desks(B, C, D));
  const stuck = emulator.fail({ verb: "POST", path: "/upload", when: "after", delayMs: HOUR_MS });
  await killDuring(stack, { command: UP, moment: () => emulator.numbers().length === 3 });
  stuck.remove();
  expect(live.held()).toEqual([B, C, D]);
  const writes = watchWrites(emulator);
  const next = succeeded(await stack.up());
  expect(next).toContain("takes over 2 of 3 numbers");
  expect(writes()).toEqual(onlyWrites({}));
  expect([A, B, C, D].map((number) => emulator.uploadsOf(number))).toEqual([1, 1, 1, 1]);
  expect([A, B, C, D].map((number) => emulator.releasesOf(number))).toEqual([1, 0, 0, 0]);
  await live.expectNoChanges();
});

it("an up of which only the CLI is killed, while the provider's process works on, sends no more of its uploads: the next one does", async () => {
  const numbers = { phoneNumberRanges: [range("+61395556900", "+61395556913")] };
  const env = { LIVEPLATFORM_MAX_NUMBERS_PER_REQUEST: "2" };
  const live = await liveOnDemand(stacks, program(allocation("desks", numbers)), { env });
  const { stack, emulator } = live;
  const tasksAwaited = (from = 0): number =>
    new Set(
      emulator
        .requestsTo("task")
        .slice(from)
        .map(({ path }) => path),
    ).size;
  await killDuring(stack, { command: UP, moment: () => tasksAwaited() === 5, providers: false });
  expect(stack.providers()).toHaveLength(1);
  emulator.advance(TASK_MS);
  const polls = emulator.requestsTo("task").length;
  await until(
    "the process without a CLI has seen that its tasks have ended",
    () => tasksAwaited(polls) === 5,
  );
  // It would send the sixth and the seventh in the same breath.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(emulator.counts.uploads).toBe(5);

  const next = stack.spawn(UP);
  await untilWith(next, "the others are sent", () => emulator.counts.uploads === 7);
  emulator.advance(TASK_MS);
  succeeded(await next.result);
  const held = live.held();
  expect(held).toHaveLength(14);
  expect(held.map((number) => emulator.uploadsOf(number))).toEqual(held.map(() => 1));
});

it("an up of which only the provider's process is killed fails in a sentence, leaves no lock, and the next one waits for the upload", async () => {
  const live = await liveOnDemand(stacks, desks(A, B));
  const { stack, emulator } = live;
  const up = stack.spawn(UP);
  await untilWith(up, "its task is awaited", () => emulator.requestsTo("task").length > 0);
  stack.killProviders();
  const output = failed(await up.result);
  expect(output).toContain("(desks):\n    error: error reading from server: EOF");
  expect(output).toContain("2 errored");
  const polls = emulator.requestsTo("task").length;
  const next = stack.spawn(UP);
  await untilWith(next, "the task is awaited again", () => emulator.requestsTo("task").length > polls);
  emulator.advance(TASK_MS);
  succeeded(await next.result);
  await expectConverged(live, { numbers: [A, B], uploads: 1 });
});
