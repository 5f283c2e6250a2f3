import { driftInJson, expectClean, expectDrift } from "./support/drift";
import {
  OTHER_PROFILE,
  OTHER_TENANT,
  TENANT,
  allocation,
  failed,
  program,
  range,
  succeeded,
} from "./support/live-stack";
import { THIRTY } from "./support/thirty";
import { useLiveStack } from "./support/use-live-stack";
import { onlyWrites, watchWrites } from "./support/writes";

const WITHOUT_OUTBOUND = ["InboundCalling", "Office365", "UserAssignment", "Geographic"];
const stacks = useLiveStack();

it("drift of every kind at once is repaired where it can be; the rest is named number by number, until the cause is gone", async () => {
  const three = "+61395557000..+61395557002";
  const meeting = { phoneNumberRanges: [range("+61395557000", "+61395557002")] };
  const live = await stacks.applied(
    program(
      // A number in use is never released, not even so.
      allocation("desks", { ...THIRTY, unassignOnRelease: true }),
      allocation("meeting", meeting),
    ),
  );
  const { portal } = live.emulator;
  const before = live.stack.resource("meeting")?.id;
  portal.remove(TENANT, ["+61395556900..+61395556901", three]);
  portal.mark("+61395556905..+61395556906");
  portal.readyForRemoval("+61395556907");
  portal.reprofile(["+61395556908..+61395556909", "+61395556912"], OTHER_PROFILE);
  portal.setCapabilities("+61395556910", WITHOUT_OUTBOUND);
  portal.move("+61395556911", OTHER_TENANT);
  portal.assign("+61395556912");

  const writes = watchWrites(live.emulator);
  const open = {
    "+61395556907": "ReadyForRemoval",
    "+61395556911": `held by tenant ${OTHER_TENANT}`,
    "+61395556912": `callingProfile ${OTHER_PROFILE}`,
  };
  const preview = await expectDrift(live.stack, {
    ...open,
    "+61395556900..+61395556901": "missing",
    "+61395556905..+61395556906": "MarkedForRemoval",
    "+61395556908..+61395556909": `callingProfile ${OTHER_PROFILE}`,
    "+61395556910": "lacks OutboundCalling",
  });
  // All numbers of this one are gone, and the tenant still holds others.
  expect(preview).toContain("+ 1 to create");
  expect(writes()).toEqual(onlyWrites({}));

  const up = failed(await live.stack.up());
  expect(up.match(/^\s*\* \+/gm)).toHaveLength(3);
  expect(up).toMatch(/\* \+61395556907: ReadyForRemoval: .*run pulumi up again when that is done/);
  expect(up).toContain(`* +61395556911: held by tenant ${OTHER_TENANT}`);
  expect(up).toContain(
    `* +61395556912: callingProfile ${OTHER_PROFILE}, and in use (UserAssigned): a number in use is never`,
  );
  // One number first, alone: the platform may refuse it.
  const again = ["+61395556908", "+61395556909..+61395556910"];
  const { uploads, ...others } = writes();
  const cleared = ["+61395556905..+61395556906"];
  expect({ ...others, uploads: [] }).toEqual(onlyWrites({ clears: cleared, releases: again }));
  expect(uploads.flat().sort()).toEqual(
    onlyWrites({ uploads: [["+61395556900..+61395556901", ...again, three]] }).uploads[0],
  );
  expect(live.outputs("desks")).toMatchObject({ numberCount: 30, drift: open });
  expect(live.stack.resource("meeting")?.id).not.toBe(before);
  expect(driftInJson((await live.stack.previewJson()).json, "desks")).toEqual(open);

  portal.remove(TENANT, "+61395556907");
  portal.move("+61395556911", TENANT);
  portal.unassign("+61395556912");
  succeeded(await live.stack.up());
  expect(live.outputs("desks")).toMatchObject({ numberCount: 30, statusCounts: { Active: 30 } });
  await expectClean(live.stack);
});

it("drift is only reported under ignoreChanges, also beside an unrelated change", async () => {
  const ignoring = (args: Record<string, unknown>): string =>
    program(allocation("desks", { ...THIRTY, ...args }, `{ ignoreChanges: ["drift"] }`));
  const live = await stacks.applied(ignoring({}));
  const { portal } = live.emulator;
  portal.remove(TENANT, "+61395556900..+61395556904");
  portal.reprofile("+61395556908", OTHER_PROFILE);
  const drift = {
    "+61395556900..+61395556904": "missing",
    "+61395556908": `callingProfile ${OTHER_PROFILE}`,
  };
  const writes = watchWrites(live.emulator);
  const preview = succeeded(await live.stack.preview({ args: ["--diff"] }));
  for (const key of Object.keys(drift)) expect(preview).toContain(`+ ${key}`);
  expect(preview).not.toContain("to update");

  live.stack.write(ignoring({ ticketId: "CHG-1", phoneNumbers: ["+61395556999"] }));
  succeeded(await live.stack.up());
  expect(writes()).toEqual(onlyWrites({ uploads: ["+61395556999"] }));
  expect(live.outputs("desks")).toMatchObject({ drift, ticketId: "CHG-1", numberCount: 31 });
});
