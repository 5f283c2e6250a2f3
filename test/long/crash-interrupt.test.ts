import { type LiveStack, allocation, failed, program, succeeded } from "../engine/support/live-stack";
import type { Running } from "../engine/support/running";

import { useLiveStack } from "../engine/support/use-live-stack";
import { DESTROY, TASK_MS, UP, liveOnDemand, untilWith } from "./support/on-demand";

const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"];
const ONCE = {
  SIGINT: "^C received; cancelling. If you would like to terminate immediately, press ^C again.",
  SIGTERM: "SIGTERM received; cancelling. If you would like to terminate immediately, send SIGTERM again.",
};
const WARNING = "Note that terminating immediately may lead to orphaned resources and other inconsistencies.";

const stacks = useLiveStack();

function desks(...phoneNumbers: readonly string[]): string {
  return program(allocation("desks", { phoneNumbers }));
}

/** Sends the signal once the command waits for a task, and waits until the CLI says that it has it. */
async function interrupted(
  { stack, emulator }: LiveStack,
  command: readonly string[],
  signal: NodeJS.Signals,
): Promise<Running> {
  const polls = emulator.requestsTo("task").length;
  const running = stack.spawn(command);
  await untilWith(running, "its task is awaited", () => emulator.requestsTo("task").length > polls);
  running.kill(signal);
  await running.waitForOutput(/received; cancelling/);
  return running;
}

describe.each(["SIGINT", "SIGTERM"] as const)("%s during an upload", (signal) => {
  it("one signal ends the wait for the tasks with the numbers saved as pending, and the next up goes on", async () => {
    const live = await liveOnDemand(stacks, desks(A, B, C), {
      env: { LIVEPLATFORM_MAX_NUMBERS_PER_REQUEST: "2" },
    });
    const { stack, emulator } = live;
    const up = await interrupted(live, UP, signal);
    expect(up.output()).toContain(`${ONCE[signal]}\n${WARNING}\n`);
    const { code, output } = await up.result;
    expect(code).toBe(1);
    expect(output).toContain("had not ended when the run was cancelled");
    expect(live.outputs("desks")).toMatchObject({ numberCount: 0, pending: { [`${A}..${C}`]: 3 } });
    expect(stack.state().pending_operations).toEqual([]);

    emulator.advance(TASK_MS);
    succeeded(await stack.up());
    expect(live.outputs("desks")).toMatchObject({ numberCount: 3 });
    expect(emulator.counts).toMatchObject({ uploads: 2, numbersUploaded: 3, releases: 0 });
    await live.expectNoChanges();
  });
});

it("a second signal ends the run at once without a lock, and the next up waits for the upload", async () => {
  const live = await liveOnDemand(stacks, desks(A, B));
  const { stack, emulator } = live;
  const up = await interrupted(live, UP, "SIGINT");
  up.kill("SIGINT");
  const { code, output } = await up.result;
  expect(code).toBe(8);
  expect(output).toContain("^C received; terminating");
  expect(output).toContain("OcNumberAllocation desks creating (interrupted)");
  expect(output).toContain("error: update cancelled");
  expect(stack.resource("desks")).toBeUndefined();
  expect(stack.state().pending_operations).toMatchObject([{ type: "creating" }]);

  const polls = emulator.requestsTo("task").length;
  const next = stack.spawn(UP);
  await untilWith(next, "the task is awaited again", () => emulator.requestsTo("task").length > polls);
  emulator.advance(TASK_MS);
  expect(succeeded(await next.result)).toMatch(
    /\d+ s InProgress · waiting for 2 numbers of an earlier run · task/,
  );
  expect([A, B].map((number) => emulator.uploadsOf(number))).toEqual([1, 1]);
  expect(emulator.counts).toMatchObject({ uploads: 1, releases: 0 });
  expect(live.outputs("desks")).toMatchObject({ numberCount: 2 });
  await live.expectNoChanges();
});

it("one signal ends a destroy without waiting for its release, and a second destroy does the rest", async () => {
  const two = program(
    allocation("first", { phoneNumbers: [A, B] }),
    allocation("second", { phoneNumbers: [C] }),
  );
  const live = await stacks.applied(two);
  const { stack, emulator } = live;
  const stuck = emulator.fail({ verb: "GET", path: "/task/", when: "after", delayMs: 3000, times: 1 });
  const destroy = await interrupted(live, [...DESTROY, "--parallel", "1"], "SIGINT");
  expect(stuck.hits).toBe(1);
  expect(failed(await destroy.result)).toContain("had not ended when the run was cancelled");
  expect(emulator.counts.releases).toBe(1);
  expect(stack.resource("first")).toBeDefined();
  expect(stack.resource("second")).toBeDefined();

  succeeded(await stack.destroy());
  expect(live.held()).toEqual([]);
  expect(emulator.counts).toMatchObject({ releases: 2, numbersReleased: 3 });
  expect(stack.state().resources).toEqual([]);
});
