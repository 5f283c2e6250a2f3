import { allocation, program, succeeded } from "./support/live-stack";
import { expectDestroyed, expectHandedOver } from "./support/story";
import { useLiveStack } from "./support/use-live-stack";

const [A, B] = ["+61395556900", "+61395556901"];

const stacks = useLiveStack();

it("a resource that gets another name by an alias shows no change but its own, gives a number to another one, and is unchanged afterwards", async () => {
  const live = await stacks.applied(program(allocation("first", { phoneNumbers: [A, B] })));
  live.stack.write(
    program(
      allocation("second", { phoneNumbers: [A] }, `{ aliases: [{ name: "first" }] }`),
      allocation("third", { phoneNumbers: [B] }),
    ),
  );
  for (const args of [["--refresh=false"], ["--diff"]])
    expect(succeeded(await live.stack.preview({ args }))).not.toContain("__urn");
  succeeded(await live.stack.up());
  expectHandedOver(live, [A, B], 1);
  for (const args of [["--expect-no-changes", "--refresh=false"], ["--expect-no-changes"]])
    succeeded(await live.stack.preview({ args }));
  expect(live.outputs("second")).toMatchObject({ numbers: { [A]: 1 } });
  await expectDestroyed(live, [A, B]);
});
