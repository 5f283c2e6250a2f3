import { NumberSet } from "../../provider/numbers/number-set";
import {
  type LiveStack,
  OTHER_PROFILE,
  PROFILE,
  TENANT,
  allocation,
  failed,
  program,
  range,
  succeeded,
} from "./support/live-stack";
import { useLiveStack } from "./support/use-live-stack";
import { watchWrites } from "./support/writes";

const NUMBERS = { phoneNumberRanges: [range("+61395556000", "+61395556249")] };
const ALL = "+61395556000..+61395556249";
const NOWHERE = "00000000-1111-4222-8333-444444444444";
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

function keysOf(numbers: readonly string[]): string {
  return NumberSet.fromNumbers(numbers).keys().join();
}

describe("a change of settings that the platform would refuse", () => {
  it("is refused in the preview and in the up, and no number leaves the tenant", async () => {
    const live = await applied();
    const { stack, emulator } = live;
    const writes = emulator.counts.writes;
    for (const [settings, says] of [
      [{ callingProfile: NOWHERE }, /the platform has no calling profile 00000000-.*Declare "/],
      [{ callingProfile: WITHOUT_SBC }, /"Not in service" \(9097a8b4-.*has no SBC/],
      [{ country: "Australia" }, /country/],
    ] as const) {
      stack.write(desks(settings));
      expect(failed(await stack.preview())).toMatch(says);
      expect(failed(await stack.up({ args: ["--skip-preview"] }))).toMatch(says);
    }
    expect(emulator.counts.writes).toBe(writes);
    expect(live.held()).toHaveLength(250);
  });
});

describe("a change of settings", () => {
  it("goes one number first, then in chunks, each uploaded before the next is released", async () => {
    const live = await applied();
    const { stack, emulator } = live;
    const writes = watchWrites(emulator);
    stack.write(desks({ callingProfile: OTHER_PROFILE }));
    const preview = succeeded(await stack.preview());
    expect(preview).toContain("gives new settings to 250 (callingProfile)");
    expect(preview).toMatch(/1 to update/);
    expect(succeeded(await stack.up())).toContain("gave new settings to 250");
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

  it("puts the first number back where the platform refuses it, touches no other, and goes on in a later run", async () => {
    const live = await applied();
    const { stack, emulator } = live;
    const writes = watchWrites(emulator);
    emulator.fail({ path: "/action/upload", respond: { status: 400, body: { title: "Not now" } }, times: 1 });
    stack.write(desks({ callingProfile: OTHER_PROFILE }));
    const output = failed(await stack.up());
    expect(output).toMatch(/put back with their old settings/);
    expect(output).toMatch(/249 not changed yet/);
    expect(profiles(live)).toEqual({ [PROFILE]: 250 });
    expect(writes().releases).toHaveLength(1);
    expect(live.outputs("desks").drift).toEqual({ [ALL]: `callingProfile ${PROFILE}` });
    succeeded(await stack.up());
    expect(profiles(live)).toEqual({ [OTHER_PROFILE]: 250 });
    await live.expectNoChanges();
  });

  it("stops before anything is released where a number is in use, or the brake holds", async () => {
    const live = await applied();
    const { stack, emulator } = live;
    stack.write(desks({ callingProfile: OTHER_PROFILE }));
    const { writes } = emulator.counts;
    expect(failed(await stack.preview({ env: { LIVEPLATFORM_MAX_RELEASES: "100" } }))).toContain(
      "maxReleases",
    );
    emulator.portal.assign("+61395556123");
    expect(succeeded(await stack.preview())).toContain("1 number in use: +61395556123");
    expect(failed(await stack.up())).toContain("+61395556123");
    expect(emulator.counts.writes).toBe(writes);
  });
});
