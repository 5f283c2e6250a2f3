import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../emulator";
import { allocation, failed, program, succeeded } from "../engine/support/live-stack";
import { DESKS, PROGRAM, TOKEN, TwoPlatforms } from "../engine/support/two-platforms";
import { useLiveStack } from "../engine/support/use-live-stack";

const stacks = useLiveStack();

it("a base URL of an explicit provider that leads to another platform is refused, and nothing is lost", async () => {
  const at = ({ url }: Emulator): string =>
    program(
      `const provider = new liveplatform.Provider("p", ${JSON.stringify({ baseUrl: url, token: TOKEN })});`,
      allocation("desks", DESKS, "{ provider }"),
    );
  const platforms = stacks.keep(await TwoPlatforms.create(at));
  const { stack, other } = platforms;
  stack.write(at(other));
  platforms.expectRefused(failed(await stack.preview()));
  platforms.expectRefused(failed(await stack.up()));
});

it("a state of 0.1.0, which names no platform, is taken over without a change", async () => {
  const { stack, home, folder } = stacks.keep(await TwoPlatforms.create(PROGRAM));
  const env = { LIVEPLATFORM_BASE_URL: home.url };
  const exported = succeeded(await stack.run(["stack", "export"]));
  const file = join(folder, "state.json");
  writeFileSync(file, exported.replaceAll(/"__platform": "[^"]*",\s*/g, ""));
  succeeded(await stack.run(["stack", "import", "--file", file]));
  expect(stack.rawState()).not.toContain("__platform");
  succeeded(await stack.preview({ env, args: ["--expect-no-changes"] }));
  succeeded(await stack.refresh({ env, args: ["--expect-no-changes"] }));
  expect(stack.resource("desks")?.outputs).toMatchObject({ __platform: home.url });
  expect(home.requestsTo("upload")).toHaveLength(1);
});
