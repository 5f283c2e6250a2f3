import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { failed, succeeded } from "../engine/support/live-stack";
import { ExampleCopy } from "./support/example-copy";

describe("the example of a team's own tests", () => {
  let example: ExampleCopy;
  beforeAll(async () => (example = await ExampleCopy.create("offline-tests")));
  afterAll(() => example.dispose());

  it("the example of a team's own tests passes with npm test, works against an emulator of its own, and leaves nothing behind", async () => {
    const output = succeeded(await example.run("npm", ["test"]));
    expect(output).toMatch(/Tests: +5 passed, 5 total/);
    expect(example.emulator.requests).toHaveLength(0);
    expect(existsSync(join(example.folder, "Pulumi.test.yaml"))).toBe(false);
  });

  it("the example of a team's own tests fails where the program declares a number twice, or one of another block", async () => {
    const sites = join(example.folder, "sites.ts");
    const twice = readFileSync(sites, "utf8").replace("+61395558000", "+61395556949");
    writeFileSync(sites, twice.replace("+61395556880", "+61295556880"));

    const output = failed(await example.run("npm", ["test", "--", "declared"]));
    expect(output).toMatch(/Tests: +2 failed, 2 total/);
    expect(output).toMatch(/"site": "melbourne",\s+\+ +"start": "\+61395556949"/);
    expect(output).toContain('"start": "+61295556880"');
  });
});
