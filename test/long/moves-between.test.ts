import { OTHER_PROFILE, allocation, failed, program, succeeded } from "../engine/support/live-stack";
import { A, B, C, both, onA, onB, provider, targeting } from "../engine/support/moves";
import { change, expectDestroyed, expectHandedOver } from "../engine/support/story";
import { useLiveStack } from "../engine/support/use-live-stack";

const DAY_MS = 24 * 60 * 60 * 1000;

const stacks = useLiveStack();

it("numbers that move between provider instances change hands when the allocation itself gets another instance", async () => {
  const live = await stacks.applied(program(allocation("first", { phoneNumbers: [A, B] })));
  await change(live, program(provider("pa"), onA([A, B])));
  await change(live, program(provider("pb"), onB([B, A])), ["--refresh=false"]);
  expectHandedOver(live, [A, B], 1);
});

it("numbers that move under --target stay when only the allocation that gets them is a target, then all", async () => {
  const live = await stacks.applied(both([A, B], [C]));
  live.stack.write(both([A], [B, C]));
  succeeded(await live.stack.up({ args: targeting(live, "second") }));
  expect(live.outputs("second")).toMatchObject({ numbers: { [`${B}..${C}`]: 2 } });
  succeeded(await live.stack.up());
  expect(live.outputs("first")).toMatchObject({ numbers: { [A]: 1 } });
  expectHandedOver(live, [A, B, C], 2);
});

it("numbers that move under --target stay when they have been in the tenant for long and the allocation that gives them up is the first target", async () => {
  const live = await stacks.applied(both([A, B], [C]));
  live.emulator.portal.age([A, B, C], 2 * DAY_MS);
  live.stack.write(both([A], [B, C]));
  succeeded(await live.stack.up({ args: targeting(live, "first") }));
  succeeded(await live.stack.up());
  expect(live.outputs("first")).toMatchObject({ numbers: { [A]: 1 } });
  expect(live.outputs("second")).toMatchObject({ numbers: { [`${B}..${C}`]: 2 } });
  expectHandedOver(live, [A, B, C], 2);
});

it("numbers that move under --target stay somebody's when the allocation that gives them up is replaced, and the other one is no target", async () => {
  const live = await stacks.applied(both([A, B], [C]));
  live.emulator.portal.age([A, B, C], 2 * DAY_MS);
  const first = allocation("first", { phoneNumbers: [A], callingProfile: OTHER_PROFILE });
  live.stack.write(program(first, allocation("second", { phoneNumbers: [B, C] })));
  succeeded(await live.stack.up({ args: targeting(live, "first") }));
  expect(live.outputs("first")).toMatchObject({ numbers: { [A]: 1 }, __handedOver: { [B]: 1 } });
  succeeded(await live.stack.up());
  expect(live.outputs("second")).toMatchObject({ numbers: { [`${B}..${C}`]: 2 } });
  expect([A, B, C].map((number) => live.emulator.uploadsOf(number))).toEqual([2, 1, 1]);
  await live.expectNoChanges();
  succeeded(await live.stack.refresh());
  expect(live.outputs("first")).not.toHaveProperty("__handedOver");
});

it("numbers that have been in the tenant for long are not taken on trust where who gets them is the first target", async () => {
  const live = await stacks.applied(both([A, B], [C]));
  live.emulator.portal.age([A, B, C], 2 * DAY_MS);
  live.stack.write(both([A], [B, C]));
  const refused = failed(await live.stack.up({ args: targeting(live, "second") }));
  expect(refused).toContain(`has a problem: ${B}: already in the tenant`);
  succeeded(await live.stack.up());
  expect(live.outputs("second")).toMatchObject({ numbers: { [`${B}..${C}`]: 2 } });
  expectHandedOver(live, [A, B, C], 2);
});

it("numbers that move under --target stay when the allocation that held them would be deleted as the only target: it goes when the other has them", async () => {
  const live = await stacks.applied(both([A, B], [C]));
  live.emulator.portal.age([A, B, C], 2 * DAY_MS);
  live.stack.write(program(allocation("second", { phoneNumbers: [A, B, C] })));
  const refused = failed(await live.stack.up({ args: targeting(live, "first") }));
  expect(refused).toContain(`${A}..${B} (2 numbers): the program declares them in another allocation`);
  expect(live.held()).toEqual([A, B, C]);
  expect(live.outputs("first")).toMatchObject({ numberCount: 2 });
  expect(succeeded(await live.stack.up())).toContain("- 1 deleted");
  expectHandedOver(live, [A, B, C], 2);
  await expectDestroyed(live, [A, B, C]);
});
