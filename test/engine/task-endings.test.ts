import { failed, succeeded } from "./support/live-stack";
import { ALL, HOUR_MS, IMPATIENT, SHORT, desks, expectUploadedOnce, startedLate } from "./support/thirty";
import { useLiveStack } from "./support/use-live-stack";
import { onlyWrites, watchWrites } from "./support/writes";

const stacks = useLiveStack();

it("an upload whose answer is lost keeps its numbers as pending where they take longer, and the next run finds them", async () => {
  const live = await stacks.create({ program: desks, emulator: { taskDurationMs: HOUR_MS } });
  live.emulator.fail({ path: "/action/upload", drop: true, times: 1, when: "after" });
  const writes = watchWrites(live.emulator);
  expect(failed(await live.stack.up({ env: SHORT }))).toMatch(/pending.*run pulumi up again/);
  expect(live.outputs("desks")).toMatchObject({ numbers: {}, pending: { [ALL]: 30 }, numberCount: 0 });

  live.emulator.advance(HOUR_MS);
  succeeded(await live.stack.up());
  expect(writes()).toEqual(onlyWrites({ uploads: [ALL] }));
  expectUploadedOnce(live);
});

it("a task that does not end in time is waited for by the next up, which uploads nothing again", async () => {
  const live = await startedLate(stacks);
  const writes = watchWrites(live.emulator);
  const again = failed(await live.stack.up({ env: IMPATIENT }));
  expect(again).toContain("has not ended after");
  expect(live.outputs("desks")).toMatchObject({ pending: { [ALL]: 30 } });

  const up = live.stack.spawn(["up", "--yes", "--skip-preview"]);
  await up.waitForOutput(/waiting for 30 numbers of an earlier run/);
  live.emulator.advance(HOUR_MS);
  succeeded(await up.result);
  expect(writes()).toEqual(onlyWrites({}));
  expectUploadedOnce(live);
});

it("a task that succeeds without two numbers is no success: they stay pending, and the next up uploads just them", async () => {
  const live = await stacks.create({ program: desks });
  const two = ["+61395556907", "+61395556908"];
  live.emulator.fail({ kind: "task", operation: "upload", times: 1, skip: two });
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
  expectUploadedOnce(live);
});
