import { program, succeeded } from "./support/live-stack";
import { A, B, C, both, onA, onB, provider, targeting } from "./support/moves";
import { change, expectDestroyed, expectHandedOver } from "./support/story";
import { useLiveStack } from "./support/use-live-stack";

const stacks = useLiveStack();

it("numbers that move between provider instances change hands without a request, also from an instance that has no allocation left or is gone itself", async () => {
  const live = await stacks.applied(program(provider("pa"), provider("pb"), onA([A, B]), onB([C])));
  await change(live, program(provider("pa"), provider("pb"), onA([A]), onB([B, C])));
  expect(live.outputs("second")).toMatchObject({ numbers: { [`${B}..${C}`]: 2 } });

  const emptied = await change(live, program(provider("pa"), provider("pb"), onB([A, B, C])));
  expect(emptied).toContain("- 1 deleted");
  const returned = await change(live, program(provider("pa"), onA([A, B, C])));
  expect(returned).toContain("- 2 deleted");
  expectHandedOver(live, [A, B, C], 2);
  await expectDestroyed(live, [A, B, C]);
});

it("numbers that move under --target stay when only the allocation that gives them up is a target, then all", async () => {
  const live = await stacks.applied(both([A, B], [C]));
  live.stack.write(both([A], [B, C]));
  succeeded(await live.stack.up({ args: targeting(live, "first") }));
  expect(live.held()).toEqual([A, B, C]);
  succeeded(await live.stack.up());
  expect(live.outputs("first")).toMatchObject({ numbers: { [A]: 1 } });
  expect(live.outputs("second")).toMatchObject({ numbers: { [`${B}..${C}`]: 2 } });
  expectHandedOver(live, [A, B, C], 2);
});
