import { expectDrift } from "./support/drift";
import { OTHER_PROFILE, OTHER_TENANT, TENANT, allocation, program, succeeded } from "./support/live-stack";
import { A, B, C, profileOf, withTwoProfiles } from "./support/moves";
import { change } from "./support/story";
import { useLiveStack } from "./support/use-live-stack";
import { onlyWrites, watchWrites } from "./support/writes";

const stacks = useLiveStack();

describe("a number that moves to another tenant", () => {
  const tenants = (here: readonly string[], there: readonly string[]): string =>
    program(
      allocation("here", { phoneNumbers: here }),
      allocation("there", { phoneNumbers: there, msTenantId: OTHER_TENANT }),
    );

  it("a number that moves to another tenant is released by the old and uploaded by the new, in either direction, in one run or with a second one as told", async () => {
    const live = await stacks.applied(tenants([A, B], [C]));
    const writes = watchWrites(live.emulator);
    for (const [here, there] of [
      [[A], [B, C]],
      [[A, B], [C]],
    ] as const) {
      live.stack.write(tenants(here, there));
      const first = await live.stack.up();
      if (!first.ok) {
        expect(first.output).toContain("run pulumi up again");
        succeeded(await live.stack.up());
      }
      expect(live.held(TENANT)).toEqual(here);
      expect(live.held(OTHER_TENANT)).toEqual(there);
    }
    expect(writes()).toEqual(onlyWrites({ releases: [[B], [B]], uploads: [[B], [B]] }));
    await live.expectNoChanges();
  });
});

describe("a number that moves to an allocation with another value of a setting that the platform does not show", () => {
  const places = (first: readonly string[], second: readonly string[], sydney = "sydney"): string =>
    program(
      ...(first.length > 0 ? [allocation("first", { phoneNumbers: first, location: sydney })] : []),
      allocation("second", { phoneNumbers: second, location: "perth" }),
    );

  it("a number that moves to an allocation with another value of a setting that the platform does not show changes hands without a request, is named and shown as drift, and gets the setting in the next run", async () => {
    const live = await stacks.applied(places([A, B], [C]));
    const writes = watchWrites(live.emulator);
    const output = await change(live, places([A], [B, C], "melbourne"));
    expect(output).toContain(`${B}: taken over with another location`);
    expect(writes()).toEqual(onlyWrites({ releases: [[A]], uploads: [[A]] }));
    await expectDrift(live.stack, { [B]: "not changed yet: location" });
    succeeded(await live.stack.up());
    expect(writes()).toEqual(onlyWrites({ releases: [[A], [B]], uploads: [[A], [B]] }));
    expect(live.bodiesTo("upload").at(-1)).toMatchObject({ location: "perth", phoneNumbers: [B] });
    await live.expectNoChanges();
    await change(live, places([], [A, B, C]));
    await expectDrift(live.stack, { [A]: "not changed yet: location" });
  });
});

it("a number that moves to an allocation with another calling profile is released and uploaded once", async () => {
  const live = await stacks.applied(withTwoProfiles([A, B], [C]));
  const writes = watchWrites(live.emulator);
  await change(live, withTwoProfiles([A], [B, C]));
  expect(writes()).toEqual(onlyWrites({ releases: [[B]], uploads: [[B]] }));
  expect(profileOf(live, B)).toBe(OTHER_PROFILE);
});
