import { TENANT } from "./support/bench";
import { establish, expectConvergence, expectGuarantees, held, notDone } from "./support/cell";
import { LARGE, checked } from "./support/looks";
import {
  ADDED,
  ALL,
  KEPT,
  LEFT,
  THREE,
  WITH_LEFT,
  create,
  forgetTasks,
  releasedSizes,
  sentSizes,
  spoilTask,
  timed,
  update,
} from "./support/tasks";
import { useDesk } from "./support/use-desk";

const desk = useDesk();
const { bench } = desk;
const SKIPPED = "+61395556905";

it("a task that hangs keeps the numbers of an upload pending, until the platform forgets it", async () => {
  spoilTask(desk, { operation: "upload", hang: true });
  const { attempt } = await create(desk);
  expect(desk.state).toMatchObject({ numbers: {}, pending: { [ALL]: 24 } });
  expectGuarantees(desk, attempt);
  forgetTasks(desk);
  await expectConvergence(desk, LARGE.numbers);
  expect(sentSizes(desk)).toEqual([24, 24]);
});

it("a task that hangs keeps the numbers of a release in the state, until they are gone", async () => {
  spoilTask(desk, { operation: "release", hang: true });
  const { attempt } = await update(desk);
  expect(notDone(attempt.error)).toEqual({ being_released: LEFT });
  expect(desk.state).toMatchObject({ numbers: WITH_LEFT });
  expectGuarantees(desk, attempt);
  bench.emulator.portal.remove(TENANT, LEFT);
  await expectConvergence(desk, LARGE.changed);
  expect(bench.watch.releases).toHaveLength(1);
});

it.each(["upload", "release"] as const)(
  "a task that vanishes is no failure where the %s was done",
  async (operation) => {
    spoilTask(desk, { operation, vanish: true, numbers: [ADDED, LEFT] });
    const { attempt } = await update(desk);
    expect(attempt.error).toBeUndefined();
    await expectConvergence(desk, LARGE.changed);
    expect([sentSizes(desk), bench.watch.releases.length]).toEqual([[6], 1]);
  },
);

it("a task that vanishes keeps what it did not upload as pending, and the next run sends that", async () => {
  spoilTask(desk, { operation: "upload", vanish: true, skip: ADDED, numbers: ADDED });
  const { attempt } = await update(desk);
  expect(notDone(attempt.error)).toEqual({ not_seen: ADDED });
  expect(desk.state).toMatchObject({ numbers: { [KEPT]: 18 }, pending: { [ADDED]: 6 } });
  expectGuarantees(desk, attempt);
  await expectConvergence(desk, LARGE.changed);
  expect(sentSizes(desk)).toEqual([6, 6]);
});

it("a task that vanishes names what it did not release, and the next run releases that", async () => {
  spoilTask(desk, { operation: "release", vanish: true, skip: LEFT });
  const { attempt } = await update(desk);
  expect(notDone(attempt.error)).toEqual({ not_released: LEFT });
  expectGuarantees(desk, attempt);
  await expectConvergence(desk, LARGE.changed);
  expect(bench.watch.releases).toHaveLength(2);
});

it("a task that says success keeps what it did not upload as pending, and the next run sends just that", async () => {
  spoilTask(desk, { operation: "upload", skip: THREE });
  const { attempt } = await create(desk);
  expect(notDone(attempt.error)).toEqual({ not_seen: THREE });
  expect(desk.state).toMatchObject({ numberCount: 21, pending: { [THREE]: 3 } });
  expectGuarantees(desk, attempt);
  await expectConvergence(desk, LARGE.numbers);
  expect(sentSizes(desk)).toEqual([24, 3]);
});

it("a task that says success names what it did not release, and the next run releases just that", async () => {
  const two = "+61395556901..+61395556902";
  spoilTask(desk, { operation: "release", skip: two });
  const { attempt } = await update(desk);
  expect(notDone(attempt.error)).toEqual({ not_released: two });
  expect(held(desk).size).toBe(26);
  expectGuarantees(desk, attempt);
  await expectConvergence(desk, LARGE.changed);
  expect(releasedSizes(desk)).toEqual([6, 2]);
});

describe("a task that is to unassign numbers in use", () => {
  const USED = "+61395556903..+61395556904";
  const NOT_USED = ["+61395556900..+61395556902", "+61395556905"];

  /** Of the six numbers that leave, two are in use. */
  async function unassign(rule: Parameters<typeof spoilTask>[1]) {
    desk.options = { unassignOnRelease: true };
    await establish(desk, LARGE.numbers);
    bench.emulator.portal.assign(USED);
    const inputs = await checked(desk, LARGE.changed, {});
    spoilTask(desk, { operation: "unassign", ...rule });
    return timed(desk, () => desk.update(inputs));
  }

  it.each([
    { how: "a failure", rule: { status: "Failed" } },
    { how: "an unknown status", rule: { status: "Quarantined" } },
    { how: "no end", rule: { status: "InProgress" } },
    { how: "no task any more", rule: { vanish: true } },
  ])("a task that has unassigned numbers in use: $how is no reason not to release them", async ({ rule }) => {
    const { attempt } = await unassign(rule);
    expect(attempt.error).toBeUndefined();
    expect(releasedSizes(desk)).toEqual([6]);
    await expectConvergence(desk, LARGE.changed);
    expect([sentSizes(desk), releasedSizes(desk)]).toEqual([[6], [6]]);
  });

  it.each([
    { how: "a success", rule: { status: "CompletedSuccess" } },
    { how: "a failure", rule: { status: "Failed" } },
    { how: "an unknown status", rule: { status: "Quarantined" } },
    { how: "no end", rule: { status: "InProgress" } },
    { how: "no task any more", rule: { vanish: true } },
  ])(
    "a task that has not unassigned numbers in use: after $how the others are released, and those are named",
    async ({ rule }) => {
      const { attempt } = await unassign({ ...rule, skip: USED });
      expect(notDone(attempt.error)).toEqual({ not_unassigned: USED });
      expect(bench.watch.releases.map((numbers) => numbers.keys())).toEqual([NOT_USED]);
      expect(desk.state).toMatchObject({ numbers: { [USED]: 2, "+61395556906..+61395556929": 24 } });
      expectGuarantees(desk, attempt);
      await expectConvergence(desk, LARGE.changed);
      expect([sentSizes(desk), releasedSizes(desk)]).toEqual([[6], [4, 2]]);
    },
  );
});

it("a release whose task says success forgets no number, though the list is empty all the time", async () => {
  await establish(desk, LARGE.numbers);
  const inputs = await checked(desk, LARGE.changed, {});
  spoilTask(desk, { operation: "release", skip: SKIPPED });
  bench.emulator.fail({ kind: "list", tenant: TENANT, empty: true });
  const { attempt } = await timed(desk, () => desk.update(inputs));
  expect(notDone(attempt.error)).toMatchObject({ not_released: SKIPPED });
  expectGuarantees(desk, attempt);
});
