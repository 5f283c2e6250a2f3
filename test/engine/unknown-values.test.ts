import {
  type LiveStack,
  OTHER_PROFILE,
  OTHER_TENANT,
  allocation,
  js,
  program,
  succeeded,
} from "./support/live-stack";
import { useLiveStack } from "./support/use-live-stack";

/** What the engine sends for a value that is not known yet. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const FIRST = allocation("first", { phoneNumbers: ["+61395556880"] });

/** A value that is known only once the allocation of this name is created. */
function after(name: string, value: unknown): ReturnType<typeof js> {
  return js(`${name}.taskId.apply(() => (${JSON.stringify(value)}))`);
}

const stacks = useLiveStack();
let live: LiveStack;

function expectNothingUnknownAsked(): void {
  expect(JSON.stringify(live.emulator.requests)).not.toContain(UNKNOWN);
}

it("values that are known only in the apply are shown as unknown and asked nothing about in the preview, and are right after the up", async () => {
  live = await stacks.create({
    program: program(
      FIRST,
      allocation("tenant", { msTenantId: after("first", OTHER_TENANT), phoneNumbers: ["+61395556881"] }),
      allocation("profile", {
        callingProfile: after("first", OTHER_PROFILE),
        phoneNumbers: ["+61395556882"],
      }),
      allocation("list", { phoneNumbers: after("first", ["+61395556883", "+61395556884"]) }),
      allocation("item", { phoneNumbers: ["+61395556885", after("first", "+61395556886")] }),
      allocation("end", {
        phoneNumberRanges: [{ start: "+61395556900", end: after("first", "+61395556902") }],
      }),
      allocation("words", {
        phoneNumbers: ["+61395556890"],
        capabilities: [after("first", "InboundCalling")],
      }),
    ),
  });
  const preview = succeeded(await live.stack.preview({ args: ["--diff"] }));
  expect(preview).toContain("+ 8 to create");
  expect(preview.match(/^ +numbers +: \[unknown\]$/gm)).toHaveLength(3);
  for (const property of ["msTenantId", "callingProfile", "capabilities"])
    expect(preview.match(new RegExp(`^ +${property} *: \\[unknown\\]$`, "gm"))).toHaveLength(1);
  expect(live.emulator.requests.map(({ path }) => path)).toEqual([
    "/api/v2/oc/numbers/+61395556880",
    "/api/v2/oc/callingprofile",
  ]);

  succeeded(await live.stack.up());
  expect(live.held(OTHER_TENANT)).toEqual(["+61395556881"]);
  expect(live.held()).toHaveLength(10);
  expect(live.outputs("profile")).toMatchObject({ callingProfile: OTHER_PROFILE, sbcIds: [8] });
  expect(live.outputs("end")).toMatchObject({ numbers: { "+61395556900..+61395556902": 3 } });
  expect(live.outputs("words")).toMatchObject({ capabilities: ["InboundCalling"] });
  expect(live.emulator.counts).toMatchObject({ numbersUploaded: 11, releases: 0 });
  expectNothingUnknownAsked();
  await live.expectNoChanges();
});

it("values that are known only in the apply hold back the release of a number until it is known that nobody declares it", async () => {
  live = await stacks.create({
    program: program(
      allocation("north", { phoneNumbers: ["+61395556883", "+61395556884"] }),
      allocation("south", { phoneNumbers: ["+61395556885", "+61395556886"] }),
      allocation("tenant", { phoneNumbers: ["+61395556881"], msTenantId: OTHER_TENANT }),
    ),
  });
  succeeded(await live.stack.up());
  live.stack.write(
    program(
      FIRST,
      allocation("north", { phoneNumbers: after("first", ["+61395556883", "+61395556885"]) }),
      allocation("south", { phoneNumbers: ["+61395556886"] }),
      allocation("tenant", { phoneNumbers: ["+61395556881"], msTenantId: after("first", OTHER_TENANT) }),
    ),
  );
  const preview = succeeded(await live.stack.preview({ args: ["--diff"] }));
  expect(preview).toMatch(/\+ numbers: \[unknown\]/);
  expect(preview).toMatch(/~ msTenantId: "f94238e5-\S+" => \[unknown\]/);
  expect(live.emulator.counts).toMatchObject({ numbersUploaded: 5, releases: 0 });

  const up = succeeded(await live.stack.up());
  expect(up).toMatch(/\+ 1 created\n +~ 2 updated\n +3 changes. 2 unchanged/);
  expect(live.held()).toEqual(["+61395556880", "+61395556883", "+61395556885", "+61395556886"]);
  expect(live.held(OTHER_TENANT)).toEqual(["+61395556881"]);
  expect(live.bodiesTo("release")).toEqual([["+61395556884"]]);
  expect(live.emulator.counts).toMatchObject({ numbersUploaded: 6, releases: 1 });
  expect(live.outputs("north")).toMatchObject({ numbers: { "+61395556883": 1, "+61395556885": 1 } });
  expectNothingUnknownAsked();
  await live.expectNoChanges();
});
