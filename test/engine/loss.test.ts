import { expectClean, expectDrift } from "./support/drift";
import {
  type LiveStack,
  OTHER_TENANT,
  TENANT,
  allocation,
  failed,
  program,
  range,
  succeeded,
} from "./support/live-stack";
import type { Environment } from "./support/stack";
import { stateText } from "./support/state-text";
import { useLiveStack } from "./support/use-live-stack";
import { onlyWrites, watchWrites } from "./support/writes";

const ALL = "+61395556900..+61395556929";
const THIRTY = { phoneNumberRanges: [range("+61395556900", "+61395556929")] };
const WRONG_CHANNEL = { LIVEPLATFORM_CHANNEL_ID: "7" };
const ACCEPTED = { LIVEPLATFORM_ACCEPT_LOSS: TENANT };

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
  it("stops the run, and takes nothing from the state, until the loss is accepted", async () => {
    await start();
    const says = `Tenant ${TENANT} lists no number at all, and this allocation holds 30 there`;
    await expectStop(WRONG_CHANNEL, says, `(${ALL} (30 numbers))`, "asked with channel 7");
    await expectClean(live.stack);

    live.emulator.portal.remove(TENANT, ALL);
    await expectStop({}, says, "asked with no channel");
    const writes = watchWrites(live.emulator);
    expect(succeeded(await live.stack.preview({ env: ACCEPTED }))).toContain("+ 1 to create");
    succeeded(await live.stack.up({ env: ACCEPTED }));
    expect(writes()).toEqual(onlyWrites({ uploads: [ALL] }));
    await expectClean(live.stack);
  });

  it("is not believed where each number answers for itself", async () => {
    await start();
    const fault = live.emulator.fail({ kind: "list", tenant: TENANT, empty: true });
    await expectClean(live.stack);
    expect(fault.hits).toBeGreaterThan(0);
  });
});

describe("an allocation of 30 numbers", () => {
  it("has drift when 15 are missing, stops the run when 16 are, and uploads just those once that is accepted", async () => {
    await start();
    live.emulator.portal.remove(TENANT, "+61395556900..+61395556914");
    await expectDrift(live.stack, { "+61395556900..+61395556914": "missing" });

    live.emulator.portal.remove(TENANT, "+61395556920");
    await expectStop(
      { LIVEPLATFORM_ACCEPT_LOSS: OTHER_TENANT },
      `Of 30 numbers that this allocation holds in tenant ${TENANT}, 16 are missing`,
      "(+61395556900..+61395556914, +61395556920 (16 numbers))",
      "asked with no channel",
    );
    const writes = watchWrites(live.emulator);
    succeeded(await live.stack.up({ env: ACCEPTED }));
    expect(writes()).toEqual(onlyWrites({ uploads: [["+61395556900..+61395556914", "+61395556920"]] }));
    await expectClean(live.stack);
  });
});
