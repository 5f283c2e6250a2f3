import { allocation, program, succeeded } from "./support/live-stack";
import { change, expectHandedOver } from "./support/story";
import { useLiveStack } from "./support/use-live-stack";

const [A, B] = ["+61395556880", "+61395556881"];

const stacks = useLiveStack();

/** The engine has answered for the first allocation by the time that the second is made. */
const ANSWERED = "await new Promise((resolve) => first.urn.apply(resolve));";
/** The engine works on the first allocation, as when a program reads a sheet from the network. */
const A_SECOND = "await new Promise((resolve) => setTimeout(resolve, 1000));";

function withAPause(first: readonly string[], second: readonly string[], pause = ANSWERED): string {
  return program(
    "module.exports = async () => {",
    allocation("first", { phoneNumbers: first }),
    pause,
    allocation("second", { phoneNumbers: second }),
    "};",
  );
}

it("a number that moves to an allocation which is made after the program has waited for something changes hands where the up makes its preview, and where both are made at once", async () => {
  const live = await stacks.applied(withAPause([A, B], ["+61395556882"]));
  const { stack } = live;
  stack.write(withAPause([A], [B, "+61395556882"]));
  succeeded(await stack.preview());
  succeeded(await stack.up({ skipPreview: false }));
  await change(
    live,
    program(
      allocation("first", { phoneNumbers: [A, B] }),
      allocation("second", { phoneNumbers: ["+61395556882"] }),
    ),
  );
  expectHandedOver(live, [A, B, "+61395556882"], 2);
});

it("a number that moves to an allocation which is made a second later changes hands without a preview, as in the Automation API", async () => {
  const live = await stacks.applied(withAPause([A, B], ["+61395556882"]));
  await change(live, withAPause([A], [B, "+61395556882"], A_SECOND));
  expect(live.outputs("second")).toMatchObject({ numbers: { [`${B}..+61395556882`]: 2 } });
  expectHandedOver(live, [A, B, "+61395556882"], 2);
});
