import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { failed, succeeded } from "../engine/support/live-stack";
import { pulumiBinDir, repositoryRoot } from "../engine/support/pulumi-cli";
import { ExampleCopy } from "./support/example-copy";

const pack = join(repositoryRoot, "examples/policy");

it("the policy pack passes a program of own numbers, and refuses others, too many, and a takeover on main", async () => {
  const example = await ExampleCopy.create("quickstart");
  const config = join(example.folder, "policy.json");
  const preview = (rules: { block: string; most: number }, env: NodeJS.ProcessEnv = {}) => {
    const own = { blocks: [rules.block] };
    writeFileSync(config, JSON.stringify({ "own-blocks": own, "tenant-maximum": { most: rules.most } }));
    const args = ["preview", "--policy-pack", pack, "--policy-pack-config", config];
    return example.run(join(pulumiBinDir(), "pulumi"), [...args, "--non-interactive", "--color", "never"], {
      GITHUB_REF_NAME: "numbers",
      ...env,
    });
  };
  try {
    succeeded(await example.pulumi("stack", "init", "dev"));
    succeeded(await preview({ block: "+61395556000..+61395557999", most: 101 }));

    const refused = failed(await preview({ block: "+61395556900..+61395556998", most: 100 }));
    expect(refused).toContain("not within our blocks: +61395556880, +61395556900..+61395556999");

    const tooMany = failed(await preview({ block: "+61395556000..+61395557999", most: 100 }));
    expect(tooMany).toMatch(/tenant 3bc57cac-\S+ would have 101 numbers, and 100 are agreed/);

    const program = join(example.folder, "index.ts");
    const text = readFileSync(program, "utf8").replace("  usage:", "  adoptExisting: true,\n  usage:");
    writeFileSync(program, text);
    const rules = { block: "+61395556000..+61395557999", most: 101 };
    succeeded(await preview(rules));
    expect(failed(await preview(rules, { GITHUB_REF_NAME: "main" }))).toContain(
      "adoptExisting is still true on main: the next destroy would release what it took over",
    );
    expect(example.emulator.counts.numbersUploaded).toBe(0);
  } finally {
    await example.dispose();
  }
});
