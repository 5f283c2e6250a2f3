import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { type LiveStack, TENANT, allocation, program, range, succeeded } from "../support/live-stack";
import { projectOf } from "../support/stack-folder";
import { useLiveStack } from "../support/use-live-stack";
import { yamlAllocation } from "../support/yaml";

const stacks = useLiveStack();
let live: LiveStack;

const DESKS = { phoneNumberRanges: [range("+61395556900", "+61395556909")] };

/** Makes a YAML program of the stack's project; JSON is YAML. */
function becomeYaml(): void {
  const project = projectOf({ language: "yaml", refreshAlways: false });
  const text = JSON.stringify({ ...project, resources: { desks: yamlAllocation(DESKS) } });
  writeFileSync(join(live.stack.dir, "Pulumi.yaml"), text);
}

/** Makes a JavaScript program of it. */
function becomeJavaScript(): void {
  const project = projectOf({ language: "nodejs", refreshAlways: true });
  writeFileSync(join(live.stack.dir, "Pulumi.yaml"), JSON.stringify(project));
  live.stack.write(program(allocation("desks", DESKS)));
}

it("a stack that changes its host goes from the dynamic provider to the plugin in YAML and back, unchanged and without a write", async () => {
  live = await stacks.create({ program: program(allocation("desks", DESKS)) });
  succeeded(await live.stack.up());
  const { writes } = live.emulator.counts;

  becomeYaml();
  succeeded(await live.stack.preview({ args: ["--expect-no-changes"] }));
  succeeded(await live.stack.up());
  expect(live.stack.resource("desks")?.type).toBe("liveplatform:index:OcNumberAllocation");
  await live.expectNoChanges();
  succeeded(await live.stack.refresh());

  becomeJavaScript();
  succeeded(await live.stack.preview({ args: ["--expect-no-changes"] }));
  succeeded(await live.stack.up());
  expect(live.stack.resource("desks")?.type).toBe("pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation");
  await live.expectNoChanges();
  expect(live.emulator.counts.writes).toBe(writes);

  succeeded(await live.stack.destroy());
  expect(live.emulator.numbers()).toEqual([]);
});

it("a stack that goes from the dynamic provider to the plugin shows drift in its first plain preview, and in every one after an up that changed nothing, without a refresh; an up repairs it", async () => {
  live = await stacks.create({ program: program(allocation("desks", DESKS)) });
  succeeded(await live.stack.up());
  becomeYaml();
  live.emulator.portal.remove(TENANT, "+61395556901");
  expect(succeeded(await live.stack.preview({ args: ["--diff"] }))).toContain("+61395556901");
  live.emulator.portal.add(TENANT, ["+61395556901"], { source: "webapi" });

  const { writes } = live.emulator.counts;
  succeeded(await live.stack.up());
  await live.expectNoChanges();
  expect(live.emulator.counts.writes).toBe(writes);
  live.emulator.portal.remove(TENANT, "+61395556902");
  expect(succeeded(await live.stack.preview({ args: ["--diff"] }))).toContain("+61395556902");

  succeeded(await live.stack.up());
  expect(live.held(TENANT)).toHaveLength(10);
  await live.expectNoChanges();
});
