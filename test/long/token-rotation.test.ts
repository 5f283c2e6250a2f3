import { failed, succeeded } from "../engine/support/live-stack";
import { NEW, RotatedToken } from "../engine/support/rotated-token";
import { useLiveStack } from "../engine/support/use-live-stack";

const stacks = useLiveStack();

it("a token set in stack configuration for the first time is not seen by refresh, and the error's advice works", async () => {
  const { stack } = stacks.keep(await RotatedToken.create());
  const env = { LIVEPLATFORM_TOKEN: undefined };
  succeeded(await stack.run(["config", "set", "--secret", "liveplatform:token", NEW]));
  expect(failed(await stack.preview({ env }))).toMatch(
    /no credentials[^]*use the stack configuration of the last up, .* run pulumi up --refresh --run-program/,
  );
  succeeded(await stack.up({ env, args: ["--refresh", "--run-program"] }));
  succeeded(await stack.preview({ env, args: ["--expect-no-changes"] }));
});
