import { killDuring } from "../engine/support/kill";
import { OTHER_PROFILE, failed, succeeded } from "../engine/support/live-stack";
import {
  ALL,
  WITHOUT_SBC,
  addresses,
  applied,
  desks,
  keysOf,
  profiles,
  thirtyDesks,
} from "../engine/support/settings-change";
import { useLiveStack } from "../engine/support/use-live-stack";
import { watchWrites } from "../engine/support/writes";

const HOUR_MS = 3_600_000;

const stacks = useLiveStack();

it("doubtful settings of new numbers are a warning in the preview: a profile that takes no numbers, a capability that is misspelt", async () => {
  const capabilities = ["InboundCaling", "OutboundCalling"];
  const live = await stacks.create({ program: desks({ callingProfile: WITHOUT_SBC, capabilities }) });
  const preview = succeeded(await live.stack.preview());
  expect(preview).toMatch(
    /warning: the platform will probably refuse 250 new numbers: .*"Not in service".*no SBC/,
  );
  expect(preview).toMatch(
    /warning: capabilities: no number of tenant .* has "InboundCaling". Did you mean "InboundCalling"\?/,
  );
});

it("a change of settings that the platform does not show is drift for as long as it has not come to a number", async () => {
  const live = await applied(stacks);
  const { stack, emulator } = live;
  emulator.fail({ path: "/action/upload", respond: { status: 400, body: { title: "Not now" } }, times: 1 });
  stack.write(desks({ address: "1 Market Street" }));
  failed(await stack.up());
  expect(live.held()).toHaveLength(250);
  expect(live.outputs("desks").drift).toEqual({ [ALL]: "not changed yet: address" });
  expect(succeeded(await stack.preview({ args: ["--diff"] }))).toContain("not changed yet: address");
  succeeded(await stack.up());
  expect(live.held()).toHaveLength(250);
  expect(live.outputs("desks")).not.toHaveProperty("drift");
  await live.expectNoChanges();
});

it("a change of an address that fails half-way and is taken back touches only the numbers that got it, and the state has every address encrypted", async () => {
  const live = await stacks.applied(desks({ address: "10 Hidden Street" }), {
    env: { LIVEPLATFORM_MAX_RELEASES: "250" },
  });
  const { stack, emulator } = live;
  const refusal = { status: 400, body: { title: "Not now" } };
  emulator.fail({ path: "/action/upload", after: 2, respond: refusal, times: 1 });
  stack.write(desks({ address: "20 Other Lane" }));
  failed(await stack.up());
  const unchanged = "+61395556101..+61395556249";
  expect(live.outputs("desks").drift).toEqual({ [unchanged]: "not changed yet: address" });
  expect(live.outputs("desks")).toHaveProperty("__earlierSettings");
  expect(JSON.stringify(live.outputs("desks"))).not.toContain("Hidden Street");

  const writes = watchWrites(emulator);
  stack.write(desks({ address: "10 Hidden Street" }));
  expect(succeeded(await stack.preview())).toContain("gives new settings to 101 (address)");
  succeeded(await stack.up());
  const given = ["+61395556000", "+61395556001..+61395556100"];
  expect(writes().releases.map(keysOf)).toEqual(given);
  expect(writes().uploads.map(keysOf)).toEqual(given);
  expect(live.outputs("desks")).not.toHaveProperty("__earlierSettings");
  expect(live.outputs("desks")).not.toHaveProperty("drift");
  await live.expectNoChanges();
});

it("a change of settings that is killed between two requests leaves one chunk out of the tenant at the most, and the next up ends it", async () => {
  const live = await applied(stacks);
  const { stack, emulator } = live;
  const { releases } = emulator.counts;
  stack.write(desks({ callingProfile: OTHER_PROFILE }));
  await killDuring(stack, {
    command: ["up", "--yes", "--skip-preview"],
    moment: () => emulator.counts.releases >= releases + 2,
  });
  emulator.advance(10_000);
  expect(live.held().length).toBeGreaterThanOrEqual(150);
  succeeded(await stack.up());
  expect(profiles(live)).toEqual({ [OTHER_PROFILE]: 250 });
  await live.expectNoChanges();
});

it.each([{ providers: true }, { providers: false }])(
  "a change of an address that is killed half-way and taken back leaves every number with the old one (providers killed too: $providers)",
  async ({ providers }) => {
    const live = await stacks.applied(desks({ address: "10 Hidden Street" }), {
      env: { LIVEPLATFORM_MAX_RELEASES: "250" },
    });
    const { stack, emulator } = live;
    const { uploads } = emulator.counts;
    stack.write(desks({ address: "20 Other Lane" }));
    await killDuring(stack, {
      command: ["up", "--yes", "--skip-preview"],
      moment: () => emulator.counts.uploads >= uploads + 2,
      providers,
    });
    stack.write(desks({ address: "10 Hidden Street" }));
    expect(succeeded(await stack.preview())).toMatch(/gives new settings to (101|202)/);
    succeeded(await stack.up());
    expect(addresses(live)).toEqual({ "10 Hidden Street": 250 });
    expect(live.outputs("desks")).not.toHaveProperty("__earlierSettings");
    await live.expectNoChanges();
  },
);

it("a change of settings that is killed before the answer to a release comes is ended by the next up, although most of the allocation is missing", async () => {
  const live = await stacks.applied(thirtyDesks());
  const { stack, emulator } = live;
  const stuck = emulator.fail({
    path: "/action/release",
    after: 1,
    when: "after",
    delayMs: HOUR_MS,
    times: 1,
  });
  stack.write(thirtyDesks({ callingProfile: OTHER_PROFILE }));
  await killDuring(stack, { command: ["up", "--yes", "--skip-preview"], moment: () => stuck.hits > 0 });
  emulator.advance(10_000);
  expect(live.held()).toHaveLength(1);
  succeeded(await stack.up());
  expect(profiles(live)).toEqual({ [OTHER_PROFILE]: 30 });
  await live.expectNoChanges();
});

it("a change of settings of a whole allocation that nothing disturbs is told in one line, and done in one up", async () => {
  const live = await applied(stacks);
  live.stack.write(desks({ callingProfile: OTHER_PROFILE }));
  expect(succeeded(await live.stack.up())).toContain("gave new settings to 250");
  expect(profiles(live)).toEqual({ [OTHER_PROFILE]: 250 });
  await live.expectNoChanges();
});
