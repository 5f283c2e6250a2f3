import { killDuring } from "../engine/support/kill";
import {
  type LiveStack,
  OTHER_PROFILE,
  TENANT,
  allocation,
  failed,
  program,
  range,
  succeeded,
} from "../engine/support/live-stack";
import { useLiveStack } from "../engine/support/use-live-stack";

const NUMBERS = { phoneNumberRanges: [range("+61395556000", "+61395556249")] };
const ALL = "+61395556000..+61395556249";
const WITHOUT_SBC = "9097a8b4-1cc8-461c-af93-e5b14943f5d7";
const MANY = { LIVEPLATFORM_MAX_RELEASES: "250" };

const stacks = useLiveStack();

function desks(settings: Readonly<Record<string, unknown>> = {}): string {
  return program(allocation("desks", { ...NUMBERS, ...settings }));
}

function applied(): Promise<LiveStack> {
  return stacks.applied(desks(), { env: MANY });
}

function profiles({ emulator }: LiveStack): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { callingProfileId } of emulator.numbers(TENANT))
    counts[callingProfileId] = (counts[callingProfileId] ?? 0) + 1;
  return counts;
}

describe("doubtful settings of numbers that are new", () => {
  it("are a warning in the preview: a profile that takes no numbers, a capability that is misspelt", async () => {
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
});

describe("a change of settings", () => {
  it("that the platform does not show is drift for as long as it has not come to a number", async () => {
    const live = await applied();
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

  it("that is killed between two requests leaves one chunk out of the tenant at the most, and the next up ends it", async () => {
    const live = await applied();
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
});
