import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OTHER_TENANT, TENANT, failed, succeeded } from "../engine/support/live-stack";
import { ExampleCopy } from "./support/example-copy";

describe("the example with a stack for each tenant", () => {
  let example: ExampleCopy;
  beforeAll(async () => (example = await ExampleCopy.create("many-tenants")));
  afterAll(() => example.dispose());

  const held = (tenant: string) => example.emulator.numbers(tenant).length;

  it("the example with a stack for each tenant gives each customer the numbers of its own file, and leaves the other customer alone", async () => {
    succeeded(await example.pulumi("stack", "init", "contoso"));
    succeeded(await example.pulumi("up", "--yes", "--skip-preview"));
    expect([held(TENANT), held(OTHER_TENANT)]).toEqual([106, 0]);

    succeeded(await example.pulumi("stack", "init", "fabrikam"));
    succeeded(await example.pulumi("up", "--yes", "--skip-preview"));
    expect([held(TENANT), held(OTHER_TENANT)]).toEqual([106, 20]);

    // Drift of one customer shows in its stack, and in no other.
    example.emulator.portal.remove(OTHER_TENANT, "+61395558003");
    succeeded(await example.pulumi("preview", "--stack", "contoso", "--expect-no-changes"));
    const preview = failed(
      await example.pulumi("preview", "--stack", "fabrikam", "--expect-no-changes", "--diff"),
    );
    expect(preview).toMatch(/- \+61395558003: "missing"/);
  });

  it("the example with a stack for each tenant takes one more customer as a copy of a file, and names every mistake in it", async () => {
    const file = join(example.folder, "Pulumi.adatum.yaml");
    copyFileSync(join(example.folder, "Pulumi.fabrikam.yaml"), file);
    const text = readFileSync(file, "utf8");
    const wrong = text.replace("calling-apac", "calling-apec").replace("f94238e5", "x94238e5");
    writeFileSync(file, wrong.replace("+61395558000..", "+61 3 9555 8000..").replace("numbers:", "number:"));

    succeeded(await example.pulumi("stack", "init", "adatum"));
    const refused = failed(await example.pulumi("preview"));
    expect(refused).toContain("Pulumi.adatum.yaml:");
    expect(refused).toContain("expected the GUID of the customer's Entra tenant");
    expect(refused).toContain('"calling-apec" is none of calling-emea, calling-apac, conference-emea');
    expect(refused).toContain('Unrecognized key: "number"');
    expect(refused).not.toMatch(/^\s+at /m);
  });

  it("the example with a stack for each tenant refuses a number that lost its plus on the way, and a customer without allocations until that is meant", async () => {
    const number = "customer.allocations.sydney-desks.numbers[2]";
    succeeded(await example.pulumi("stack", "select", "contoso"));
    succeeded(await example.pulumi("config", "set", "--path", number, "+61395556881"));
    const refused = failed(await example.pulumi("preview"));
    expect(refused).toContain("61395556881: without quotes, YAML and pulumi config set --path take a number");
    expect(refused).toContain('at allocations["sydney-desks"].numbers[2]');
    expect(refused).not.toContain("+61395556881");

    succeeded(await example.pulumi("config", "set", "--type", "string", "--path", number, "+61395556881"));
    expect(succeeded(await example.pulumi("preview", "--diff"))).toContain("+61395556880..+61395556881");

    for (const name of ["sydney-desks", "sydney-bridges"])
      succeeded(await example.pulumi("config", "rm", "--path", `customer.allocations.${name}`));

    expect(failed(await example.pulumi("up", "--yes", "--skip-preview"))).toContain(
      "without an allocation, every number of the customer would be released: if that is meant, add allowEmpty: true",
    );
    expect(held(TENANT)).toBe(106);
    succeeded(await example.pulumi("config", "set", "--path", "customer.allowEmpty", "true"));
    expect(succeeded(await example.pulumi("preview"))).toContain("- 2 to delete");
  });
});
