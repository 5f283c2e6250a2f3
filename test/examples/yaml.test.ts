import { TENANT, failed, succeeded } from "../engine/support/live-stack";
import { ExampleCopy } from "./support/example-copy";

describe("the example in YAML", () => {
  let example: ExampleCopy;
  beforeAll(async () => (example = await ExampleCopy.create("yaml")));
  afterAll(() => example.dispose());

  it("the example in YAML is applied, shows the drift that somebody makes in the portal in a plain preview, and imports what somebody adds", async () => {
    succeeded(await example.pulumi("stack", "init", "dev"));
    succeeded(await example.pulumi("up", "--yes"));
    expect(example.emulator.numbers(TENANT)).toHaveLength(51);

    succeeded(await example.portal("remove", "+61395556903"));
    const drifted = failed(await example.pulumi("preview", "--diff", "--expect-no-changes"));
    expect(drifted).toMatch(/- \+61395556903: "missing"/);
    succeeded(await example.pulumi("up", "--yes", "--skip-preview"));
    expect(example.emulator.uploadsOf("+61395556903")).toBe(2);

    succeeded(await example.portal("add", "+61395557000..+61395557009", "--tenant", TENANT));
    const id = `${TENANT}/+61395557000..+61395557009`;
    const type = "liveplatform:index:OcNumberAllocation";
    const imported = succeeded(
      await example.pulumi("import", type, "melbourne", id, "--yes", "--protect=false"),
    );
    expect(imported).toContain("+61395557009");
    expect(example.emulator.counts).toMatchObject({ uploads: 2 });
    succeeded(await example.pulumi("destroy", "--yes", "--skip-preview"));
    expect(example.emulator.numbers()).toEqual([]);
  });

  it("the example in YAML refuses a tenant that is no GUID, and names the property", async () => {
    succeeded(await example.pulumi("config", "set", "msTenantId", "contoso"));
    expect(failed(await example.pulumi("preview"))).toContain("msTenantId must be a GUID");
  });
});
