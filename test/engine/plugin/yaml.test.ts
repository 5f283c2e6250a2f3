import { expectClean, expectDrift } from "../support/drift";
import { OTHER_PROFILE, TENANT, range, succeeded } from "../support/live-stack";
import { expectDestroyed } from "../support/story";
import { useLiveStack } from "../support/use-live-stack";
import { onlyWrites, watchWrites } from "../support/writes";
import { yaml, yamlAllocation } from "../support/yaml";

const stacks = useLiveStack();

const BLOCK = "+61395556900..+61395556909";
const DESKS = {
  phoneNumbers: ["+61395556880"],
  phoneNumberRanges: [range("+61395556900", "+61395556909")],
};

describe("a YAML program on the plugin", () => {
  it("is applied, shows drift in a plain preview, repairs it, changes one number and is destroyed", async () => {
    const outputs = { outputs: { count: "${desks.numberCount}" } };
    const live = await stacks.create({
      language: "yaml",
      program: yaml({ desks: yamlAllocation(DESKS) }, outputs),
    });
    // What follows from the inputs is known before anything is uploaded.
    expect(succeeded(await live.stack.preview())).toMatch(/count *: 11\n/);
    expect(live.emulator.counts.writes).toBe(0);
    succeeded(await live.stack.up());
    const { inputs, outputs: state } = live.stack.resource("desks") ?? {};
    expect(inputs).toMatchObject({ ...DESKS, numbers: { "+61395556880": 1, [BLOCK]: 10 } });
    expect(inputs).not.toHaveProperty("__urn");
    expect(state).toMatchObject({ ...DESKS, numberCount: 11, numbers: { "+61395556880": 1, [BLOCK]: 10 } });
    expect(live.stack.state().resources.map(({ type }) => type)).toContain("pulumi:providers:liveplatform");
    await expectClean(live.stack);

    live.emulator.portal.remove(TENANT, "+61395556903");
    live.emulator.portal.reprofile("+61395556905", OTHER_PROFILE);
    const drift = { "+61395556903": "missing", "+61395556905": `callingProfile ${OTHER_PROFILE}` };
    await expectDrift(live.stack, drift);
    const repair = watchWrites(live.emulator);
    succeeded(await live.stack.up());
    expect(repair().uploads.flat().sort()).toEqual(["+61395556903", "+61395556905"]);
    await expectClean(live.stack);

    live.stack.write(yaml({ desks: yamlAllocation({ ...DESKS, phoneNumbers: ["+61395556881"] }) }, outputs));
    expect(numberLines(succeeded(await live.stack.preview({ args: ["--diff"] })))).toEqual([
      "- +61395556880",
      "+ +61395556881",
    ]);
    const change = watchWrites(live.emulator);
    succeeded(await live.stack.up({ skipPreview: false }));
    expect(change()).toEqual(onlyWrites({ uploads: ["+61395556881"], releases: ["+61395556880"] }));
    expect(live.held(TENANT)).toHaveLength(11);
    await expectDestroyed(live, ["+61395556881"]);
  });
});

/** The single numbers that a diff adds or takes away. */
function numberLines(output: string): string[] {
  const lines = output.matchAll(/^ +([-+]) (\+\d+) *: 1$/gm);
  return [...lines].map(([, sign = "", number = ""]) => `${sign} ${number}`);
}
