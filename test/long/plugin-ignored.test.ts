import { writeFileSync } from "node:fs";
import { join } from "node:path";

import {
  type LiveStack,
  allocation,
  failed,
  programOf,
  range,
  succeeded,
} from "../engine/support/live-stack";
import { projectOf } from "../engine/support/stack-folder";
import { change } from "../engine/support/story";
import { useLiveStack } from "../engine/support/use-live-stack";
import { yamlAllocation } from "../engine/support/yaml";

const stacks = useLiveStack();
let live: LiveStack;

const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"];
const BLOCK = { phoneNumberRanges: [range("+61395557000", "+61395557004")] };

function ignoring(host: "dynamic" | "plugin", phoneNumbers: readonly string[]): string {
  const options = `{ ignoreChanges: ["phoneNumbers"] }`;
  return programOf(host, allocation("desks", { phoneNumbers, ...BLOCK }, options));
}

/** A YAML program in the place of the one that is there. */
function becomeYaml(phoneNumbers: readonly string[], ignoreChanges: readonly string[]): void {
  const desks = yamlAllocation({ phoneNumbers, ...BLOCK }, { ignoreChanges });
  const project = projectOf({ language: "yaml", refreshAlways: false });
  writeFileSync(join(live.stack.dir, "Pulumi.yaml"), JSON.stringify({ ...project, resources: { desks } }));
}

beforeEach(async () => {
  live = await stacks.applied(ignoring("dynamic", [A, B]), { refreshAlways: false });
});

it("a stack of the dynamic provider whose program ignores changes of a list changes its host by the import line, ignores them there too, and goes back, without a request", async () => {
  const { writes } = live.emulator.counts;
  for (const host of ["plugin", "dynamic"] as const) {
    await change(live, ignoring(host, [A, C]));
    await live.expectNoChanges();
  }
  expect(live.emulator.counts.writes).toBe(writes);
});

it("a stack of the dynamic provider whose program ignores changes of a list is told in YAML how to, where Pulumi would take the list out of the declaration, and ignores it from then on", async () => {
  const { writes } = live.emulator.counts;
  becomeYaml([A, B], ["phoneNumbers"]);
  expect(failed(await live.stack.preview())).toContain("Write ignoreChanges: [numbers] for the first up");
  becomeYaml([A, B], [`numbers["${A}..${B}"]`]);
  expect(failed(await live.stack.preview())).toContain("a part of numbers cannot be named");
  becomeYaml([A, B], ["numbers"]);
  succeeded(await live.stack.up());
  becomeYaml([A, C], ["phoneNumbers"]);
  await live.expectNoChanges();
  expect(live.emulator.counts.writes).toBe(writes);
});
