import { allocation, failed, program } from "./support/live-stack";
import { change, expectHandedOver } from "./support/story";
import { useLiveStack } from "./support/use-live-stack";

const [A, B] = ["+61395556880", "+61395556881"];

const stacks = useLiveStack();

/** The engine has answered for the first allocation by the time that the second is made. */
function withAPause(first: readonly string[], second: readonly string[]): string {
  return program(
    "module.exports = async () => {",
    allocation("first", { phoneNumbers: first }),
    "await new Promise((resolve) => first.urn.apply(resolve));",
    allocation("second", { phoneNumbers: second }),
    "};",
  );
}

describe("a number that moves to an allocation which is made after the program has waited for something", () => {
  it("is refused in the preview, before anything is released; made at once, both change hands", async () => {
    const live = await stacks.applied(withAPause([A, B], ["+61395556882"]));
    const { stack, emulator } = live;
    stack.write(withAPause([A], [B, "+61395556882"]));
    const refused = failed(await stack.preview());
    expect(refused).toContain(
      `has a problem: ${B} is being removed from "first", which would release it before this allocation is registered. Create all allocations`,
    );
    expect(emulator.counts.releases).toBe(0);
    await change(
      live,
      program(
        allocation("first", { phoneNumbers: [A] }),
        allocation("second", { phoneNumbers: [B, "+61395556882"] }),
      ),
    );
    expectHandedOver(live, [A, B, "+61395556882"], 2);
  });
});
