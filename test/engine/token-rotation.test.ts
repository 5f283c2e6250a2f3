import { TENANT, failed, succeeded } from "./support/live-stack";
import { NEW, OLD, RotatedToken } from "./support/rotated-token";
import { useLiveStack } from "./support/use-live-stack";

const stacks = useLiveStack();

it("a rotated token of the environment works for refresh and destroy at once", async () => {
  const rotated = stacks.keep(await RotatedToken.create());
  const { stack, emulator } = rotated;
  const today = { LIVEPLATFORM_TOKEN: NEW };
  succeeded(await stack.refresh({ env: today }));
  succeeded(await stack.destroy({ env: today }));
  expect(emulator.numbers(TENANT)).toEqual([]);
  expect(rotated.statuses()).not.toContain(401);
});

it("a rotated token of the configuration is not seen by refresh: the 401 says what to do, and both ways work", async () => {
  const rotated = stacks.keep(
    await RotatedToken.create({
      env: { LIVEPLATFORM_TOKEN: undefined },
      secretConfig: { "liveplatform:token": OLD },
    }),
  );
  const { stack } = rotated;
  succeeded(await stack.run(["config", "set", "--secret", "liveplatform:token", NEW]));
  const refused = failed(await stack.refresh());
  expect(refused).toMatch(
    /liveplatform:token \(configuration\) is not accepted.* stored at the last run\. Set LIVEPLATFORM_TOKEN for this run, or run pulumi refresh --run-program first/,
  );
  expect(refused).not.toContain(OLD);
  expect(stack.resource("desks")?.outputs).toMatchObject({ numberCount: 1 });

  await rotated.restart();
  succeeded(await stack.preview({ env: { LIVEPLATFORM_TOKEN: NEW }, args: ["--expect-no-changes"] }));
  succeeded(await stack.refresh({ args: ["--run-program"] }));
  succeeded(await stack.destroy());
  expect(rotated.emulator.numbers(TENANT)).toEqual([]);
  expect(rotated.statuses()).not.toContain(401);
  expect(stack.state().resources).toEqual([]);
});
