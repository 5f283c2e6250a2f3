import { mkdtempSync } from "node:fs";
import { join } from "node:path";

import { type LiveStack, failed, succeeded } from "../engine/support/live-stack";
import { expectHandedOver } from "../engine/support/story";
import { useLiveStack } from "../engine/support/use-live-stack";
import { yaml, yamlAllocation } from "../engine/support/yaml";

const stacks = useLiveStack();
let live: LiveStack;

const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"];
const FIRST = yamlAllocation({ phoneNumbers: [A, B] });

function both(first: readonly string[], second: readonly string[]): string {
  return yaml({
    first: yamlAllocation({ phoneNumbers: first }),
    second: yamlAllocation({ phoneNumbers: second }, { dependsOn: ["${first}"] }),
  });
}

async function applied(program: string): Promise<readonly string[]> {
  live = await stacks.applied(program, { language: "yaml" });
  return ["--target", live.stack.resource("first")?.urn ?? ""];
}

describe("a number that leaves the target of an up in YAML for an allocation that is none", () => {
  it("is kept where that allocation is new, and changes hands in the up without a target", async () => {
    const target = await applied(yaml({ first: FIRST }));
    live.stack.write(both([A], [B, C]));
    for (const skipPreview of [false, true, false])
      expect(succeeded(await live.stack.up({ skipPreview, args: target }))).not.toContain("releasing");
    expect(live.held()).toEqual([A, B]);
    succeeded(await live.stack.up({ skipPreview: false }));
    expectHandedOver(live, [A, B, C], 2);
  });

  it("is kept on a machine that has never run the stack, and what nobody declares is released by the next up", async () => {
    await applied(both([A, B], [C]));
    live.stack.write(both([A], [B, C]));
    const args = ["--exclude", live.stack.resource("second")?.urn ?? ""];
    const env = { TMPDIR: mkdtempSync(join(live.stack.temporaryDir, "other-")) };
    const up = succeeded(await live.stack.up({ skipPreview: false, args, env }));
    expect(up).toContain("with --target another allocation may still declare");
    expect(live.held()).toEqual([A, B, C]);
    live.stack.write(both([A], [C]));
    succeeded(await live.stack.up({ skipPreview: false, env }));
    expect(live.held()).toEqual([A, C]);
  });

  it("is kept where the target is deleted; a destroy of that target releases", async () => {
    const target = await applied(yaml({ first: FIRST, second: yamlAllocation({ phoneNumbers: [C] }) }));
    live.stack.write(yaml({ second: yamlAllocation({ phoneNumbers: [A, B, C] }) }));
    const refused = failed(await live.stack.up({ args: target }));
    expect(refused).toContain("Run pulumi up without --target");
    expect(live.held()).toEqual([A, B, C]);
    succeeded(await live.stack.up());
    expectHandedOver(live, [A, B, C], 2);
    const urn = live.stack.resource("second")?.urn ?? "";
    succeeded(await live.stack.destroy({ args: ["--target", urn] }));
    expect(live.held()).toEqual([]);
  });
});
