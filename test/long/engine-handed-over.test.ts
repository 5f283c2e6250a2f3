import { TENANT, allocation, program, succeeded } from "../engine/support/live-stack";
import { change, expectDestroyed } from "../engine/support/story";
import { useLiveStack } from "../engine/support/use-live-stack";
import { onlyWrites, watchWrites } from "../engine/support/writes";

const [A, B, C, D] = ["+61395556900", "+61395556901", "+61395556902", "+61395556903"];

const stacks = useLiveStack();

function two(first: readonly string[], second: readonly string[]): string {
  return program(
    allocation("first", { phoneNumbers: first }),
    allocation("second", { phoneNumbers: second }),
  );
}

it("an allocation that has given numbers to another one of its stack does not release them when it alone is destroyed, with or without a refresh", async () => {
  const live = await stacks.applied(two([A, B], [C, D]));
  await change(live, two([A], [B, C, D]));
  const { urn = "" } = live.stack.resource("first") ?? {};
  const writes = watchWrites(live.emulator);
  succeeded(await live.stack.destroy({ args: ["--target", urn] }));
  expect(writes()).toEqual(onlyWrites({ releases: [[A]] }));
  expect(live.held()).toEqual([B, C, D]);

  await change(live, two([A], [B, C, D]));
  await change(live, two([A, B], [C, D]));
  const { urn: second = "" } = live.stack.resource("second") ?? {};
  succeeded(await live.stack.destroy({ args: ["--target", second, "--refresh=false"] }));
  expect(live.held()).toEqual([A, B]);
});

it("an allocation that has given numbers to another one of its stack is destroyed with that one at once, and each number is released by one of them", async () => {
  const live = await stacks.applied(two([A, B], [C, D]));
  await change(live, two([A], [B, C, D]));
  await change(live, two([A, B, C], [D]));
  // Long enough for two releases to be under way at the same time, where they do not share a request.
  live.emulator.fail({ verb: "GET", path: "/task/", delayMs: 500, times: 2 });
  await expectDestroyed(live, [A, B, C, D]);
  expect(live.emulator.counts).toMatchObject({ numbersReleased: 4 });
});

it("numbers that an allocation has given to another one are left alone when that one goes to another stack by state move", async () => {
  const live = await stacks.applied(two([A, B], [C, D]));
  const { stack } = live;
  const { urn = "" } = stack.resource("second") ?? {};
  await change(live, two([A], [B, C, D]));
  const moved = { PULUMI_STACK: "moved" };
  succeeded(await stack.run(["stack", "init", "moved"]));
  stack.write("");
  succeeded(await stack.up({ env: moved }));
  succeeded(await stack.run(["state", "move", "--source", "dev", "--dest", "moved", urn, "--yes"]));
  const writes = watchWrites(live.emulator);
  stack.write(program(allocation("first", { phoneNumbers: [A] })));
  expect(succeeded(await stack.preview())).toContain(`leaves 1 in the tenant (${B})`);
  expect(succeeded(await stack.up())).toContain(
    `${B}: handed over to another allocation earlier, so not released with this one, and left in tenant ${TENANT}`,
  );
  expect(live.outputs("first")).not.toHaveProperty("__handedOver");
  await live.expectNoChanges();

  stack.write(program(allocation("second", { phoneNumbers: [B, C, D] })));
  succeeded(await stack.preview({ args: ["--expect-no-changes"], env: moved }));
  stack.write("");
  succeeded(await stack.up());
  expect(writes()).toEqual(onlyWrites({ releases: [[A]] }));
  expect(live.held()).toEqual([B, C, D]);
});

it("numbers that one allocation has given to another one, which lets them go under --target, are not released by the first", async () => {
  const live = await stacks.applied(two([A, B], [C, D]));
  const { urn = "" } = live.stack.resource("second") ?? {};
  await change(live, two([A], [B, C, D]), ["--refresh=false"]);
  const writes = watchWrites(live.emulator);
  const last = program(
    allocation("first", { phoneNumbers: [A] }),
    allocation("second", { phoneNumbers: [C, D], releaseRemoved: false }),
  );
  await change(live, last, ["--target", urn, "--refresh=false"]);
  succeeded(await live.stack.up({ args: ["--refresh=false"] }));
  succeeded(await live.stack.up());
  expect(writes()).toEqual(onlyWrites({}));
  expect(live.held()).toEqual([A, B, C, D]);
});
