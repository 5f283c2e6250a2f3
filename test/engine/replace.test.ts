import { type LiveStack, OTHER_PROFILE, allocation, failed, program, succeeded } from "./support/live-stack";
import { change, expectHandedOver } from "./support/story";
import { useLiveStack } from "./support/use-live-stack";
import { onlyWrites, watchWrites } from "./support/writes";

const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"];

const stacks = useLiveStack();

function desks(args: Readonly<Record<string, unknown>> = {}, opts?: string): string {
  return program(allocation("desks", { phoneNumbers: [A, B, C], ...args }, opts));
}

function profiles({ emulator }: LiveStack): (string | null)[] {
  return [...new Set(emulator.numbers().map(({ callingProfileId }) => callingProfileId))];
}

function routesOfWrites({ emulator }: LiveStack): (string | null)[] {
  // A validation is a POST that changes nothing.
  const isWrite = ({ verb, route }: { verb: string; route: string | null }): boolean =>
    verb === "POST" && route !== "numberStatus";
  return emulator.requests.filter(isWrite).map(({ route }) => route);
}

it("a change of the calling profile is refused while a number is in use, and else released and uploaded once, in this order", async () => {
  const live = await stacks.applied(desks());
  live.emulator.portal.assign(B);
  const writes = watchWrites(live.emulator);
  live.stack.write(desks({ callingProfile: OTHER_PROFILE }));
  const preview = succeeded(await live.stack.preview());
  expect(preview).toContain("~ 1 to update");
  expect(preview).toContain("will release 1 number");
  expect(preview).toContain(B);

  const before = live.stack.resource("desks");
  const refused = failed(await live.stack.up());
  expect(refused).toMatch(/1 of (the )?3 numbers to release/);
  expect(refused).toContain(`in use: ${B}`);
  expect(writes()).toEqual(onlyWrites({}));
  expect(live.stack.resource("desks")).toMatchObject({ id: before?.id, inputs: before?.inputs });

  live.emulator.portal.unassign(B);
  expect(succeeded(await live.stack.up())).toContain("~ 1 updated");
  expect(routesOfWrites(live)).toEqual(["upload", "release", "upload", "release", "upload"]);
  expect(writes()).toEqual(onlyWrites({ releases: [[A], [B, C]], uploads: [[A], [B, C]] }));
  expect(profiles(live)).toEqual([OTHER_PROFILE]);
  expect(live.stack.state().resources.filter((one) => one.delete)).toEqual([]);
});

it("a change of the calling profile takes numbers from their users where the same change allows it, one that is free first", async () => {
  const live = await stacks.applied(desks());
  live.emulator.portal.assign([A, B]);
  const writes = watchWrites(live.emulator);
  live.stack.write(desks({ callingProfile: OTHER_PROFILE, unassignOnRelease: true }));
  expect(succeeded(await live.stack.up({ skipPreview: false }))).toContain("2 numbers in use");
  const parts = [[C], [A, B]];
  expect(writes()).toEqual(onlyWrites({ unassigns: [[A, B]], releases: parts, uploads: parts }));
  expect(profiles(live)).toEqual([OTHER_PROFILE]);
});

it("an allocation that gets another name by an alias and another calling profile in one change is updated as well", async () => {
  const live = await stacks.applied(desks());
  const writes = watchWrites(live.emulator);
  const args = { phoneNumbers: [A, B, C], callingProfile: OTHER_PROFILE };
  const renamed = allocation("second", args, `{ aliases: [{ name: "desks" }] }`);
  expect(await change(live, program(renamed))).toContain("~ 1 updated");
  expect(writes()).toEqual(onlyWrites({ releases: [[A], [B, C]], uploads: [[A], [B, C]] }));
  expect(profiles(live)).toEqual([OTHER_PROFILE]);
  expect(live.stack.resource("desks")).toBeUndefined();
  await live.expectNoChanges();
});

it("up --replace loses, releases and uploads nothing, not even numbers in use, without a refresh as this machine knows what the stack has uploaded, and with one", async () => {
  const live = await stacks.applied(desks(), { refreshAlways: false });
  live.emulator.portal.assign(B);
  for (const refresh of [[], ["--refresh"]]) {
    const { urn = "", id } = live.stack.resource("desks") ?? {};
    const replaced = succeeded(await live.stack.up({ args: ["--replace", urn, ...refresh] }));
    expect(replaced).toContain("+-1 replaced");
    expectHandedOver(live, [A, B, C], 1);
    const { id: after } = live.stack.resource("desks") ?? {};
    expect(after).not.toBe(id);
  }
});
