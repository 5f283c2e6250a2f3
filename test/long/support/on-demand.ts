import { type LiveStack, type LiveStackOptions, succeeded } from "../../engine/support/live-stack";
import type { Result, Running } from "../../engine/support/running";
import { until } from "../../engine/support/until";
import type { Stacks } from "../../engine/support/use-live-stack";

/** Longer than any test: tasks end when a test says so. */
export const TASK_MS = 10 * 60 * 1000;

export const UP = ["up", "--yes", "--skip-preview"];
export const DESTROY = ["destroy", "--yes", "--skip-preview"];

/** A stack whose platform ends tasks on demand, by `emulator.advance(TASK_MS)`. */
export function liveOnDemand(
  stacks: Stacks,
  program: string,
  options: Partial<LiveStackOptions> = {},
): Promise<LiveStack> {
  return stacks.create({
    program,
    ...options,
    emulator: { taskDurationMs: TASK_MS, ...options.emulator },
  });
}

/** As `until`, but a command that has ended meanwhile fails the test at once, with what it printed. */
export function untilWith(running: Running, what: string, isSo: () => boolean): Promise<void> {
  const ended = running.result.then(({ output }) => {
    if (!isSo()) throw new Error(`The command ended before ${what}:\n${output}`);
  });
  return Promise.race([until(what, isSo), ended]);
}

/** Runs a command, does something while it waits for its first task, and lets this task end and all that come after it. */
export async function duringTask(
  live: LiveStack,
  command: readonly string[],
  act: () => void = () => undefined,
): Promise<Result> {
  const { stack, emulator } = live;
  const polls = () => emulator.requestsTo("task").length;
  let seen = polls();
  const running = stack.spawn(command);
  await untilWith(running, "its task is awaited", () => polls() > seen);
  act();
  const hasEnded = () => running.child.exitCode !== null;
  while (!hasEnded()) {
    seen = polls();
    emulator.advance(TASK_MS);
    await until("the command ends, or asks for a task again", () => hasEnded() || polls() > seen);
  }
  return running.result;
}

/** Applies the program with one task on demand. */
export async function appliedOnDemand(stacks: Stacks, program: string): Promise<LiveStack> {
  const live = await liveOnDemand(stacks, program);
  succeeded(await duringTask(live, UP));
  return live;
}
