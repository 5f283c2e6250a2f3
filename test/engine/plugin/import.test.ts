import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";

import {
  type LiveStack,
  OTHER_PROFILE,
  PROFILE,
  TENANT,
  failed,
  range,
  succeeded,
} from "../support/live-stack";
import { addTenBlocks } from "../support/ten-blocks";
import { useLiveStack } from "../support/use-live-stack";
import { onlyWrites, watchWrites } from "../support/writes";
import { yaml, yamlAllocation } from "../support/yaml";

const stacks = useLiveStack();

const TYPE = "liveplatform:index:OcNumberAllocation";
const BLOCK = "+61395556900..+61395556909";
const DESKS = {
  phoneNumbers: ["+61395556880"],
  phoneNumberRanges: [range("+61395556900", "+61395556909")],
};

/** What the CLI has made of the import, as a program of this project. */
function generatedProgram(live: LiveStack): string {
  const text = readFileSync(join(live.stack.dir, "generated.yaml"), "utf8");
  const { resources } = z.looseObject({ resources: z.record(z.string(), z.unknown()) }).parse(parse(text));
  return JSON.stringify({ resources });
}

it("pulumi import takes over a whole tenant from the file of an export, and the program that it writes is unchanged", async () => {
  const live = await stacks.create({ language: "yaml", program: yaml({}) });
  addTenBlocks(live.emulator);
  const writes = watchWrites(live.emulator);
  const { lists } = live.emulator.counts;
  succeeded(await live.stack.command("export", "--tenant", TENANT, "--import-file"));
  expect(live.emulator.counts.lists - lists).toBe(1);
  const text = readFileSync(join(live.stack.dir, "import.json"), "utf8");
  const fromFile = ["import", "--file", "import.json", "--out", "generated.yaml", "--yes", "--protect=false"];

  writeFileSync(join(live.stack.dir, "import.json"), text.replace("+61395550009", "+61395550019"));
  const missing = failed(await live.stack.run(fromFile));
  expect(missing).toContain(`+61395550010..+61395550019 (10 numbers): not in tenant ${TENANT}`);

  writeFileSync(join(live.stack.dir, "import.json"), text);
  succeeded(await live.stack.run(fromFile));
  const { resources } = live.stack.state();
  expect(resources.filter(({ type }) => type === TYPE)).toHaveLength(10);
  live.stack.write(generatedProgram(live));
  await live.expectNoChanges();
  expect(writes()).toEqual({ uploads: [], releases: [], unassigns: [], clears: [] });
});

it("pulumi import takes over what is in the tenant, without a write, and the program that declares it is unchanged", async () => {
  const live = await stacks.create({ language: "yaml", program: yaml({ desks: yamlAllocation(DESKS) }) });
  live.emulator.portal.add(TENANT, [BLOCK, "+61395556880"], { callingProfileId: PROFILE });
  const writes = watchWrites(live.emulator);
  const id = `${TENANT}/+61395556880,${BLOCK}`;
  const args = ["--yes", "--generate-code=false", "--protect=false"];
  const missing = failed(await live.stack.run(["import", TYPE, "desks", `${id},+61395556999`, ...args]));
  expect(missing).toContain(`+61395556999: not in tenant ${TENANT}`);
  succeeded(await live.stack.run(["import", TYPE, "desks", id, ...args]));
  expect(live.stack.resource("desks")?.inputs).toMatchObject(DESKS);
  await live.expectNoChanges();

  const got = { reader: { type: TYPE, get: { id } } };
  live.stack.write(yaml({ desks: yamlAllocation(DESKS), ...got }));
  succeeded(await live.stack.up());
  expect(live.outputs("reader")).toMatchObject({ numberCount: 11, ...DESKS });

  live.emulator.portal.reprofile("+61395556905", OTHER_PROFILE);
  const mixed = failed(await live.stack.run(["import", TYPE, "others", `${TENANT}/${BLOCK}`, ...args]));
  expect(mixed).toContain("These numbers have different settings");
  expect(writes()).toEqual({ uploads: [], releases: [], unassigns: [], clears: [] });
});

it("a number that pulumi import takes a second time is told by the next preview, with both allocations and the way out, and is never released", async () => {
  const twice = yamlAllocation({ phoneNumbers: ["+61395556880"] });
  const live = await stacks.applied(yaml({ desks: yamlAllocation(DESKS) }), { language: "yaml" });
  const writes = watchWrites(live.emulator);
  const importing = ["import", TYPE, "twice", `${TENANT}/+61395556880`, "--yes", "--generate-code=false"];
  succeeded(await live.stack.run(importing));
  const { urn = "" } = live.stack.resource("twice") ?? {};

  live.stack.write(yaml({ desks: yamlAllocation(DESKS), twice }));
  const refused = failed(await live.stack.preview());
  expect(refused).toMatch(/'(desks|twice)' has a problem: \+61395556880 is also declared by "(twice|desks)"/);
  expect(refused).toContain(`pulumi state delete --force '${urn}'`);
  live.stack.write(yaml({ desks: yamlAllocation(DESKS) }));
  succeeded(await live.stack.run(["state", "delete", "--force", urn, "--yes"]));
  await live.expectNoChanges();

  // Whoever only takes one of the two out of the program, be it the wrong one.
  const block = "+61395556900..+61395556909";
  for (const left of [{ desks: yamlAllocation(DESKS) }, { twice }]) {
    succeeded(await live.stack.run([...importing, "--protect=false"]));
    live.stack.write(yaml(left));
    succeeded(await live.stack.up());
  }
  expect(writes()).toEqual(onlyWrites({ releases: [block] }));
  await live.expectNoChanges();
});
