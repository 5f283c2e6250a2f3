import { killDuring } from "../engine/support/kill";
import {
  DESTROY,
  TASK_MS,
  UP,
  appliedOnDemand,
  desks,
  expectConverged,
  expectReleased,
  onDemand,
  tasksEnd,
} from "../engine/support/killed-runs";
import { OTHER_PROFILE, PROFILE, TENANT, succeeded } from "../engine/support/live-stack";

import { until } from "../engine/support/until";
import { useLiveStack } from "../engine/support/use-live-stack";

const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"];
const stacks = useLiveStack();

it("an up that is killed again, before the engine has saved what the second found, is completed by the third", async () => {
  const live = await stacks.create({ program: desks(A, B), emulator: onDemand });
  const { stack, emulator } = live;
  await killDuring(stack, { command: UP, moment: () => emulator.requestsTo("task").length > 0 });
  const polls = emulator.requestsTo("task").length;
  const moment = (): boolean => emulator.requestsTo("task").length > polls;
  await killDuring(stack, { command: UP, moment, providers: false });
  const looks = emulator.counts.numberGets;
  tasksEnd(live);
  await until("the provider that lived on has looked", () => emulator.counts.numberGets > looks);
  stack.killProviders();
  expect(succeeded(await stack.preview())).toContain("takes over 2 of 2");
  expect(succeeded(await stack.up())).toContain("takes over 2 of 2");
  expect(emulator.counts.uploads).toBe(1);
  await expectConverged(live, [A, B]);
});

it("an up that is killed while its upload runs is completed by the next one when the provider died before the answer to its upload", async () => {
  const live = await stacks.create({ program: desks(A, B, C) });
  const { stack, emulator } = live;
  emulator.fail({ verb: "POST", path: "/upload", when: "after", delayMs: TASK_MS, times: 1 });
  const moment = (): boolean => emulator.requestsTo("upload").length === 1;
  await killDuring(stack, { command: UP, moment });
  await until("the task has ended", () => emulator.numbers().length === 3);
  succeeded(await stack.up());
  expect(emulator.counts.uploads).toBe(1);
  await expectConverged(live, [A, B, C]);
});

it("an up that is killed while its upload runs is completed by the next one when it added numbers to an allocation", async () => {
  const live = await appliedOnDemand(stacks, desks(A));
  const { stack, emulator } = live;
  stack.write(desks(A, B));
  const polls = emulator.requestsTo("task").length;
  await killDuring(stack, { command: UP, moment: () => emulator.requestsTo("task").length > polls });
  tasksEnd(live);
  succeeded(await stack.up());
  expect(emulator.counts.uploads).toBe(2);
  await expectConverged(live, [A, B]);
});

it("a run that is killed while it releases is completed by the next destroy when the release has ended, though the tenant is empty", async () => {
  const live = await appliedOnDemand(stacks, desks(A, B));
  const { stack, emulator } = live;
  await killDuring(stack, { command: DESTROY, moment: () => emulator.requestsTo("release").length === 1 });
  tasksEnd(live);
  succeeded(await stack.destroy());
  expectReleased(live, [A, B]);
});

it("a run that is killed while it releases is completed by the next destroy when the release has ended and the tenant has other numbers", async () => {
  const live = await appliedOnDemand(stacks, desks(A, B));
  const { stack, emulator } = live;
  emulator.portal.add(TENANT, C);
  await killDuring(stack, { command: DESTROY, moment: () => emulator.requestsTo("release").length === 1 });
  tasksEnd(live);
  succeeded(await stack.destroy());
  expect(live.held()).toEqual([C]);
  expectReleased(live, [A, B]);
});

it("a run that is killed while it releases is completed by the next up when it died between the release and the upload of a repair", async () => {
  const live = await stacks.applied(desks(A, B));
  const { stack, emulator } = live;
  emulator.portal.reprofile(A, OTHER_PROFILE);
  const blind = emulator.fail({ verb: "GET", path: "/task/", delayMs: TASK_MS });
  await killDuring(stack, { command: UP, moment: () => emulator.releasesOf(A) === 1 });
  blind.remove();
  expect(live.held()).toEqual([B]);
  succeeded(await stack.up());
  expect(emulator.numbers().map(({ callingProfileId }) => callingProfileId)).toEqual([PROFILE, PROFILE]);
  expect([A, B].map((number) => emulator.uploadsOf(number))).toEqual([2, 1]);
  expect([A, B].map((number) => emulator.releasesOf(number))).toEqual([1, 0]);
  await live.expectNoChanges();
});
