import { OTHER_PROFILE, PROFILE, TENANT, failed, range, succeeded } from "../support/live-stack";
import { useLiveStack } from "../support/use-live-stack";
import { watchWrites } from "../support/writes";
import { yaml, yamlAllocation } from "../support/yaml";

const stacks = useLiveStack();

const TYPE = "liveplatform:index:OcNumberAllocation";
const BLOCK = "+61395556900..+61395556909";
const DESKS = {
  phoneNumbers: ["+61395556880"],
  phoneNumberRanges: [range("+61395556900", "+61395556909")],
};

describe("pulumi import", () => {
  it("takes over what is in the tenant, without a write, and the program that declares it is unchanged", async () => {
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
});
