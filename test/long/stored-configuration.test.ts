import { allocation, program, succeeded } from "../engine/support/live-stack";
import { SAYS, storedStack, timesInTheEnd } from "../engine/support/stored-configuration";
import { useLiveStack } from "../engine/support/use-live-stack";

const stacks = useLiveStack();

it("a preview whose refresh worked with the configuration of the last up says so of an explicit provider too, and the same ways make it go away", async () => {
  const withPages = (pageSize: number): string => {
    const provider = `const provider = new liveplatform.Provider("p", { pageSize: ${pageSize} });`;
    return program(provider, allocation("desks", { phoneNumbers: ["+61395556880"] }, "{ provider }"));
  };
  const stack = await storedStack(stacks, { program: withPages(500) });
  stack.write(withPages(300));
  const told = succeeded(await stack.preview());
  expect(told).toContain(`liveplatform:pageSize: ${SAYS}`);
  expect(timesInTheEnd(SAYS, told)).toBe(1);

  succeeded(await stack.refresh({ args: ["--run-program"] }));
  expect(succeeded(await stack.preview())).not.toContain(SAYS);
  stack.write(withPages(500));
  expect(succeeded(await stack.preview())).toContain(SAYS);
  succeeded(await stack.up({ args: ["--refresh", "--run-program"] }));
  expect(succeeded(await stack.preview())).not.toContain(SAYS);
});
