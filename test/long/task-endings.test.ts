import type { FaultRule } from "../../emulator";
import { expandNumbers } from "../../emulator/e164";
import { expectClean } from "../engine/support/drift";
import {
  type LiveStack,
  type LiveStackOptions,
  TENANT,
  allocation,
  failed,
  program,
  range,
  succeeded,
} from "../engine/support/live-stack";
import { useLiveStack } from "../engine/support/use-live-stack";
import { onlyWrites, watchWrites } from "../engine/support/writes";

const ALL = "+61395556900..+61395556929";
const desks = program(allocation("desks", { phoneNumberRanges: [range("+61395556900", "+61395556929")] }));
const IMPATIENT = { LIVEPLATFORM_TASK_TIMEOUT: "300ms" };

const stacks = useLiveStack();
let live: LiveStack;

async function start(options: Partial<LiveStackOptions> = {}): Promise<void> {
  live = await stacks.create({ program: desks, ...options });
}

/** All thirty are there, in one piece, and an upload brought each of them about once. */
function expectUploadedOnce(): void {
  expect(live.outputs("desks")).toMatchObject({ numbers: { [ALL]: 30 }, numberCount: 30 });
  expect(live.outputs("desks")).not.toHaveProperty("pending");
  for (const number of expandNumbers(ALL)) expect(live.emulator.uploadsOf(number)).toBe(1);
  expect(live.emulator.counts.releases).toBe(0);
}

describe("an upload whose answer is lost", () => {
  const lost: FaultRule = { path: "/action/upload", drop: true, times: 1 };

  it("converges in the same run where its numbers turn up soon", async () => {
    await start();
    live.emulator.fail({ ...lost, when: "after" });
    const writes = watchWrites(live.emulator);
    succeeded(await live.stack.up());
    expect(writes()).toEqual(onlyWrites({ uploads: [ALL] }));
    expectUploadedOnce();
    await expectClean(live.stack);
  });

  it("uploads in the next run what never arrived", async () => {
    await start();
    live.emulator.fail(lost);
    const writes = watchWrites(live.emulator);
    expect(failed(await live.stack.up())).toContain(
      "the answer to the upload was lost: POST /api/v2/oc/numbers",
    );
    expect(live.held()).toEqual([]);
    succeeded(await live.stack.up());
    expect(writes()).toEqual(onlyWrites({ uploads: [ALL, ALL] }));
    expectUploadedOnce();
  });
});

describe("a task that does not end in time", () => {
  async function startLate(): Promise<void> {
    await start({ emulator: { taskDurationMs: 3_600_000 } });
    const output = failed(await live.stack.up({ env: IMPATIENT }));
    expect(output).toMatch(
      /\+61395556900\.\.\+61395556929 \(30 numbers\): uploaded and not seen in the tenant yet \(task wup_\S+ has not ended after .*liveplatform:taskTimeout sets how long to wait\)/,
    );
    expect(live.outputs("desks")).toMatchObject({ numbers: {}, pending: { [ALL]: 30 }, numberCount: 0 });
  }

  it("and ends between two runs, needs no second upload either", async () => {
    await startLate();
    live.emulator.advance(3_600_000);
    const writes = watchWrites(live.emulator);
    succeeded(await live.stack.up());
    expect(writes()).toEqual(onlyWrites({}));
    expectUploadedOnce();
  });

  it("a task in an unknown status is waited for in one run and named in the next, which uploads again", async () => {
    await start({ env: IMPATIENT });
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
    expectUploadedOnce();
    await expectClean(live.stack);
  });

  it("keeps a destroy from forgetting its numbers: in the end none is left", async () => {
    await startLate();
    const first = failed(await live.stack.destroy({ env: IMPATIENT }));
    expect(first).toContain(
      `0 of 30 numbers of tenant ${TENANT} have been released. The resource stays in the state`,
    );
    expect(first).toContain("has not ended after");
    expect(live.stack.resource("desks")).toBeDefined();

    const destroy = live.stack.spawn(["destroy", "--yes", "--skip-preview"]);
    await destroy.waitForOutput(/waiting for 30 numbers of an earlier run/);
    live.emulator.advance(3_600_000);
    await destroy.waitForOutput(/\d+ s InProgress · releasing 30 numbers · task/);
    live.emulator.advance(3_600_000);
    succeeded(await destroy.result);
    expect(live.held()).toEqual([]);
    expect(live.stack.state().resources).toEqual([]);
    for (const number of expandNumbers(ALL)) expect(live.emulator.releasesOf(number)).toBe(1);
  });
});

describe("a task whose word is not its deed", () => {
  const upload = { kind: "task", operation: "upload", times: 1 } as const;

  it("is a success where all numbers are in place: it vanished, it failed, it never ends", async () => {
    const [vanished, failing, endless] = ["+61395556900", "+61395556910", "+61395556920"];
    const five = (first: string): string => `${first}..${first.slice(0, -1)}4`;
    const declare = (name: string, first: string): string =>
      // Uploads with other tickets share no request.
      allocation(name, { phoneNumberRanges: [range(first, `${first.slice(0, -1)}4`)], ticketId: name });
    await start({
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

  it("is waited for in a state that nobody knows, which is shown", async () => {
    await start({ emulator: { taskDurationMs: 1_000, taskStatus: { running: "Simmering" } } });
    expect(succeeded(await live.stack.up())).toMatch(/\d+ s Simmering · uploading 30 numbers · task wup_/);
    expectUploadedOnce();
    expect(live.emulator.counts).toMatchObject({ uploads: 1 });
  });
});
