import type { Portal } from "../../emulator";
import { expectClean, expectDrift } from "./support/drift";
import {
  type LiveStack,
  OTHER_PROFILE,
  TENANT,
  allocation,
  failed,
  program,
  range,
  succeeded,
} from "./support/live-stack";
import { useLiveStack } from "./support/use-live-stack";
import { onlyWrites, watchWrites } from "./support/writes";

const THIRTY = { phoneNumberRanges: [range("+61395556900", "+61395556929")] };
const desks = program(allocation("desks", THIRTY));

const stacks = useLiveStack();
let live: LiveStack;

async function start(text = desks): Promise<Portal> {
  live = await stacks.applied(text);
  return live.emulator.portal;
}

describe("drift that an up cannot repair", () => {
  it("waits for numbers ready for removal, and uploads them once they are gone", async () => {
    const portal = await start();
    const leaving = "+61395556907";
    portal.readyForRemoval(leaving);
    await expectDrift(live.stack, { [leaving]: "ReadyForRemoval" });

    const writes = watchWrites(live.emulator);
    expect(failed(await live.stack.up())).toMatch(
      /\* \+61395556907: ReadyForRemoval: .*run pulumi up again when that is done/,
    );
    expect(writes()).toEqual(onlyWrites({}));
    portal.remove(TENANT, leaving);
    succeeded(await live.stack.up());
    expect(writes()).toEqual(onlyWrites({ uploads: [leaving] }));
    await expectClean(live.stack);
  });

  it("never releases a number in use, not even with unassignOnRelease", async () => {
    const portal = await start(program(allocation("desks", { ...THIRTY, unassignOnRelease: true })));
    portal.reprofile("+61395556912..+61395556913", OTHER_PROFILE);
    portal.assign("+61395556912");

    const writes = watchWrites(live.emulator);
    const reason = `* +61395556912: callingProfile ${OTHER_PROFILE}, and in use (UserAssigned): a number in use is never`;
    expect(failed(await live.stack.up())).toContain(reason);
    expect(writes()).toEqual(onlyWrites({ releases: ["+61395556913"], uploads: ["+61395556913"] }));
    await expectDrift(live.stack, { "+61395556912": `callingProfile ${OTHER_PROFILE}` });
  });
});
