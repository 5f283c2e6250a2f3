import type { Portal } from "../../emulator";
import { expectClean, expectDrift } from "../engine/support/drift";
import {
  type LiveStack,
  OTHER_PROFILE,
  OTHER_TENANT,
  TENANT,
  allocation,
  failed,
  program,
  succeeded,
} from "../engine/support/live-stack";
import { THIRTY, desks } from "../engine/support/thirty";
import { useLiveStack } from "../engine/support/use-live-stack";
import { onlyWrites, watchWrites } from "../engine/support/writes";

const stacks = useLiveStack();
let live: LiveStack;

async function start(text = desks): Promise<Portal> {
  live = await stacks.applied(text);
  return live.emulator.portal;
}

it("an up leaves a run of numbers with the tenant that holds them now, and says which", async () => {
  const portal = await start();
  const moved = "+61395556911..+61395556915";
  portal.move(moved, OTHER_TENANT);
  await expectDrift(live.stack, { [moved]: `held by tenant ${OTHER_TENANT}` });

  const writes = watchWrites(live.emulator);
  expect(failed(await live.stack.up())).toContain(
    `* ${moved} (5 numbers): held by tenant ${OTHER_TENANT}; if the customer has moved there`,
  );
  expect(writes()).toEqual(onlyWrites({}));
  expect(live.held(OTHER_TENANT)).toHaveLength(5);
  portal.move(moved, TENANT);
  succeeded(await live.stack.up());
  expect(writes()).toEqual(onlyWrites({}));
  expect(live.outputs("desks")).not.toHaveProperty("drift");
});

it("an up gives a reason for a number that is marked again right after it was cleared, and does not loop", async () => {
  const portal = await start();
  const marked = "+61395556905";
  portal.mark(marked);
  const body = { data: { processedCount: 1 }, status: "success", succeeded: true, message: "" };
  const fault = live.emulator.fail({ path: "/clear-removal-status", respond: { status: 200, body } });

  const writes = watchWrites(live.emulator);
  expect(failed(await live.stack.up())).toMatch(
    /\* \+61395556905: still MarkedForRemoval after the removal status was cleared, so not listed by Operator Connect\. .*run pulumi up again/,
  );
  expect(fault.hits).toBe(1);
  fault.remove();
  succeeded(await live.stack.up());
  expect(writes()).toEqual(onlyWrites({ clears: [marked, marked] }));
  await expectClean(live.stack);
});

it("an up waits for numbers ready for removal, and uploads them once they are gone", async () => {
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

it("an up never releases a number in use, not even with unassignOnRelease", async () => {
  const portal = await start(program(allocation("desks", { ...THIRTY, unassignOnRelease: true })));
  portal.reprofile("+61395556912..+61395556913", OTHER_PROFILE);
  portal.assign("+61395556912");

  const writes = watchWrites(live.emulator);
  const reason = `* +61395556912: callingProfile ${OTHER_PROFILE}, and in use (UserAssigned): a number in use is never`;
  expect(failed(await live.stack.up())).toContain(reason);
  expect(writes()).toEqual(onlyWrites({ releases: ["+61395556913"], uploads: ["+61395556913"] }));
  await expectDrift(live.stack, { "+61395556912": `callingProfile ${OTHER_PROFILE}` });
});
