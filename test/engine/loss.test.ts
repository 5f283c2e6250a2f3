import { expectClean, expectDrift } from "./support/drift";
import { type LiveStack, OTHER_TENANT, TENANT, succeeded } from "./support/live-stack";
import { WRONG_CHANNEL, expectStop, refreshedStack } from "./support/lost-numbers";
import { useLiveStack } from "./support/use-live-stack";
import { onlyWrites, watchWrites } from "./support/writes";

const ALL = "+61395556900..+61395556929";
const ACCEPTED = { LIVEPLATFORM_ACCEPT_LOSS: TENANT };

const stacks = useLiveStack();
let live: LiveStack;

describe("a tenant that lists nothing", () => {
  it("stops the run, and takes nothing from the state, until the loss is accepted", async () => {
    live = await refreshedStack(stacks);
    const says = `Tenant ${TENANT} lists no number at all, and this allocation holds 30 there`;
    await expectStop(live, WRONG_CHANNEL, says, `(${ALL} (30 numbers))`, "asked with channel 7");
    await expectClean(live.stack);

    live.emulator.portal.remove(TENANT, ALL);
    await expectStop(live, {}, says, "asked with no channel");
    const writes = watchWrites(live.emulator);
    expect(succeeded(await live.stack.preview({ env: ACCEPTED }))).toContain("+ 1 to create");
    succeeded(await live.stack.up({ env: ACCEPTED }));
    expect(writes()).toEqual(onlyWrites({ uploads: [ALL] }));
    await expectClean(live.stack);
  });

  it("is not believed where each number answers for itself", async () => {
    live = await refreshedStack(stacks);
    const fault = live.emulator.fail({ kind: "list", tenant: TENANT, empty: true });
    await expectClean(live.stack);
    expect(fault.hits).toBeGreaterThan(0);
  });
});

describe("an allocation of 30 numbers", () => {
  it("has drift when 15 are missing, stops the run when 16 are, and uploads just those once that is accepted", async () => {
    live = await refreshedStack(stacks);
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
    await expectClean(live.stack);
  });
});
