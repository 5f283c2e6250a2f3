import { type LiveStack, succeeded } from "./live-stack";
import type { CommandOptions } from "./stack";

/** Applies another program, without a failure; answers what the terminal showed. */
export async function change(
  live: LiveStack,
  program: string,
  args: readonly string[] = [],
): Promise<string> {
  live.stack.write(program);
  return succeeded(await live.stack.up({ args }));
}

/**
 * These are all the numbers of the tenant; each was uploaded once, in so many requests or fewer (allocations share them), and
 * nothing else was written.
 */
export function expectHandedOver(live: LiveStack, numbers: readonly string[], mostUploads: number): void {
  const { uploads } = live.emulator.counts;
  expect(uploads).toBeLessThanOrEqual(mostUploads);
  expect(live.emulator.counts).toMatchObject({ releases: 0, writes: uploads });
  expect(numbers.map((number) => live.emulator.uploadsOf(number))).toEqual(numbers.map(() => 1));
  expect(live.held()).toEqual([...numbers].sort());
}

/** Destroys the stack, and with it these numbers: each by one release. */
export async function expectDestroyed(
  live: LiveStack,
  numbers: readonly string[],
  options: CommandOptions = {},
): Promise<void> {
  succeeded(await live.stack.destroy(options));
  expect(numbers.map((number) => live.emulator.releasesOf(number))).toEqual(numbers.map(() => 1));
  expect(live.emulator.numbers()).toEqual([]);
  expect(live.stack.state().resources).toEqual([]);
}
