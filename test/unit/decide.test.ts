import { type Situation, decide } from "../../provider/allocation/decide";
import type { Fate } from "../../provider/allocation/fate";
import { conflictsIn } from "../../provider/allocation/gates";
import { NumberSet } from "../../provider/numbers/number-set";
import { printReason } from "../../provider/state/reason";
import type { ReadableRow, Row } from "../../provider/tenant/rows";
import { NOW, TENANT, rowOf, situationWith } from "./situations";

const one = "+61395556880";
const ONE = NumberSet.of(one);
const HOUR_MS = 60 * 60 * 1000;

/** The fate of the one number, with this row, in this situation. */
function fateOf(row: Row | undefined, part: Partial<Situation>): Fate | undefined {
  const rows = new Map(row === undefined ? [] : [[one, row]]);
  return decide(situationWith({ rows, ...part })).fates[0]?.fate;
}

const held = (differences: Partial<ReadableRow>, part: Partial<Situation> = {}) =>
  fateOf(rowOf(one, differences), { wanted: ONE, own: ONE, ...part });
const strange = (differences: Partial<ReadableRow>, part: Partial<Situation> = {}) =>
  fateOf(rowOf(one, differences), { wanted: ONE, ...part });
const leaving = (differences: Partial<ReadableRow>, part: Partial<Situation> = {}) =>
  fateOf(rowOf(one, differences), { own: ONE, ...part });

function policyWith(part: Partial<Situation["policy"]>): Pick<Situation, "policy"> {
  return { policy: { ...situationWith({}).policy, ...part } };
}
function claimsWith(part: Partial<Situation["claims"]>): Pick<Situation, "claims"> {
  return { claims: { ...situationWith({}).claims, ...part } };
}

it("a wanted number that the allocation holds is uploaded where the tenant lacks it, unless it is on its way", () => {
  expect(fateOf(undefined, { wanted: ONE, own: ONE })).toEqual({ kind: "upload" });
  expect(fateOf(undefined, { wanted: ONE, own: ONE, awaited: ONE })).toEqual({ kind: "await" });
});

it("a wanted number that the allocation holds is kept where it is as declared, and where its row cannot be read", () => {
  expect(held({})).toEqual({ kind: "keep" });
  expect(fateOf("unreadable", { wanted: ONE, own: ONE })).toEqual({ kind: "keep" });
});

it("a wanted number that the allocation holds has its removal mark cleared, and is repaired where its settings differ", () => {
  expect(held({ acquiredNumberStatus: "MarkedForRemoval" })).toEqual({ kind: "clear" });
  expect(held({ callingProfileId: "other" })).toEqual({ kind: "repair" });
  expect(held({ acquiredCapabilities: ["InboundCalling"] })).toEqual({ kind: "repair" });
});

it("a wanted number that the allocation holds is kept where it lacks what its own upload has not given it, and repaired where it lacks more", () => {
  const row = { acquiredCapabilities: ["InboundCalling", "UserAssignment"] };
  const uncured = (capability: string) =>
    policyWith({ uncured: new Map([[one, { kind: "lacks", capabilities: [capability] }]]) });
  expect(held(row, uncured("OutboundCalling"))).toEqual({ kind: "keep" });
  expect(held(row, uncured("InboundCalling"))).toEqual({ kind: "repair" });
});

it("a wanted number that the allocation holds is left as it is under ignoreChanges of drift, but for new settings", () => {
  const asTheyAre = policyWith({ asTheyAre: ONE });
  expect(held({ callingProfileId: "other" }, asTheyAre)).toEqual({ kind: "keep" });
  expect(held({ callingProfileId: "other" }, { ...asTheyAre, resets: ONE })).toEqual({ kind: "reset" });
});

it("a wanted number that the allocation holds gets new settings also where it is marked for removal or shows no difference", () => {
  expect(held({}, { resets: ONE })).toEqual({ kind: "reset" });
  expect(held({ acquiredNumberStatus: "MarkedForRemoval" }, { resets: ONE })).toEqual({ kind: "reset" });
});

it("a wanted number that the allocation holds is never released for a repair while it is in use, and the reason says so", () => {
  const rows = new Map([[one, rowOf(one, { callingProfileId: "other", assignmentStatus: "UserAssigned" })]]);
  const { reasons } = decide(situationWith({ wanted: ONE, own: ONE, rows }));
  expect(reasons).toMatchObject([{ code: "in_use" }]);
  expect(reasons.map(printReason)).toEqual([
    expect.stringMatching(/^\+61395556880: callingProfile other, and in use/),
  ]);
});

it("a wanted number that the allocation holds stops the operation where new settings would release it in use, unless it may be unassigned", () => {
  const used = { assignmentStatus: "UserAssigned" };
  expect(held(used, { resets: ONE })).toEqual({ kind: "refused", for: { kind: "in use" } });
  expect(held(used, { resets: ONE, ...policyWith({ unassign: true }) })).toEqual({ kind: "reset" });
});

it("a wanted number that the allocation holds waits with a reason until it has left the tenant, or the other tenant", () => {
  const waits: [Partial<ReadableRow>, string, RegExp][] = [
    [{ acquiredNumberStatus: "ReleaseRequested" }, "leaving", /ReleaseRequested: .*run pulumi up again/],
    [{ acquiredNumberStatus: "ReadyForRemoval" }, "leaving", /ReadyForRemoval: .*run pulumi up again/],
    [
      { tenantId: "other" },
      "held_elsewhere",
      /held by tenant other; if the customer has moved there.* Otherwise release it there/,
    ],
  ];
  for (const [differences, code, text] of waits) {
    const rows = new Map([[one, rowOf(one, differences)]]);
    const { reasons } = decide(situationWith({ wanted: ONE, own: ONE, rows, resets: ONE }));
    expect(reasons).toMatchObject([{ code }]);
    expect(reasons.map(printReason).join()).toMatch(text);
  }
});

describe("A wanted number that is new to the allocation", () => {
  const recent = { whenCreated: new Date(NOW - HOUR_MS).toISOString() };

  it("a wanted number that is new to the allocation is taken over from an allocation of the stack, and repaired or cleared on the way", () => {
    const ofStack = claimsWith({ heldByStack: ONE });
    expect(strange({}, ofStack)).toEqual({ kind: "takeOver", from: "stack" });
    expect(strange({ callingProfileId: "other" }, ofStack)).toEqual({ kind: "repair" });
    expect(strange({ acquiredNumberStatus: "MarkedForRemoval" }, ofStack)).toEqual({ kind: "clear" });
    expect(fateOf("unreadable", { wanted: ONE, ...ofStack })).toEqual({ kind: "takeOver", from: "stack" });
  });

  it("a wanted number that is new to the allocation is taken over from an interrupted run of this stack, if it is not older than that", () => {
    const sent = claimsWith({ sentByStack: ONE });
    expect(strange(recent, sent)).toEqual({ kind: "takeOver", from: "interrupted run" });
    expect(strange({ whenCreated: null }, sent)).toEqual({ kind: "takeOver", from: "interrupted run" });
    const old = { whenCreated: new Date(NOW - 48 * HOUR_MS).toISOString() };
    expect(strange(old, sent)).toMatchObject({ kind: "refused" });
  });

  it("a wanted number that is new to the allocation is taken over from others only where that is allowed", () => {
    const adopt = policyWith({ takeover: { adoptExisting: true, adoptInterrupted: false, now: NOW } });
    const once = policyWith({ takeover: { adoptExisting: false, adoptInterrupted: true, now: NOW } });
    expect(strange({}, adopt)).toEqual({ kind: "takeOver", from: "others" });
    expect(strange(recent, once)).toEqual({ kind: "takeOver", from: "interrupted run" });
    expect(strange({ ...recent, assignmentStatus: "UserAssigned" }, once)).toMatchObject({ kind: "refused" });
    expect(strange({ ...recent, source: "portal" }, once)).toMatchObject({ kind: "refused" });
  });

  it("numbers that are in the way are spoken of in the plural where there are several", () => {
    const several = NumberSet.of("+61395556880..+61395556881");
    const rows = new Map([...several].map((phoneNumber) => [phoneNumber, rowOf(phoneNumber)]));
    const [said] = conflictsIn(decide(situationWith({ wanted: several, rows })), TENANT);
    expect(said).toMatch(
      /no allocation that this run has seen holds them\. If another allocation of this stack holds them, run with --refresh/,
    );
  });

  it("a wanted number that is new to the allocation stops the operation with a sentence that says what is in the way and what to do", () => {
    const stops: [Row, RegExp][] = [
      ["unreadable", /cannot be read/],
      [rowOf(one, { tenantId: "other" }), /held by tenant other; release it there first/],
      [
        rowOf(one, { callingProfileId: "other" }),
        /not as declared: callingProfile other.*run with --refresh \(not --refresh=false\) and without --target.*adoptExisting: true/,
      ],
      [rowOf(one), /no allocation that this run has seen holds it/],
      [rowOf(one, recent), new RegExp(`LIVEPLATFORM_ADOPT_INTERRUPTED=${TENANT}`)],
    ];
    for (const [row, text] of stops) {
      const decision = decide(situationWith({ wanted: ONE, rows: new Map([[one, row]]) }));
      expect(conflictsIn(decision, TENANT)).toEqual([expect.stringMatching(text)]);
    }
  });
});

it("a number that is not wanted any more is released where it is there, and gone where it is not", () => {
  expect(leaving({})).toEqual({ kind: "release" });
  expect(leaving({ tenantId: "other" })).toEqual({ kind: "gone" });
  expect(fateOf(undefined, { own: ONE })).toEqual({ kind: "gone" });
  expect(fateOf(undefined, { own: ONE, awaited: ONE })).toEqual({ kind: "await" });
});

it("a number that is not wanted any more changes hands where the program declares it elsewhere, whatever its row shows", () => {
  const elsewhere = claimsWith({ declaredByOthers: ONE });
  expect(leaving({ assignmentStatus: "UserAssigned" }, elsewhere)).toEqual({ kind: "handOver" });
  expect(fateOf(undefined, { own: ONE, ...elsewhere })).toEqual({ kind: "handOver" });
});

it("a number that is not wanted any more stays in the tenant under releaseRemoved: false", () => {
  expect(leaving({}, policyWith({ releaseRemoved: false }))).toEqual({ kind: "leave" });
});

it("a number that an earlier run has handed over stays in the tenant, in whatever stack it is by now, and is still handed over to who may declare it", () => {
  expect(leaving({ assignmentStatus: "UserAssigned" }, { handedOver: ONE })).toEqual({ kind: "leave" });
  const unknown = claimsWith({ maybeByOthers: ONE });
  expect(leaving({}, { handedOver: ONE, ...unknown })).toEqual({ kind: "handOver" });
  expect(leaving({}, unknown)).toEqual({ kind: "holdBack" });
});

it("a number that is not wanted any more stops the operation where it is in use, or may be", () => {
  const used = { assignmentStatus: "UserAssigned" };
  expect(leaving(used)).toEqual({ kind: "refused", for: { kind: "in use" } });
  expect(leaving(used, policyWith({ unassign: true }))).toEqual({ kind: "release" });
  expect(fateOf("unreadable", { own: ONE })).toEqual({ kind: "refused", for: { kind: "use unknown" } });
});
