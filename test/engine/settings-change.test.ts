import { OTHER_PROFILE, PROFILE, failed, succeeded } from "./support/live-stack";
import { ALL, WITHOUT_SBC, applied, desks, keysOf, profiles } from "./support/settings-change";
import { useLiveStack } from "./support/use-live-stack";
import { watchWrites } from "./support/writes";

const NOWHERE = "00000000-1111-4222-8333-444444444444";

const stacks = useLiveStack();

it("a change of settings that cannot be carried out is refused before any number leaves the tenant", async () => {
  const live = await applied(stacks);
  const { stack, emulator } = live;
  const { writes } = emulator.counts;
  stack.write(desks({ callingProfile: NOWHERE }));
  const unknown = /the platform has no calling profile 00000000-.*Declare "/;
  expect(failed(await stack.preview())).toMatch(unknown);
  expect(failed(await stack.up())).toMatch(unknown);
  stack.write(desks({ callingProfile: WITHOUT_SBC }));
  expect(failed(await stack.up())).toMatch(/"Not in service" \(9097a8b4-.*has no SBC/);
  stack.write(desks({ country: "Australia" }));
  expect(failed(await stack.preview())).toMatch(/country/);

  stack.write(desks({ callingProfile: OTHER_PROFILE }));
  const braked = await stack.preview({ env: { LIVEPLATFORM_MAX_RELEASES: "100" } });
  expect(failed(braked)).toContain("maxReleases");
  emulator.portal.assign("+61395556123");
  expect(succeeded(await stack.preview())).toContain("1 number in use: +61395556123");
  expect(failed(await stack.up())).toContain("+61395556123");
  expect(emulator.counts.writes).toBe(writes);
  expect(live.held()).toHaveLength(250);
});

it("a change of settings goes one number first, which is put back where it is refused, and then in chunks", async () => {
  const live = await applied(stacks);
  const { stack, emulator } = live;
  const first = watchWrites(emulator);
  emulator.fail({ path: "/action/upload", respond: { status: 400, body: { title: "Not now" } }, times: 1 });
  stack.write(desks({ callingProfile: OTHER_PROFILE }));
  const preview = succeeded(await stack.preview());
  expect(preview).toContain("gives new settings to 250 (callingProfile)");
  expect(preview).toMatch(/1 to update/);
  const output = failed(await stack.up());
  expect(output).toMatch(/put back with the old settings/);
  expect(output).toMatch(/249 not changed yet/);
  expect(profiles(live)).toEqual({ [PROFILE]: 250 });
  expect(first().releases).toHaveLength(1);
  expect(live.outputs("desks").drift).toEqual({ [ALL]: `callingProfile ${PROFILE}` });

  const writes = watchWrites(emulator);
  succeeded(await stack.up());
  // Each is uploaded before the next is released.
  const chunks = [
    "+61395556000",
    "+61395556001..+61395556100",
    "+61395556101..+61395556200",
    "+61395556201..+61395556249",
  ];
  expect(writes().releases.map(keysOf)).toEqual(chunks);
  expect(writes().uploads.map(keysOf)).toEqual(chunks);
  expect(profiles(live)).toEqual({ [OTHER_PROFILE]: 250 });
  await live.expectNoChanges();
});
