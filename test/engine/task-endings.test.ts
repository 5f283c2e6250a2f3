import type { FaultRule } from "../../emulator";
import { expandNumbers } from "../../emulator/e164";
import { expectClean } from "./support/drift";
import {
  type LiveStack,
  type LiveStackOptions,
  allocation,
  failed,
  program,
  range,
  succeeded,
} from "./support/live-stack";
import { useLiveStack } from "./support/use-live-stack";
import { onlyWrites, watchWrites } from "./support/writes";

const ALL = "+61395556900..+61395556929";
const desks = program(allocation("desks", { phoneNumberRanges: [range("+61395556900", "+61395556929")] }));
const IMPATIENT = { LIVEPLATFORM_TASK_TIMEOUT: "300ms" };
/** So long is looked for what does not come. */
const SHORT = { LIVEPLATFORM_TASK_TIMEOUT: "3s" };

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

  it("keeps its numbers as pending where they take longer, and finds them in the next run", async () => {
    await start({ emulator: { taskDurationMs: 3_600_000 } });
    live.emulator.fail({ ...lost, when: "after" });
    const writes = watchWrites(live.emulator);
    expect(failed(await live.stack.up({ env: SHORT }))).toMatch(/pending.*run pulumi up again/);
    expect(live.outputs("desks")).toMatchObject({ numbers: {}, pending: { [ALL]: 30 }, numberCount: 0 });

    live.emulator.advance(3_600_000);
    succeeded(await live.stack.up());
    expect(writes()).toEqual(onlyWrites({ uploads: [ALL] }));
    expectUploadedOnce();
  });
});

describe("an upload whose answer is lost, and then a destroy", () => {
  const five = "+61395556900..+61395556904";
  const few = program(allocation("desks", { phoneNumberRanges: [range("+61395556900", "+61395556904")] }));

  it("is not forgotten while its numbers are still on their way", async () => {
    await start({ program: few, emulator: { taskDurationMs: 3_600_000 } });
    live.emulator.fail({ path: "/action/upload", when: "after", drop: true, times: 1 });
    failed(await live.stack.up({ env: SHORT }));
    expect(failed(await live.stack.destroy())).toContain(five);
    expect(live.outputs("desks")).toMatchObject({ pending: { [five]: 5 } });

    live.emulator.advance(3_600_000);
    const destroy = live.stack.spawn(["destroy", "--yes", "--skip-preview"]);
    await destroy.waitForOutput(/\d+ s InProgress · releasing 5 numbers · task/);
    live.emulator.advance(3_600_000);
    succeeded(await destroy.result);
    expect(live.held()).toEqual([]);
    expect(live.stack.state().resources).toEqual([]);
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

  it("is waited for by the next up, which uploads nothing again", async () => {
    await startLate();
    const writes = watchWrites(live.emulator);
    const again = failed(await live.stack.up({ env: IMPATIENT }));
    expect(again).toContain("has not ended after");
    expect(live.outputs("desks")).toMatchObject({ pending: { [ALL]: 30 } });

    const up = live.stack.spawn(["up", "--yes", "--skip-preview"]);
    await up.waitForOutput(/waiting for 30 numbers of an earlier run/);
    live.emulator.advance(3_600_000);
    succeeded(await up.result);
    expect(writes()).toEqual(onlyWrites({}));
    expectUploadedOnce();
    await expectClean(live.stack);
  });
});

describe("a task whose word is not its deed", () => {
  const upload = { kind: "task", operation: "upload", times: 1 } as const;

  it("is no success where two numbers are missing: they stay pending, and the next up uploads just them", async () => {
    await start();
    const two = ["+61395556907", "+61395556908"];
    live.emulator.fail({ ...upload, skip: two });
    const writes = watchWrites(live.emulator);
    expect(failed(await live.stack.up({ env: SHORT }))).toMatch(
      /\* \+61395556907\.\.\+61395556908 \(2 numbers\): uploaded and not seen in the tenant yet \(task wup_\S+ ended CompletedSuccess\)/,
    );
    expect(live.outputs("desks")).toMatchObject({
      numberCount: 28,
      pending: { "+61395556907..+61395556908": 2 },
    });
    succeeded(await live.stack.up({ env: SHORT }));
    expect(writes()).toEqual(onlyWrites({ uploads: [ALL, two] }));
    expectUploadedOnce();
  });
});
