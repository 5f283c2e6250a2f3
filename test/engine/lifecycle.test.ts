import { listsInState } from "./support/host";
import { PROFILE, TENANT, allocation, failed, program, range, succeeded } from "./support/live-stack";
import { useLiveStack } from "./support/use-live-stack";

const DESKS = [range("+61395556900", "+61395556999")];
const HOUR_MS = 3_600_000;

const stacks = useLiveStack();

it("an up uploads single numbers and ranges in one request, awaits its task in sight, and reports what the tenant holds", async () => {
  const live = await stacks.create({
    program: program(
      allocation("desks", { phoneNumbers: ["+61395556880"], phoneNumberRanges: DESKS }),
      `exports.id = desks.id;`,
    ),
    emulator: { taskDurationMs: 300, acquireAfterMs: HOUR_MS },
  });
  const output = succeeded(await live.stack.up());

  expect(live.emulator.requestsTo("upload")).toMatchObject([{ query: { msTenantId: TENANT }, status: 200 }]);
  expect(live.bodiesTo("upload")).toEqual([
    {
      callingProfile: PROFILE,
      usage: "CallingUserAssignment",
      capabilities: ["InboundCalling", "OutboundCalling"],
      phoneNumbers: ["+61395556880"],
      phoneNumberRanges: DESKS,
      workflowVersion: 3,
    },
  ]);
  expect(live.held()).toHaveLength(101);
  const { taskId } = live.outputs("desks");
  expect(taskId).toMatch(/^wup_/);
  expect(output).toMatch(
    new RegExp(` desks .*\\d+ s InProgress · uploading 101 numbers · task ${String(taskId)}`),
  );
  expect(live.emulator.requestsTo("task").at(-1)?.path).toContain(String(taskId));
  const { __provider, __urn, __platform, ...outputs } = live.outputs("desks");
  expect(outputs).toEqual({
    msTenantId: TENANT,
    callingProfile: PROFILE,
    usage: "CallingUserAssignment",
    capabilities: ["InboundCalling", "OutboundCalling"],
    numbers: { "+61395556880": 1, "+61395556900..+61395556999": 100 },
    ...listsInState({
      phoneNumbers: ["+61395556880"],
      phoneNumberRanges: [range("+61395556900", "+61395556999")],
    }),
    numberCount: 101,
    taskId,
    sbcIds: [11],
    statusCounts: { Uploaded: 101 },
    assignedCount: 0,
  });
  expect(__provider).toBe('exports.handler = () => require("pulumi-liveplatform/provider");');
  expect(__urn).toBe(live.stack.resource("desks")?.urn);
  const id = live.stack.resource("desks")?.id;
  expect(id).toMatch(new RegExp(`^${TENANT}/\\+61395556880#\\w+$`));
  expect(output).toContain(String(id));

  await live.expectNoChanges();
  live.emulator.portal.acquire(live.held());
  live.emulator.portal.assign("+61395556905");
  await live.expectNoChanges();
  succeeded(await live.stack.refresh());
  expect(live.outputs("desks")).toMatchObject({ statusCounts: { Active: 101 }, assignedCount: 1, taskId });
  expect(live.emulator.counts.writes).toBe(1);
});

it("an up sees no difference in the same numbers written in another order and form", async () => {
  const numbers = ["+61395556880", "+61395556881", "+61395556999"];
  const live = await stacks.create({
    program: program(
      allocation("desks", {
        phoneNumbers: numbers,
        phoneNumberRanges: [range("+61395556900", "+61395556998")],
      }),
    ),
  });
  succeeded(await live.stack.up());
  const form = {
    msTenantId: TENANT.toUpperCase(),
    callingProfile: PROFILE.toUpperCase(),
    capabilities: ["OutboundCalling", "InboundCalling"],
    phoneNumbers: ["+61395556950"],
    phoneNumberRanges: [
      range("+61395556951", "+61395556999"),
      range("+61395556880", "+61395556881"),
      range("+61395556900", "+61395556949"),
    ],
  };
  live.stack.write(program(allocation("desks", form)));
  await live.expectNoChanges();
  expect(live.outputs("desks")["numbers"]).toEqual({
    "+61395556880..+61395556881": 2,
    "+61395556900..+61395556999": 100,
  });
  expect(live.emulator.counts).toMatchObject({ uploads: 1, writes: 1 });
});

it("an up uploads 2,500 numbers in three requests and releases them in three, once the run is allowed to", async () => {
  const many = { phoneNumberRanges: [range("+61395550000", "+61395552499")] };
  const live = await stacks.create({ program: program(allocation("site", many)) });
  succeeded(await live.stack.up());
  const uploaded = live.bodiesTo("upload").flatMap(rangesOf);
  expect(uploaded.sort()).toEqual([
    "+61395550000..+61395550999",
    "+61395551000..+61395551999",
    "+61395552000..+61395552499",
  ]);
  expect(live.emulator.counts).toMatchObject({ uploads: 3, numbersUploaded: 2500 });
  expect(live.outputs("site")).toMatchObject({
    numbers: { "+61395550000..+61395552499": 2500 },
    numberCount: 2500,
  });

  expect(failed(await live.stack.destroy())).toContain("LIVEPLATFORM_MAX_RELEASES=2500");
  expect(live.emulator.counts.releases).toBe(0);
  succeeded(await live.stack.destroy({ env: { LIVEPLATFORM_MAX_RELEASES: "2500" } }));
  expect(live.emulator.counts).toMatchObject({ releases: 3, numbersReleased: 2500 });
  expect(live.held()).toEqual([]);
});

function rangesOf(body: unknown): string[] {
  expect(body).toEqual(expect.objectContaining({ phoneNumberRanges: [expect.anything()] }));
  return [...JSON.stringify(body).matchAll(/"start":"(\+\d+)","end":"(\+\d+)"/g)].map(
    ([, from, to]) => `${from}..${to}`,
  );
}
