import { allocation, program, succeeded } from "./support/live-stack";
import { expectHandedOver } from "./support/story";
import { until } from "./support/until";
import { useLiveStack } from "./support/use-live-stack";

const [A, B] = ["+61395556900", "+61395556901"];
const TASK_MS = 10 * 60 * 1000;

const stacks = useLiveStack();

it("Ctrl-C twice during an upload ends the run at once, and the next one takes over what has arrived meanwhile", async () => {
  const live = await stacks.create({
    program: program(allocation("desks", { phoneNumbers: [A, B] })),
    emulator: { taskDurationMs: TASK_MS },
  });
  const { stack, emulator } = live;
  const up = stack.spawn(["up", "--yes", "--skip-preview"]);
  await until("the task is awaited", () => emulator.requestsTo("task").length > 0);
  up.kill("SIGINT");
  await up.waitForOutput(/cancell?ing/i);
  up.kill("SIGINT");
  expect((await up.result).ok).toBe(false);
  await stack.cancel();
  emulator.advance(TASK_MS);
  succeeded(await stack.up());
  expectHandedOver(live, [A, B], 1);
  await live.expectNoChanges();
});
