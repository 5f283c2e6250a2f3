import { type LiveStack, allocation, program, succeeded } from "./live-stack";
import { until } from "./until";
import type { useLiveStack } from "./use-live-stack";

export const UP = ["up", "--yes", "--skip-preview"];
export const DESTROY = ["destroy", "--yes", "--skip-preview"];

/** Tasks end when a test says so: the machine may be slow. */
export const TASK_MS = 10 * 60 * 1000;
export const onDemand = { taskDurationMs: TASK_MS };

export function desks(...phoneNumbers: readonly (string | undefined)[]): string {
  return program(allocation("desks", { phoneNumbers }));
}

export function tasksEnd({ emulator }: LiveStack): void {
  emulator.advance(TASK_MS);
}

/** Runs a command whose write waits for a task, which then ends. */
export async function toItsEnd({ stack, emulator }: LiveStack, command: readonly string[]): Promise<string> {
  const { writes } = emulator.counts;
  const running = stack.spawn(command);
  await until("it has written", () => emulator.counts.writes > writes);
  emulator.advance(TASK_MS);
  return succeeded(await running.result);
}

/** Applied while tasks end on demand. */
export async function appliedOnDemand(
  stacks: ReturnType<typeof useLiveStack>,
  first: string,
): Promise<LiveStack> {
  const live = await stacks.create({ program: first, emulator: onDemand });
  await toItsEnd(live, UP);
  return live;
}

export async function expectConverged(live: LiveStack, numbers: readonly string[]): Promise<void> {
  expect(live.held()).toEqual(numbers);
  expect(numbers.map((number) => live.emulator.uploadsOf(number))).toEqual(numbers.map(() => 1));
  expect(live.emulator.counts.releases).toBe(0);
  expect(live.outputs("desks")).toMatchObject({ numberCount: numbers.length });
  expect(live.outputs("desks")).not.toHaveProperty("pending");
  await live.expectNoChanges();
}

/** By the one release of the run that was killed, and nothing is left in the state. */
export function expectReleased({ emulator, stack }: LiveStack, numbers: readonly string[]): void {
  expect(numbers.map((number) => emulator.releasesOf(number))).toEqual(numbers.map(() => 1));
  expect(emulator.counts.releases).toBe(1);
  expect(stack.state().resources).toEqual([]);
}
