import { expectClean, expectDrift } from "./support/drift";
import { OTHER_TENANT, TENANT, failed, succeeded } from "./support/live-stack";
import { WRONG_CHANNEL, expectStop, refreshedStack } from "./support/lost-numbers";
import { ALL } from "./support/thirty";
import { useLiveStack } from "./support/use-live-stack";
import { onlyWrites, watchWrites } from "./support/writes";

const ACCEPTED = { LIVEPLATFORM_ACCEPT_LOSS: TENANT };

const stacks = useLiveStack();

it("a tenant that lists nothing stops the run and takes nothing from the state, until the loss is accepted", async () => {
  const live = await refreshedStack(stacks);
  const says = `Tenant ${TENANT} lists no number at all, and this allocation holds 30 there`;
  await expectStop(live, WRONG_CHANNEL, says, `(${ALL} (30 numbers))`, "asked with channel 7");

  // Each number answers for itself.
  const fault = live.emulator.fail({ kind: "list", tenant: TENANT, empty: true });
  await expectClean(live.stack);
  expect(fault.hits).toBeGreaterThan(0);
  fault.remove();

  live.emulator.portal.remove(TENANT, ALL);
  const writes = watchWrites(live.emulator);
  expect(failed(await live.stack.up())).toContain(says);
  expect(writes()).toEqual(onlyWrites({}));
  const accepted = await live.stack.up({ env: ACCEPTED, skipPreview: false });
  expect(succeeded(accepted)).toContain("+ 1 to create");
  expect(writes()).toEqual(onlyWrites({ uploads: [ALL] }));
});

it("an allocation of 30 numbers has drift when 15 are missing, and stops the run when 16 are until that is accepted", async () => {
  const live = await refreshedStack(stacks);
  live.emulator.portal.remove(TENANT, "+61395556900..+61395556914");
  await expectDrift(live.stack, { "+61395556900..+61395556914": "missing" });

  live.emulator.portal.remove(TENANT, "+61395556920");
  await expectStop(
    live,
    { LIVEPLATFORM_ACCEPT_LOSS: OTHER_TENANT },
    `Of 30 numbers that this allocation holds in tenant ${TENANT}, 16 are missing`,
    "(+61395556900..+61395556914, +61395556920 (16 numbers))",
    "asked with no channel",
  );
  const writes = watchWrites(live.emulator);
  succeeded(await live.stack.up({ env: ACCEPTED }));
  expect(writes()).toEqual(onlyWrites({ uploads: [["+61395556900..+61395556914", "+61395556920"]] }));
});
