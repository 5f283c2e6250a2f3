import { mkdirSync, rmSync } from "node:fs";
import { killDuring } from "./support/kill";
import {
  DESTROY,
  UP,
  appliedOnDemand,
  desks,
  expectConverged,
  expectReleased,
  onDemand,
  tasksEnd,
} from "./support/killed-runs";
import { TENANT, failed, succeeded } from "./support/live-stack";

import { until } from "./support/until";
import { useLiveStack } from "./support/use-live-stack";

const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"];
const stacks = useLiveStack();

it("an up that is killed while its upload runs is completed by the next one when its provider lived on and has finished the create", async () => {
  const live = await stacks.create({ program: desks(A, B), emulator: onDemand });
  const { stack, emulator } = live;
  const moment = (): boolean => emulator.requestsTo("task").length > 0;
  await killDuring(stack, { command: UP, moment, providers: false });
  expect(stack.providers()).toHaveLength(1);
  tasksEnd(live);
  expect(succeeded(await stack.up())).toContain("takes over 2 of 2");
  expect(emulator.counts.uploads).toBe(1);
  await expectConverged(live, [A, B]);
});

it("an up that is killed while its upload runs is completed by the next one, which waits for the task where it still runs", async () => {
  const live = await stacks.create({ program: desks(A, B), emulator: onDemand });
  const { stack, emulator } = live;
  await killDuring(stack, { command: UP, moment: () => emulator.requestsTo("task").length > 0 });
  const polls = emulator.requestsTo("task").length;
  const next = stack.up();
  await until("the task is awaited again", () => emulator.requestsTo("task").length > polls);
  tasksEnd(live);
  succeeded(await next);
  expect(emulator.counts.uploads).toBe(1);
  await expectConverged(live, [A, B]);
});

it("an up that is killed while its upload runs is completed by one on another machine where that is allowed, and no number is uploaded twice", async () => {
  const live = await stacks.create({ program: desks(A, B), emulator: onDemand });
  const { stack, emulator } = live;
  await killDuring(stack, { command: UP, moment: () => emulator.requestsTo("task").length > 0 });
  rmSync(stack.temporaryDir, { recursive: true });
  mkdirSync(stack.temporaryDir);
  const other = stack.spawn(UP);
  await until("it has uploaded, as it sees nothing yet", () => emulator.counts.uploads === 2);
  tasksEnd(live);
  expect(failed(await other.result)).toContain("brought in by another upload at the same moment");
  const refused = failed(await stack.up());
  expect(refused).toContain(`LIVEPLATFORM_ADOPT_INTERRUPTED=${TENANT} pulumi up`);
  succeeded(await stack.up({ env: { LIVEPLATFORM_ADOPT_INTERRUPTED: TENANT } }));
  await expectConverged(live, [A, B]);
});

it("a run that is killed while it releases is completed by the next destroy while the release still runs, and nothing is left", async () => {
  const live = await appliedOnDemand(stacks, desks(A, B));
  const { stack, emulator } = live;
  await killDuring(stack, { command: DESTROY, moment: () => emulator.requestsTo("release").length === 1 });
  const looks = emulator.counts.numberGets;
  const again = stack.destroy();
  await until("it has looked at the numbers", () => emulator.counts.numberGets > looks);
  tasksEnd(live);
  succeeded(await again);
  expect(live.held()).toEqual([]);
  expectReleased(live, [A, B]);
});

it("a run that is killed while it releases is completed by the next up when it took numbers out of an allocation", async () => {
  const live = await appliedOnDemand(stacks, desks(A, B, C));
  const { stack, emulator } = live;
  stack.write(desks(A));
  await killDuring(stack, { command: UP, moment: () => emulator.requestsTo("release").length === 1 });
  tasksEnd(live);
  succeeded(await stack.up());
  expect(live.held()).toEqual([A]);
  expect([A, B, C].map((number) => emulator.releasesOf(number))).toEqual([0, 1, 1]);
  expect(emulator.counts).toMatchObject({ uploads: 1, releases: 1 });
  await live.expectNoChanges();
});
