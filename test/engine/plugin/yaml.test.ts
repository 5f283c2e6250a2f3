import { expectClean, expectDrift } from "../support/drift";
import { OTHER_PROFILE, TENANT, failed, range, succeeded } from "../support/live-stack";
import { said } from "../support/said";
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

it("a YAML program on the plugin is told of settings that are none, with the nearest that is one, in configuration and environment", async () => {
  const live = await stacks.create({
    language: "yaml",
    program: yaml({ desks: yamlAllocation({ phoneNumbers: ["+61395556880"] }) }),
    config: { "liveplatform:maxRelease": "5" },
    // The warnings reach the engine although the environment names a proxy: it is on this machine.
    env: { LIVEPLATFORM_TASK_TIMEOT: "5m", https_proxy: "http://127.0.0.1:1", no_proxy: "" },
  });
  const preview = succeeded(await live.stack.preview());
  expect(preview).toContain("Did you mean liveplatform:maxReleases?");
  expect(preview).toContain("Did you mean LIVEPLATFORM_TASK_TIMEOUT?");
  const diagnostics = preview.slice(preview.indexOf("Diagnostics:"));
  expect(diagnostics.match(/Did you mean/g)).toHaveLength(2);

  // Nor do the words of gRPC stand before what is told of a folder that cannot be used.
  const refused = failed(await live.stack.preview({ env: { TMPDIR: "/dev/null" } }));
  expect(refused).toMatch(/has a problem: \/dev\/null\/pulumi-liveplatform-\S+ is a file, or lies below one/);
  expect(refused).not.toContain("rpc error");
});

it("a YAML program on the plugin keeps a secret list out of the state and of what it prints, with a number that drifts, and previews what it does not know yet", async () => {
  const phoneNumbers = { "fn::secret": ["+61395556880", "+61395556881"] };
  const lobby = { phoneNumbers: ["+61395556990"], ticketId: "${desks.taskId}" };
  const live = await stacks.create({
    language: "yaml",
    program: yaml({ desks: yamlAllocation({ phoneNumbers }), lobby: yamlAllocation(lobby) }),
  });
  const up = succeeded(await live.stack.up({ skipPreview: false }));
  expect(live.held(TENANT)).toHaveLength(3);
  expect(live.outputs("lobby")["ticketId"]).toBe(live.outputs("desks")["taskId"]);
  live.emulator.portal.remove(TENANT, "+61395556881");
  const preview = succeeded(await live.stack.preview({ args: ["--diff"] }));
  const other = { phoneNumbers: { "fn::secret": ["+61395556880", "+61395556882"] } };
  live.stack.write(yaml({ desks: yamlAllocation(other), lobby: yamlAllocation(lobby) }));
  const json = succeeded(await live.stack.preview({ args: ["--json"] }));
  succeeded(await live.stack.refresh());
  for (const text of [up, preview, json, live.stack.rawState()])
    expect(text).not.toMatch(/\+6139555688[012]/);
  expect(live.stack.resource("desks")?.outputs["numbers"]).toHaveProperty("ciphertext");
  expect(live.stack.resource("desks")?.outputs["drift"]).toHaveProperty("ciphertext");

  // Without a preview it is not known yet whether another allocation declares what leaves this one.
  const one = { phoneNumbers: { "fn::secret": ["+61395556881"] } };
  live.stack.write(yaml({ desks: yamlAllocation(one), lobby: yamlAllocation(lobby) }));
  const shrunk = succeeded(await live.stack.up());
  expect(live.stack.resource("desks")?.outputs["__leaving"]).toHaveProperty("ciphertext");
  for (const text of [shrunk, live.stack.rawState()]) expect(text).not.toMatch(/\+6139555688[01]/);
});

it("a YAML program on the plugin says how long to wait by customTimeouts: what was sent is saved then, and the next up goes on", async () => {
  const desks = (create: string): string =>
    yaml({ desks: yamlAllocation(DESKS, { customTimeouts: { create, update: create } }) });
  const live = await stacks.create({
    language: "yaml",
    program: desks("3s"),
    emulator: { taskDurationMs: 3_600_000 },
  });
  const late = failed(await live.stack.up());
  expect(late).toContain("3 s");
  expect(live.outputs("desks")).toMatchObject({ pending: { "+61395556880": 1, [BLOCK]: 10 } });
  live.emulator.advance(3_600_000);
  live.stack.write(desks("1m"));
  succeeded(await live.stack.up());
  expect(live.outputs("desks")).toMatchObject({ numberCount: 11 });
  expect(live.emulator.counts.uploads).toBe(1);
});

it("a YAML program on the plugin is applied, shows drift in a plain preview, repairs it, changes one number and is destroyed", async () => {
  const outputs = { outputs: { count: "${desks.numberCount}" } };
  const live = await stacks.create({
    language: "yaml",
    program: yaml({ desks: yamlAllocation(DESKS) }, outputs),
  });
  // What follows from the inputs is known before anything is uploaded.
  const first = succeeded(await live.stack.preview());
  expect(first).toMatch(/count *: 11\n/);
  expect(said(first)).toEqual(["uploads 11"]);
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
  expect(said(succeeded(await live.stack.preview()))).toEqual(["repairs 2"]);
  const repair = watchWrites(live.emulator);
  succeeded(await live.stack.up());
  expect(repair().uploads.flat().sort()).toEqual(["+61395556903", "+61395556905"]);
  await expectClean(live.stack);

  live.stack.write(yaml({ desks: yamlAllocation({ ...DESKS, phoneNumbers: ["+61395556881"] }) }, outputs));
  const swap = succeeded(await live.stack.preview({ args: ["--diff"] }));
  expect(swap).toContain("uploads 1, releases 1 (+61395556880)\n");
  expect(numberLines(swap)).toEqual(["- +61395556880", "+ +61395556881"]);
  const change = watchWrites(live.emulator);
  expect(said(succeeded(await live.stack.up({ skipPreview: false })))).toEqual([
    "uploads 1, releases 1 (+61395556880)",
    "uploaded 1, released 1 (+61395556880)",
  ]);
  expect(change()).toEqual(onlyWrites({ uploads: ["+61395556881"], releases: ["+61395556880"] }));
  expect(live.held(TENANT)).toHaveLength(11);
  await expectDestroyed(live, ["+61395556881"]);
});

/** The single numbers that a diff adds or takes away. */
function numberLines(output: string): string[] {
  const lines = output.matchAll(/^ +([-+]) (\+\d+) *: 1$/gm);
  return [...lines].map(([, sign = "", number = ""]) => `${sign} ${number}`);
}
