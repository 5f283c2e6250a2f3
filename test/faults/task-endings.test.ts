import { type Bench, TASK_TIMEOUT_MS } from "./support/bench";
import { expectConvergence, expectGuarantees, expectUploadedOnce } from "./support/cell";
import type { Desk } from "./support/desk";
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

let bench: Bench;
let desk: Desk;
useDesk((opened) => {
  desk = opened;
  bench = opened.bench;
});

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

describe("an upload task that ends as", () => {
  it.each(FAILURES)("%s has done its work where all numbers are in place", async (status) => {
    spoilTask(desk, { operation: "upload", status });
    const { attempt, took } = await create(desk);
    expect(attempt.error).toBeUndefined();
    expect(took).toBeLessThan(30_000);
    expect(desk.state).toMatchObject({ numbers: { [ALL]: 24 }, numberCount: 24 });
    await expectConvergence(desk, LARGE.numbers);
    expect(sentSizes(desk)).toEqual([24]);
  });

  it.each(FAILURES)("%s names all numbers where none is in place", async (status) => {
    spoilTask(desk, { operation: "upload", status, skip: ALL });
    const { attempt, message, took } = await create(desk);
    expect(message).toContain(`0 of 24 numbers are in place`);
    expect(message).toContain(
      `${ALL} (24 numbers): not in the tenant, and the task does not say why (task wup_`,
    );
    expect(message).toMatch(new RegExp(`ended ${status}\\)$`));
    expect(took).toBeLessThan(isPartial(status) ? 45_000 : 30_000);
    expect(desk.state).toMatchObject({ numbers: {}, numberCount: 0 });
    if (isPartial(status)) expect(desk.state).toMatchObject({ pending: { [ALL]: 24 } });
    else expect(desk.state).not.toHaveProperty("pending");
    expectGuarantees(desk, attempt);
    await expectConvergence(desk, LARGE.numbers);
    expect(sentSizes(desk)).toEqual([24, 24]);
    expectUploadedOnce(desk, LARGE.numbers);
  });

  it.each(SOME)("%s leaves the next run just the numbers that it refused", async (status) => {
    const messages = [{ level: "Error" as const, message: "Number +61395556911: held by another operator" }];
    spoilTask(desk, { operation: "upload", status, skip: THREE, messages });
    const { attempt, message } = await create(desk);
    expect(message).toContain("21 of 24 numbers are in place");
    expect(message).toContain("+61395556911: Number …: held by another operator (task wup_");
    expect(message).toContain("+61395556910, +61395556912 (2 numbers): not in the tenant, and the task");
    expect(desk.state).toMatchObject({ numberCount: 21 });
    expectGuarantees(desk, attempt);
    await expectConvergence(desk, LARGE.numbers);
    expect(sentSizes(desk)).toEqual([24, 3]);
    expectUploadedOnce(desk, LARGE.numbers);
  });
});

describe("a release task that ends as", () => {
  it.each(SOME)("%s has done its work where all numbers are gone", async (status) => {
    spoilTask(desk, { operation: "release", status });
    const { attempt, took } = await update(desk);
    expect(attempt.error).toBeUndefined();
    expect(took).toBeLessThan(60_000);
    await expectConvergence(desk, LARGE.changed);
    expect(bench.watch.releases).toHaveLength(1);
  });

  it.each(SOME)("%s names all numbers where none is gone, and the uploads are done", async (status) => {
    spoilTask(desk, { operation: "release", status, skip: LEFT });
    const { attempt, message, took } = await update(desk);
    expect(message).toContain(
      `${LEFT} (6 numbers): not released: still in the tenant, and the task does not say why (task tsk_`,
    );
    expect(message).toMatch(new RegExp(`ended ${status}\\)$`));
    expect(took).toBeLessThan(60_000);
    expect(desk.state).toMatchObject({ numbers: WITH_LEFT });
    expectGuarantees(desk, attempt);
    await expectConvergence(desk, LARGE.changed);
    expect([sentSizes(desk), bench.watch.releases.length]).toEqual([[6], 2]);
  });
});

describe("a task that stays", () => {
  it.each(OPEN)("%s is believed to have ended when its numbers are in place", async (status) => {
    spoilTask(desk, { operation: "upload", status });
    const { attempt, took } = await create(desk);
    expect(attempt.error).toBeUndefined();
    expect(took).toBeGreaterThanOrEqual(TASK_TIMEOUT_MS);
    await expectConvergence(desk, LARGE.numbers);
    expect(sentSizes(desk)).toEqual([24]);
  });

  it("InProgress keeps its numbers pending, and nothing is sent again while it does", async () => {
    const status = "InProgress";
    spoilTask(desk, { operation: "upload", status, skip: ALL });
    const { attempt, message } = await create(desk);
    expect(message).toContain(`${ALL} (24 numbers): uploaded and not seen in the tenant yet (task wup_`);
    expect(message).toContain(`has not ended after 300 s (status ${status}); liveplatform:taskTimeout sets`);
    expect(desk.state).toMatchObject({ numbers: {}, pending: { [ALL]: 24 } });
    expectGuarantees(desk, attempt);
    expect(await up(desk, LARGE.numbers)).toMatch(
      /24 numbers\): still on their way \(task wup_.* run pulumi up again/,
    );
    expect(sentSizes(desk)).toEqual([24]);
    forgetTasks(desk);
    await expectConvergence(desk, LARGE.numbers);
    expect(sentSizes(desk)).toEqual([24, 24]);
    expectUploadedOnce(desk, LARGE.numbers);
  });

  it.each([400, 410])("is over where the task is forgotten, and that is told by a %i", async (status) => {
    spoilTask(desk, { operation: "upload", status: "InProgress", skip: ALL });
    await create(desk);
    expect(desk.state).toMatchObject({ numbers: {}, pending: { [ALL]: 24 } });
    forgetTasks(desk, status);
    await expectConvergence(desk, LARGE.numbers);
    expect(sentSizes(desk)).toEqual([24, 24]);
    expectUploadedOnce(desk, LARGE.numbers);
  });

  it.each(OPEN)("%s is no reason to think that a release was done", async (status) => {
    spoilTask(desk, { operation: "release", status, skip: LEFT });
    const { attempt, message } = await update(desk);
    expect(message).toContain(
      `${LEFT} (6 numbers): not released: still in the tenant, and the task does not say why`,
    );
    expect(message).toContain(`has not ended after 300 s (status ${status})`);
    expectGuarantees(desk, attempt);
    await expectConvergence(desk, LARGE.changed);
    expect(bench.watch.releases).toHaveLength(2);
  });
});
