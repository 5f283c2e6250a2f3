import {
  type LiveStack,
  TENANT,
  allocation,
  failed,
  program,
  range,
  succeeded,
} from "../engine/support/live-stack";
import type { Environment } from "../engine/support/stack";
import { stateText } from "../engine/support/state-text";
import { useLiveStack } from "../engine/support/use-live-stack";
import { onlyWrites, watchWrites } from "../engine/support/writes";
const THIRTY = { phoneNumberRanges: [range("+61395556900", "+61395556929")] };
const WRONG_CHANNEL = { LIVEPLATFORM_CHANNEL_ID: "7" };

const stacks = useLiveStack();
let live: LiveStack;

async function start(numbers: Record<string, unknown> = THIRTY): Promise<void> {
  live = await stacks.create({ program: program(allocation("desks", numbers)) });
  succeeded(await live.stack.up());
  // The engine's own notes on a resource differ after its first refresh, whatever comes of that.
  succeeded(await live.stack.refresh());
}

/** Preview, refresh and up stop with the counts, the channel and the way out, write nothing and keep the state. */
async function expectStop(env: Environment, ...says: string[]): Promise<void> {
  const { stack } = live;
  const before = stateText(stack);
  const writes = watchWrites(live.emulator);
  const results = [...(await Promise.all([stack.preview({ env }), stack.refresh({ env })]))];
  results.push(await stack.up({ env }));
  const advice = `accept it for one run: LIVEPLATFORM_ACCEPT_LOSS=${TENANT} pulumi up`;
  for (const output of results.map(failed)) {
    for (const text of [...says, "The state has not been changed", advice]) expect(output).toContain(text);
    expect(output).not.toMatch(/to create|deleted|\[diff/);
  }
  expect(writes()).toEqual(onlyWrites({}));
  expect(stateText(stack)).toBe(before);
}

describe("a tenant that lists nothing", () => {
  it("stops the run for an allocation of two numbers too", async () => {
    await start({ phoneNumbers: ["+61395556880", "+61395556881"] });
    const says = `Tenant ${TENANT} lists no number at all, and this allocation holds 2 there`;
    await expectStop(WRONG_CHANNEL, says, "asked with channel 7");
  });

  it("stops a destroy that reads nothing beforehand too", async () => {
    await start({ phoneNumberRanges: [range("+61395556900", "+61395556905")] });
    const destroy = await live.stack.destroy({ env: WRONG_CHANNEL, args: ["--refresh=false"] });
    expect(failed(destroy)).toContain(`LIVEPLATFORM_ACCEPT_LOSS=${TENANT}`);
    expect(live.held()).toHaveLength(6);
    expect(live.outputs("desks")).toMatchObject({ numberCount: 6 });
    succeeded(await live.stack.destroy());
    expect(live.held()).toEqual([]);
  });
});
