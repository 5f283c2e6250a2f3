import { expandNumbers } from "../../emulator/e164";
import { expectClean } from "../engine/support/drift";
import { TENANT, allocation, failed, program, range, succeeded } from "../engine/support/live-stack";
import {
  ALL,
  HOUR_MS,
  IMPATIENT,
  SHORT,
  desks,
  expectUploadedOnce,
  startedLate,
} from "../engine/support/thirty";
import { useLiveStack } from "../engine/support/use-live-stack";
import { onlyWrites, watchWrites } from "../engine/support/writes";

const stacks = useLiveStack();

describe("an upload whose answer is lost", () => {
  const lost = { path: "/action/upload", drop: true, times: 1 } as const;

  it("an upload whose answer is lost converges in the same run where its numbers turn up soon", async () => {
    const live = await stacks.create({ program: desks });
    live.emulator.fail({ ...lost, when: "after" });
    const writes = watchWrites(live.emulator);
    succeeded(await live.stack.up());
    expect(writes()).toEqual(onlyWrites({ uploads: [ALL] }));
    expectUploadedOnce(live);
    await expectClean(live.stack);
  });

  it("an upload that never arrived, and whose answer is lost, is sent again by the next run", async () => {
    const live = await stacks.create({ program: desks });
    live.emulator.fail(lost);
    const writes = watchWrites(live.emulator);
    expect(failed(await live.stack.up())).toContain(
      "the answer to the upload was lost: POST /api/v2/oc/numbers",
    );
    expect(live.held()).toEqual([]);
    succeeded(await live.stack.up());
    expect(writes()).toEqual(onlyWrites({ uploads: [ALL, ALL] }));
    expectUploadedOnce(live);
  });

  it("an upload whose answer is lost is not forgotten by a destroy while its numbers are still on their way", async () => {
    const five = "+61395556900..+61395556904";
    const few = program(allocation("desks", { phoneNumberRanges: [range("+61395556900", "+61395556904")] }));
    const live = await stacks.create({ program: few, emulator: { taskDurationMs: HOUR_MS } });
    live.emulator.fail({ ...lost, when: "after" });
    failed(await live.stack.up({ env: SHORT }));
    expect(failed(await live.stack.destroy())).toContain(five);
    expect(live.outputs("desks")).toMatchObject({ pending: { [five]: 5 } });

    live.emulator.advance(HOUR_MS);
    const destroy = live.stack.spawn(["destroy", "--yes", "--skip-preview"]);
    await destroy.waitForOutput(/\d+ s InProgress · releasing 5 numbers · task/);
    live.emulator.advance(HOUR_MS);
    succeeded(await destroy.result);
    expect(live.held()).toEqual([]);
    expect(live.stack.state().resources).toEqual([]);
  });
});

it("a task that ends between two runs needs no second upload", async () => {
  const live = await startedLate(stacks);
  live.emulator.advance(HOUR_MS);
  const writes = watchWrites(live.emulator);
  succeeded(await live.stack.up());
  expect(writes()).toEqual(onlyWrites({}));
  expectUploadedOnce(live);
});

it("a task in an unknown status is waited for in one run and named in the next, which uploads again", async () => {
  const live = await stacks.create({ program: desks, env: IMPATIENT });
  live.emulator.fail({ kind: "task", operation: "upload", times: 1, status: "Simmering", skip: ALL });
  const writes = watchWrites(live.emulator);
  const first = failed(await live.stack.up());
  expect(first).toContain("(status Simmering)");
  expect(live.outputs("desks")).toMatchObject({ pending: { [ALL]: 30 } });
  const next = succeeded(await live.stack.up({ env: { LIVEPLATFORM_TASK_TIMEOUT: "10m" } }));
  expect(next).toMatch(
    /\+61395556900\.\.\+61395556929 \(30 numbers\): not in the tenant, and task wup_\S+ still shows the status Simmering/,
  );
  expect(next).toMatch(/waiting \d+ s to see whether 30 numbers arrived: task wup_/);
  expect(writes()).toEqual(onlyWrites({ uploads: [ALL, ALL] }));
  expectUploadedOnce(live);
  await expectClean(live.stack);
});

it("a task that does not end in time keeps a destroy from forgetting its numbers: in the end none is left", async () => {
  const live = await startedLate(stacks);
  const first = failed(await live.stack.destroy({ env: IMPATIENT }));
  expect(first).toContain(`0 of 30 numbers released from tenant ${TENANT}. The resource stays in the state`);
  expect(first).toContain("has not ended after");
  expect(live.stack.resource("desks")).toBeDefined();

  const destroy = live.stack.spawn(["destroy", "--yes", "--skip-preview"]);
  await destroy.waitForOutput(/waiting for 30 numbers of an earlier run/);
  live.emulator.advance(HOUR_MS);
  await destroy.waitForOutput(/\d+ s InProgress · releasing 30 numbers · task/);
  live.emulator.advance(HOUR_MS);
  succeeded(await destroy.result);
  expect(live.held()).toEqual([]);
  expect(live.stack.state().resources).toEqual([]);
  for (const number of expandNumbers(ALL)) expect(live.emulator.releasesOf(number)).toBe(1);
});

describe("a task whose word is not its deed", () => {
  const upload = { kind: "task", operation: "upload", times: 1 } as const;

  it("a task is a success where all its numbers are in place: it vanished, it failed, it never ends", async () => {
    const [vanished, failing, endless] = ["+61395556900", "+61395556910", "+61395556920"];
    const five = (first: string): string => `${first}..${first.slice(0, -1)}4`;
    const declare = (name: string, first: string): string =>
      // Uploads with other tickets share no request.
      allocation(name, { phoneNumberRanges: [range(first, `${first.slice(0, -1)}4`)], ticketId: name });
    const live = await stacks.create({
      program: program(declare("a", vanished), declare("b", failing), declare("c", endless)),
      env: IMPATIENT,
    });
    live.emulator.fail({ ...upload, numbers: vanished, vanish: true });
    live.emulator.fail({ ...upload, numbers: failing, status: "Failed" });
    live.emulator.fail({ ...upload, numbers: endless, status: "Simmering" });
    const writes = watchWrites(live.emulator);
    succeeded(await live.stack.up());
    const sent = [vanished, failing, endless].map(five);
    expect(writes().uploads.sort()).toEqual(onlyWrites({ uploads: sent }).uploads);
    for (const name of ["a", "b", "c"]) expect(live.outputs(name)).toMatchObject({ numberCount: 5 });
    await expectClean(live.stack);
  });

  it("a task in a state that nobody knows is waited for, and the state is shown", async () => {
    const live = await stacks.create({
      program: desks,
      emulator: { taskDurationMs: 1_000, taskStatus: { running: "Simmering" } },
    });
    expect(succeeded(await live.stack.up())).toMatch(/\d+ s Simmering · uploading 30 numbers · task wup_/);
    expectUploadedOnce(live);
    expect(live.emulator.counts).toMatchObject({ uploads: 1 });
  });
});
