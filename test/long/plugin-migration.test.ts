import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { TYPES } from "../engine/support/host";
import { TENANT, allocation, failed, program, range, succeeded } from "../engine/support/live-stack";
import { projectOf } from "../engine/support/stack-folder";
import { useLiveStack } from "../engine/support/use-live-stack";
import { onlyWrites, watchWrites } from "../engine/support/writes";
import { type YamlOptions, yaml, yamlAllocation } from "../engine/support/yaml";

const stacks = useLiveStack();

const BLOCK = "+61395556900..+61395556909";
const LOBBY = yamlAllocation({ phoneNumbers: { "fn::secret": ["+61395556990"] } });

function desks(phoneNumber: string): string {
  const phoneNumberRanges = [range("+61395556900", "+61395556909")];
  const args = { phoneNumbers: [phoneNumber], phoneNumberRanges, ticketId: "T-1" };
  return yaml({ desks: yamlAllocation(args), lobby: LOBBY });
}

it("a state that the dynamic provider of 0.1.0 has written is that of a YAML program: unchanged, without a write for the change of host, then changed and destroyed", async () => {
  const live = await stacks.create({ language: "yaml", program: desks("+61395556880") });
  live.emulator.portal.add(TENANT, ["+61395556880", BLOCK, "+61395556990"], { source: "webapi" });
  cpSync(join(__dirname, "support/state-of-0.1.0.json"), join(live.stack.dir, "state.json"));
  succeeded(await live.stack.run(["stack", "import", "--file", "state.json"]));
  expect(live.stack.resource("desks")?.type).toBe(TYPES.dynamic);

  const writes = watchWrites(live.emulator);
  await live.expectNoChanges();
  succeeded(await live.stack.up({ skipPreview: false }));
  await live.expectNoChanges();
  succeeded(await live.stack.refresh());
  expect(writes()).toEqual(onlyWrites({}));
  for (const name of ["desks", "lobby"]) expect(live.stack.resource(name)?.type).toBe(TYPES.plugin);
  expect(live.stack.state().resources.map(({ type }) => type)).not.toContain(
    "pulumi:providers:pulumi-nodejs",
  );
  expect(live.stack.rawState()).not.toContain("+61395556990");

  live.stack.write(desks("+61395556881"));
  succeeded(await live.stack.up({ skipPreview: false }));
  expect(writes()).toEqual(onlyWrites({ uploads: ["+61395556881"], releases: ["+61395556880"] }));
  succeeded(await live.stack.destroy());
  expect(live.emulator.numbers()).toEqual([]);
});

it("the first preview after a change from the dynamic provider stops where the tenant lists nothing any more, and leaves drift alone that is ignored", async () => {
  const args = { phoneNumberRanges: [range("+61395556900", "+61395556909")] };
  const live = await stacks.create({ program: program(allocation("desks", args)) });
  succeeded(await live.stack.up());
  const becomeYaml = (options?: YamlOptions): void => {
    const project = projectOf({ language: "yaml", refreshAlways: false });
    const text = JSON.stringify({ ...project, resources: { desks: yamlAllocation(args, options) } });
    writeFileSync(join(live.stack.dir, "Pulumi.yaml"), text);
  };

  live.emulator.portal.remove(TENANT, "+61395556901");
  becomeYaml({ ignoreChanges: ["drift"] });
  await live.expectNoChanges();
  becomeYaml();
  expect(succeeded(await live.stack.preview({ args: ["--diff"] }))).toContain("+61395556901");

  live.emulator.portal.remove(TENANT, ["+61395556900", "+61395556902..+61395556909"]);
  const writes = watchWrites(live.emulator);
  const gone = failed(await live.stack.up({ skipPreview: false }));
  expect(gone).toContain(`Tenant ${TENANT} lists no number at all, and this allocation holds 10 there`);
  expect(writes()).toEqual(onlyWrites({}));
  expect(live.outputs("desks").numbers).toEqual({ [BLOCK]: 10 });
});
