import { TASK_TIMEOUT_MS } from "./support/bench";
import { expectConvergence, expectGuarantees, expectUploadedOnce, notDone } from "./support/cell";
import { LARGE } from "./support/looks";
import { up } from "./support/runs";
import {
  ALL,
  LEFT,
  THREE,
  WITH_LEFT,
  create,
  forgetTasks,
  sentSizes,
  spoilTask,
  update,
} from "./support/tasks";
import { useDesk } from "./support/use-desk";

const desk = useDesk();
const { bench } = desk;

const FAILURES = [
  ...["Failed", "FAILED", "failed", "Failure", "Error", "Faulted", "Cancelled", "Canceled", "Aborted"],
  ...["Rejected", "TimedOut", "Timed Out", "CompletedFailed", "CompletedError", "CompletedWithErrors"],
  ...["completed_with_errors", "PartiallySucceeded", "PartialSuccess", "Completed Partially"],
];
/** A failure of some: the others may still show, so they stay pending for the next run. */
const isPartial = (status: string): boolean => /partial|with/i.test(status);
/** What a status means is one question for all tasks: these ask the rest. */
const SOME = ["Failed", "CANCELLED", "CompletedWithErrors", "PartiallySucceeded", "Rejected"];
/** Statuses that nobody can know the meaning of, and the one that never changes. */
const OPEN = ["Quarantined", "Under Review", "InProgress"];

it.each(FAILURES)(
  "an upload task that ends as %s has done its work where all numbers are in place",
  async (status) => {
    spoilTask(desk, { operation: "upload", status });
    const { attempt, took } = await create(desk);
    expect(attempt.error).toBeUndefined();
    expect(took).toBeLessThan(30_000);
    expect(desk.state).toMatchObject({ numbers: { [ALL]: 24 }, numberCount: 24 });
    await expectConvergence(desk, LARGE.numbers);
    expect(sentSizes(desk)).toEqual([24]);
  },
);

it.each(FAILURES)(
  "an upload task that ends as %s names all numbers where none is in place",
  async (status) => {
    spoilTask(desk, { operation: "upload", status, skip: ALL });
    const { attempt, took } = await create(desk);
    expect(notDone(attempt.error)).toEqual({ refused: ALL });
    expect(took).toBeLessThan(isPartial(status) ? 45_000 : 30_000);
    expect(desk.state).toMatchObject({ numbers: {}, numberCount: 0 });
    if (isPartial(status)) expect(desk.state).toMatchObject({ pending: { [ALL]: 24 } });
    else expect(desk.state).not.toHaveProperty("pending");
    expectGuarantees(desk, attempt);
    await expectConvergence(desk, LARGE.numbers);
    expect(sentSizes(desk)).toEqual([24, 24]);
    expectUploadedOnce(desk, LARGE.numbers);
  },
);

it.each(SOME)(
  "an upload task that ends as %s leaves the next run just the numbers that it refused",
  async (status) => {
    const messages = [{ level: "Error" as const, message: "Number +61395556911: held by another operator" }];
    spoilTask(desk, { operation: "upload", status, skip: THREE, messages });
    const { attempt, message } = await create(desk);
    expect(notDone(attempt.error)).toEqual({ refused: THREE });
    expect(message).toContain("held by another operator");
    expect(desk.state).toMatchObject({ numberCount: 21 });
    expectGuarantees(desk, attempt);
    await expectConvergence(desk, LARGE.numbers);
    expect(sentSizes(desk)).toEqual([24, 3]);
    expectUploadedOnce(desk, LARGE.numbers);
  },
);

it.each(SOME)(
  "a release task that ends as %s has done its work where all numbers are gone",
  async (status) => {
    spoilTask(desk, { operation: "release", status });
    const { attempt, took } = await update(desk);
    expect(attempt.error).toBeUndefined();
    expect(took).toBeLessThan(60_000);
    await expectConvergence(desk, LARGE.changed);
    expect(bench.watch.releases).toHaveLength(1);
  },
);

it.each(SOME)(
  "a release task that ends as %s names all numbers where none is gone, and the uploads are done",
  async (status) => {
    spoilTask(desk, { operation: "release", status, skip: LEFT });
    const { attempt, took } = await update(desk);
    expect(notDone(attempt.error)).toEqual({ not_released: LEFT });
    expect(took).toBeLessThan(60_000);
    expect(desk.state).toMatchObject({ numbers: WITH_LEFT });
    expectGuarantees(desk, attempt);
    await expectConvergence(desk, LARGE.changed);
    expect([sentSizes(desk), bench.watch.releases.length]).toEqual([[6], 2]);
  },
);

it.each(OPEN)(
  "a task that stays %s is believed to have ended when its numbers are in place",
  async (status) => {
    spoilTask(desk, { operation: "upload", status });
    const { attempt, took } = await create(desk);
    expect(attempt.error).toBeUndefined();
    expect(took).toBeGreaterThanOrEqual(TASK_TIMEOUT_MS);
    await expectConvergence(desk, LARGE.numbers);
    expect(sentSizes(desk)).toEqual([24]);
  },
);

it("a task that stays InProgress keeps its numbers pending, and nothing is sent again while it does", async () => {
  const status = "InProgress";
  spoilTask(desk, { operation: "upload", status, skip: ALL });
  const { attempt, took } = await create(desk);
  expect(notDone(attempt.error)).toEqual({ not_seen: ALL });
  expect(took).toBeGreaterThanOrEqual(TASK_TIMEOUT_MS);
  expect(desk.state).toMatchObject({ numbers: {}, pending: { [ALL]: 24 } });
  expectGuarantees(desk, attempt);
  expect(notDone(await up(desk, LARGE.numbers))).toEqual({ on_their_way: ALL });
  expect(sentSizes(desk)).toEqual([24]);
  forgetTasks(desk);
  await expectConvergence(desk, LARGE.numbers);
  expect(sentSizes(desk)).toEqual([24, 24]);
  expectUploadedOnce(desk, LARGE.numbers);
});

it.each([400, 410])(
  "a task that stays is over where the task is forgotten, and that is told by a %i",
  async (status) => {
    spoilTask(desk, { operation: "upload", status: "InProgress", skip: ALL });
    await create(desk);
    expect(desk.state).toMatchObject({ numbers: {}, pending: { [ALL]: 24 } });
    forgetTasks(desk, status);
    await expectConvergence(desk, LARGE.numbers);
    expect(sentSizes(desk)).toEqual([24, 24]);
    expectUploadedOnce(desk, LARGE.numbers);
  },
);

it.each(OPEN)("a task that stays %s is no reason to think that a release was done", async (status) => {
  spoilTask(desk, { operation: "release", status, skip: LEFT });
  const { attempt, took } = await update(desk);
  expect(notDone(attempt.error)).toEqual({ being_released: LEFT });
  expect(took).toBeGreaterThanOrEqual(TASK_TIMEOUT_MS);
  expectGuarantees(desk, attempt);
  await expectConvergence(desk, LARGE.changed);
  expect(bench.watch.releases).toHaveLength(2);
});
