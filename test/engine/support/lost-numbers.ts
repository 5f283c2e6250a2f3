import { type LiveStack, TENANT, allocation, failed, program, succeeded } from "./live-stack";
import type { Environment } from "./stack";
import { stateText } from "./state-text";
import { THIRTY } from "./thirty";
import type { useLiveStack } from "./use-live-stack";
import { onlyWrites, watchWrites } from "./writes";

export const WRONG_CHANNEL = { LIVEPLATFORM_CHANNEL_ID: "7" };

/** An allocation of thirty numbers, or of others, that has been refreshed once. */
export async function refreshedStack(
  stacks: ReturnType<typeof useLiveStack>,
  numbers: Record<string, unknown> = THIRTY,
): Promise<LiveStack> {
  const live = await stacks.create({ program: program(allocation("desks", numbers)) });
  succeeded(await live.stack.up());
  // The engine's own notes on a resource differ after its first refresh, whatever comes of that.
  succeeded(await live.stack.refresh());
  return live;
}

/** Preview, refresh and up stop with the counts, the channel and the way out, write nothing and keep the state. */
export async function expectStop(live: LiveStack, env: Environment, ...says: string[]): Promise<void> {
  const { stack } = live;
  const before = stateText(stack);
  const writes = watchWrites(live.emulator);
  const results = [...(await Promise.all([stack.preview({ env }), stack.refresh({ env })]))];
  results.push(await stack.up({ env }));
  const advice = `run the same command again with LIVEPLATFORM_ACCEPT_LOSS=${TENANT}`;
  for (const output of results.map(failed)) {
    for (const text of [...says, "The state has not been changed", advice]) expect(output).toContain(text);
    expect(output).not.toMatch(/to create|deleted|\[diff/);
  }
  expect(writes()).toEqual(onlyWrites({}));
  expect(stateText(stack)).toBe(before);
}
