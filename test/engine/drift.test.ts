import type { Portal } from "../../emulator";
import { driftInJson, expectClean, expectDrift } from "./support/drift";
import {
  type LiveStack,
  OTHER_PROFILE,
  OTHER_TENANT,
  TENANT,
  allocation,
  failed,
  program,
  range,
  succeeded,
} from "./support/live-stack";
import { type Stacks, useLiveStack } from "./support/use-live-stack";
import { onlyWrites, watchWrites } from "./support/writes";

const THIRTY = { phoneNumberRanges: [range("+61395556900", "+61395556929")] };
const desks = program(allocation("desks", THIRTY));
const WITHOUT_OUTBOUND = ["InboundCalling", "Office365", "UserAssignment", "Geographic"];

let live: LiveStack;

async function start(stacks: Stacks, text = desks): Promise<Portal> {
  live = await stacks.applied(text);
  return live.emulator.portal;
}

interface Case {
  what: string;
  spoil: (portal: Portal) => void;
  drift: Record<string, string>;
  repair: Parameters<typeof onlyWrites>[0];
}

describe("drift that an up repairs", () => {
  const stacks = useLiveStack("file");
  beforeAll(() => start(stacks));

  const five = "+61395556900..+61395556904";
  const two = "+61395556908..+61395556909";
  const [first, second] = ["+61395556908", "+61395556909"];
  const one = "+61395556910";
  const cases: Case[] = [
    {
      what: "a missing run",
      spoil: (portal) => portal.remove(TENANT, five),
      drift: { [five]: "missing" },
      repair: { uploads: [five] },
    },
    {
      what: "marked numbers",
      spoil: (portal) => portal.mark(two),
      drift: { [two]: "MarkedForRemoval" },
      repair: { clears: [two] },
    },
    {
      what: "another calling profile",
      spoil: (portal) => portal.reprofile(two, OTHER_PROFILE),
      drift: { [two]: `callingProfile ${OTHER_PROFILE}` },
      // One number first, alone: the platform may refuse it.
      repair: { releases: [first, second], uploads: [first, second] },
    },
    {
      what: "a lacking capability",
      spoil: (portal) => portal.setCapabilities(one, WITHOUT_OUTBOUND),
      drift: { [one]: "lacks OutboundCalling" },
      repair: { releases: [one], uploads: [one] },
    },
  ];

  it.each(cases)("names $what in the preview and repairs just that", async ({ spoil, drift, repair }) => {
    const writes = watchWrites(live.emulator);
    spoil(live.emulator.portal);
    await expectDrift(live.stack, drift);
    expect(writes()).toEqual(onlyWrites({}));

    succeeded(await live.stack.up());
    expect(writes()).toEqual(onlyWrites(repair));
    expect(live.outputs("desks")).toMatchObject({ numberCount: 30, statusCounts: { Active: 30 } });
    expect(live.outputs("desks")).not.toHaveProperty("drift");
  });

  it("leaves nothing to show when all is repaired", () => expectClean(live.stack));
});

describe("drift of every kind at once", () => {
  const stacks = useLiveStack();

  it("is repaired where it can be, and the rest is named, number by number", async () => {
    const portal = await start(stacks);
    portal.remove(TENANT, "+61395556900..+61395556901");
    portal.mark("+61395556905..+61395556906");
    portal.readyForRemoval("+61395556907");
    portal.reprofile(["+61395556908..+61395556909", "+61395556912"], OTHER_PROFILE);
    portal.setCapabilities("+61395556910", WITHOUT_OUTBOUND);
    portal.move("+61395556911", OTHER_TENANT);
    portal.assign("+61395556912");
    const open = {
      "+61395556907": "ReadyForRemoval",
      "+61395556911": `held by tenant ${OTHER_TENANT}`,
      "+61395556912": `callingProfile ${OTHER_PROFILE}`,
    };
    expect(driftInJson((await live.stack.previewJson()).json, "desks")).toEqual({
      ...open,
      "+61395556900..+61395556901": "missing",
      "+61395556905..+61395556906": "MarkedForRemoval",
      "+61395556908..+61395556909": `callingProfile ${OTHER_PROFILE}`,
      "+61395556910": "lacks OutboundCalling",
    });

    const writes = watchWrites(live.emulator);
    const up = failed(await live.stack.up());
    for (const key of Object.keys(open)) expect(up).toContain(`* ${key}: `);
    expect(up.match(/^\s*\* \+/gm)).toHaveLength(3);
    const reloaded = ["+61395556908", "+61395556909..+61395556910"];
    expect(writes()).toEqual(
      onlyWrites({
        clears: ["+61395556905..+61395556906"],
        releases: reloaded,
        uploads: ["+61395556900..+61395556901", ...reloaded],
      }),
    );
    expect(live.outputs("desks")).toMatchObject({ numberCount: 30, drift: open });

    portal.remove(TENANT, "+61395556907");
    portal.move("+61395556911", TENANT);
    portal.unassign("+61395556912");
    succeeded(await live.stack.up());
    await expectClean(live.stack);
  });
});

describe("drift that is no repair's business", () => {
  const stacks = useLiveStack();

  it("is only reported under ignoreChanges, also beside an unrelated change", async () => {
    const ignoring = (args: Record<string, unknown>): string =>
      program(allocation("desks", { ...THIRTY, ...args }, `{ ignoreChanges: ["drift"] }`));
    const portal = await start(stacks, ignoring({}));
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

  it("makes an allocation whose numbers are all gone a new one, where the tenant still holds others", async () => {
    const three = "+61395557000..+61395557002";
    const meeting = { phoneNumberRanges: [range("+61395557000", "+61395557002")] };
    const portal = await start(stacks, program(allocation("desks", THIRTY), allocation("meeting", meeting)));
    portal.remove(TENANT, three);
    const before = live.stack.resource("meeting")?.id;

    const preview = succeeded(await live.stack.preview());
    expect(preview).toContain("+ 1 to create");
    expect(preview).not.toContain("to update");
    const writes = watchWrites(live.emulator);
    succeeded(await live.stack.up());
    expect(writes()).toEqual(onlyWrites({ uploads: [three] }));
    expect(live.stack.resource("meeting")?.id).not.toBe(before);
    await expectClean(live.stack);
  });
});
