import { TENANT, succeeded } from "../engine/support/live-stack";
import { ExampleCopy } from "./support/example-copy";

describe("the example with a component", () => {
  let example: ExampleCopy;
  beforeAll(async () => (example = await ExampleCopy.create("component")));
  afterAll(() => example.dispose());

  it("the example with a component gives each site its desks and its conference line, below the site", async () => {
    succeeded(await example.pulumi("stack", "init", "dev"));
    const shown = succeeded(await example.pulumi("up", "--yes", "--skip-preview"));
    expect(example.emulator.numbers(TENANT)).toHaveLength(72);
    expect(shown).toMatch(/melbourne\s*: 21/);
    expect(shown).toMatch(/sydney\s*: 51/);
    const urns = succeeded(await example.pulumi("stack", "--show-urns"));
    expect(urns).toContain(
      "example:index:Site$pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation::sydney-desks",
    );
    succeeded(await example.pulumi("preview", "--expect-no-changes"));
  });
});
