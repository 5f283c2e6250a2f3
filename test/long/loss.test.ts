import { type LiveStack, TENANT, failed, range, succeeded } from "../engine/support/live-stack";
import { WRONG_CHANNEL, expectStop, refreshedStack } from "../engine/support/lost-numbers";
import { useLiveStack } from "../engine/support/use-live-stack";

const stacks = useLiveStack();
let live: LiveStack;

it("a tenant that lists nothing stops the run for an allocation of two numbers too", async () => {
  live = await refreshedStack(stacks, { phoneNumbers: ["+61395556880", "+61395556881"] });
  const says = `Tenant ${TENANT} lists no number at all, and this allocation holds 2 there`;
  await expectStop(live, WRONG_CHANNEL, says, "asked with channel 7");
});

it("a tenant that lists nothing stops a destroy that reads nothing beforehand too", async () => {
  live = await refreshedStack(stacks, { phoneNumberRanges: [range("+61395556900", "+61395556905")] });
  const destroy = await live.stack.destroy({ env: WRONG_CHANNEL, args: ["--refresh=false"] });
  expect(failed(destroy)).toContain(`LIVEPLATFORM_ACCEPT_LOSS=${TENANT}`);
  expect(live.held()).toHaveLength(6);
  expect(live.outputs("desks")).toMatchObject({ numberCount: 6 });
  succeeded(await live.stack.destroy());
  expect(live.held()).toEqual([]);
});
