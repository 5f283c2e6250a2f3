import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { TENANT, succeeded } from "../engine/support/live-stack";
import { pulumiBinDir, repositoryRoot } from "../engine/support/pulumi-cli";
import { ExampleCopy } from "./support/example-copy";

/** Nothing answers there: whoever needs a network fails. */
const NO_NETWORK = {
  HTTPS_PROXY: "http://127.0.0.1:9",
  HTTP_PROXY: "http://127.0.0.1:9",
  NO_PROXY: "127.0.0.1",
};

it("the starter is made a project by pulumi new without a network, and runs on the emulator at once", async () => {
  const example = await ExampleCopy.create("starter");
  const project = join(example.folder, "sydney");
  const pulumi = (...args: string[]) =>
    example.run(join(pulumiBinDir(), "pulumi"), [...args, "--non-interactive", "--color", "never"], {
      ...NO_NETWORK,
      // A new project has no type check but that of Pulumi itself.
      PULUMI_NODEJS_TRANSPILE_ONLY: undefined,
    });
  try {
    const template = join(repositoryRoot, "examples/starter");
    succeeded(
      await pulumi("new", template, "--generate-only", "--yes", "--name", "sydney", "--dir", project),
    );
    expect(readdirSync(project).sort()).toEqual(["Pulumi.yaml", "index.ts", "package.json"]);
    expect(readFileSync(join(project, "Pulumi.yaml"), "utf8")).toMatch(
      /^name: sydney$[^]*^ {2}refresh: always$/m,
    );

    succeeded(await pulumi("-C", project, "stack", "init", "dev"));
    succeeded(await pulumi("-C", project, "up", "--yes", "--skip-preview"));
    expect(example.emulator.numbers(TENANT)).toHaveLength(101);
    example.emulator.portal.remove(TENANT, "+61395556950");
    expect(succeeded(await pulumi("-C", project, "preview", "--diff"))).toContain(
      '- +61395556950: "missing"',
    );
  } finally {
    await example.dispose();
  }
});
