import { TENANT, allocation, failed, program, succeeded } from "./support/live-stack";
import { DESKS, PROGRAM, TwoPlatforms } from "./support/two-platforms";
import { useLiveStack } from "./support/use-live-stack";

const stacks = useLiveStack();

it("a base URL of the configuration that leads to another platform is refused, though the refresh still asks the old one", async () => {
  const platforms = stacks.keep(
    await TwoPlatforms.create(PROGRAM, ({ url }) => ({ "liveplatform:baseUrl": url })),
  );
  const { stack, home, other } = platforms;
  const configure = (url: string) => stack.run(["config", "set", "liveplatform:baseUrl", url]);
  succeeded(await configure(other.url));
  platforms.expectRefused(failed(await stack.preview()));
  platforms.expectRefused(failed(await stack.up()));
  // The up that failed has stored the other one's address, and the refresh works with that.
  succeeded(await configure(home.url));
  expect(failed(await stack.preview())).toContain("pulumi up --refresh --run-program stores today's");
  succeeded(await stack.up({ args: ["--refresh", "--run-program"] }));
  succeeded(await stack.preview({ args: ["--expect-no-changes"] }));
});

it("a base URL of the environment that leads to another platform is refused by refresh and destroy; the advice works", async () => {
  const platforms = stacks.keep(await TwoPlatforms.create(PROGRAM));
  const { stack } = platforms;
  const moved = { LIVEPLATFORM_BASE_URL: platforms.other.url };
  platforms.expectRefused(failed(await stack.refresh({ env: moved })));
  platforms.expectRefused(failed(await stack.destroy({ env: moved })));

  await platforms.moveHome();
  const { home } = platforms;
  const env = { LIVEPLATFORM_BASE_URL: home.url };
  const [, urn = ""] = /pulumi state delete '([^']+)'/.exec(failed(await stack.refresh({ env }))) ?? [];
  succeeded(await stack.run(["state", "delete", urn, "--yes"]));
  stack.write(program(allocation("desks", { ...DESKS, adoptExisting: true })));
  succeeded(await stack.up({ env }));
  expect(home.requestsTo("upload")).toEqual([]);
  expect(home.numbers(TENANT)).toHaveLength(1);
  expect(stack.resource("desks")?.outputs).toMatchObject({ numberCount: 1, __platform: home.url });
});
