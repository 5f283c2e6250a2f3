import { allocation, program, succeeded } from "./support/live-stack";
import { NEW, SAYS, TOKEN, storedStack, timesInTheEnd } from "./support/stored-configuration";
import { useLiveStack } from "./support/use-live-stack";

const stacks = useLiveStack();

it("a preview whose refresh worked with the configuration of the last up says so by the names of what has changed, once, without a value; each way that it names makes it go away", async () => {
  const desks = allocation("desks", { phoneNumbers: ["+61395556880"] });
  const hall = allocation("hall", { phoneNumbers: ["+61395556881"] });
  const stack = await storedStack(stacks, {
    program: program(desks, hall),
    config: { "liveplatform:pageSize": "500" },
  });
  expect(succeeded(await stack.preview())).not.toContain(SAYS);
  succeeded(await stack.run(["config", "set", "liveplatform:pageSize", "300"]));
  succeeded(await stack.run(["config", "set", "liveplatform:maxReleases", "7"]));
  const told = succeeded(await stack.preview());
  expect(told).toContain(`liveplatform:maxReleases, liveplatform:pageSize: ${SAYS}`);
  expect(told).toContain("(LIVEPLATFORM_MAX_RELEASES)");
  expect(timesInTheEnd(SAYS, told)).toBe(1);
  expect(told).not.toMatch(/\b(300|500)\b/);

  succeeded(await stack.up({ args: ["--refresh", "--run-program"] }));
  // The old token is good still, so nothing fails: only the warning tells.
  succeeded(await stack.run(["config", "set", "--secret", "liveplatform:token", NEW]));
  const rotated = succeeded(await stack.preview());
  expect(rotated).toContain(`warning: liveplatform:token: ${SAYS}`);
  expect(rotated).not.toContain(TOKEN);
  expect(rotated).not.toContain(NEW);
  expect(succeeded(await stack.preview({ env: { LIVEPLATFORM_TOKEN: NEW } }))).not.toContain(SAYS);
  succeeded(await stack.refresh({ args: ["--run-program"] }));
  expect(succeeded(await stack.preview())).not.toContain(SAYS);
});
