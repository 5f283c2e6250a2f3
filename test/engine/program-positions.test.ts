import { allocation, failed, program, succeeded } from "./support/live-stack";
import { useLiveStack } from "./support/use-live-stack";

const DESK = { phoneNumbers: ["+61395556880"] };

const stacks = useLiveStack();

it("of an allocation it is known where the program makes it, and what errors of the program tell of themselves is left alone", async () => {
  const live = await stacks.create({
    program: program(
      `Error.stackTraceLimit = 7;`,
      allocation("desks", DESK),
      `exports.limit = Error.stackTraceLimit;`,
    ),
  });
  succeeded(await live.stack.up());
  expect(live.stack.resource("desks")).toMatchObject({ sourcePosition: "project:///index.js#4,15" });
  expect(live.stack.resource("test-dev")?.outputs).toMatchObject({ limit: 7 });
});

it.each([
  ["a name that is missing", `new liveplatform.OcNumberAllocation("", {})`, "Missing resource name argument"],
  [
    "a transformation that throws",
    allocation("desks", DESK, `{ transformations: [() => { throw new Error("no such site"); }] }`),
    "no such site",
  ],
])("an error that Pulumi throws tells where the program is: %s", async (_, statement, message) => {
  const live = await stacks.create({ program: program(statement) });
  const output = failed(await live.stack.preview());
  expect(output).toContain(message);
  expect(output).toMatch(/index\.js:3:\d+/);
});
