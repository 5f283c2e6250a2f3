import type { Portal } from "../../emulator";
import { expectClean, expectDrift } from "../engine/support/drift";
import {
  type LiveStack,
  OTHER_TENANT,
  TENANT,
  allocation,
  failed,
  program,
  range,
  succeeded,
} from "../engine/support/live-stack";
import { useLiveStack } from "../engine/support/use-live-stack";
import { onlyWrites, watchWrites } from "../engine/support/writes";

const THIRTY = { phoneNumberRanges: [range("+61395556900", "+61395556929")] };
const desks = program(allocation("desks", THIRTY));

const stacks = useLiveStack();
let live: LiveStack;

async function start(text = desks): Promise<Portal> {
  live = await stacks.applied(text);
  return live.emulator.portal;
}

describe("drift that an up cannot repair", () => {
  it("leaves a run of numbers with the tenant that holds them now, and says which", async () => {
    const portal = await start();
    const moved = "+61395556911..+61395556915";
    portal.move(moved, OTHER_TENANT);
    await expectDrift(live.stack, { [moved]: `held by tenant ${OTHER_TENANT}` });

    const writes = watchWrites(live.emulator);
    expect(failed(await live.stack.up())).toContain(
      `* ${moved} (5 numbers): held by tenant ${OTHER_TENANT}; release it`,
    );
    expect(writes()).toEqual(onlyWrites({}));
    expect(live.held(OTHER_TENANT)).toHaveLength(5);
    portal.move(moved, TENANT);
    succeeded(await live.stack.up());
    expect(writes()).toEqual(onlyWrites({}));
    expect(live.outputs("desks")).not.toHaveProperty("drift");
  });

  it("gives a reason for a number that is marked again right after it was cleared, and does not loop", async () => {
    const portal = await start();
    const marked = "+61395556905";
    portal.mark(marked);
    const body = { data: { processedCount: 1 }, status: "success", succeeded: true, message: "" };
    const fault = live.emulator.fail({ path: "/clear-removal-status", respond: { status: 200, body } });

    const writes = watchWrites(live.emulator);
    expect(failed(await live.stack.up())).toMatch(
      /\* \+61395556905: still MarkedForRemoval after its removal status was cleared: .*run pulumi up again/,
    );
    expect(fault.hits).toBe(1);
    fault.remove();
    succeeded(await live.stack.up());
    expect(writes()).toEqual(onlyWrites({ clears: [marked, marked] }));
    await expectClean(live.stack);
  });
});
