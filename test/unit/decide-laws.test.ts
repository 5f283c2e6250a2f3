import fc from "fast-check";

import { type Situation, decide } from "../../provider/allocation/decide";
import { isInUse } from "../../provider/liveplatform";
import { NumberSet } from "../../provider/numbers/number-set";
import { heldRows } from "../../provider/state/held-rows";
import { driftOf } from "../../provider/state/row-drift";
import { type Row, type Rows, isOwn, numbersWhere } from "../../provider/tenant/rows";
import { INPUTS, NOW, TENANT, rowOf, situationWith } from "./situations";

const UNIVERSE = Array.from({ length: 14 }, (_, index) => `+613955569${String(index).padStart(2, "0")}`);
const HOUR_MS = 60 * 60 * 1000;

const numbers = fc.subarray(UNIVERSE).map((some) => NumberSet.fromNumbers(some));

const differences = fc.record(
  {
    tenantId: fc.constantFrom(TENANT, "", "t9"),
    callingProfileId: fc.constantFrom(null, "p9"),
    acquiredNumberStatus: fc.constantFrom<string>(
      ...["Active", "MarkedForRemoval", "ReleaseRequested", "ReadyForRemoval", "Uploaded", "New word"],
    ),
    acquiredCapabilities: fc.constantFrom<string[]>(["InboundCalling"], ["Something"], []),
    assignmentStatus: fc.constantFrom("Unassigned", "UserAssigned", null),
    source: fc.constantFrom("webapi", "portal", null),
    whenCreated: fc.constantFrom(
      ...[null, new Date(NOW - HOUR_MS).toISOString(), new Date(NOW - 90 * HOUR_MS).toISOString()],
    ),
  },
  { requiredKeys: [] },
);

const row: fc.Arbitrary<Row | undefined> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constant("unreadable" as const) },
  { weight: 8, arbitrary: differences.map((some) => rowOf("", some)) },
);

const rows: fc.Arbitrary<Rows> = fc
  .array(row, { minLength: UNIVERSE.length, maxLength: UNIVERSE.length })
  .map(
    (all) =>
      new Map(UNIVERSE.flatMap((phoneNumber, at) => (all[at] === undefined ? [] : [[phoneNumber, all[at]]]))),
  );

const situation: fc.Arbitrary<Situation> = fc
  .record({
    settings: fc.constant(INPUTS),
    ...{ wanted: numbers, own: numbers, rows, awaited: numbers, handedOver: numbers, resets: numbers },
    claims: fc.record({
      declaredByOthers: numbers,
      maybeByOthers: numbers,
      heldByStack: numbers,
      sentByStack: numbers,
    }),
    policy: fc.record({
      uncured: fc.constant(new Map()),
      takeover: fc.record({
        adoptExisting: fc.boolean(),
        adoptInterrupted: fc.boolean(),
        now: fc.constant(NOW),
      }),
      asTheyAre: numbers,
      ...{ releaseRemoved: fc.boolean(), unassign: fc.boolean() },
    }),
  })
  // What is seen is not on its way any more; only what is held is left as it is or given new settings.
  .map((one) => ({
    ...one,
    awaited: one.awaited.minus(NumberSet.fromNumbers(one.rows.keys())),
    resets: one.resets.intersect(one.own),
    policy: { ...one.policy, asTheyAre: one.policy.asTheyAre.intersect(one.own) },
  }));

function always(law: (situation: Situation) => void): void {
  fc.assert(fc.property(situation, law), { numRuns: 1000 });
}

const seen = (one: Situation) => NumberSet.fromNumbers(one.rows.keys());
const foreign = (one: Situation) => numbersWhere(one.rows, (some) => !isOwn(some, TENANT));
const used = (one: Situation) => numbersWhere(one.rows, (some) => some === "unreadable" || isInUse(some));

it("decide() gives every number of wanted and own exactly one fate", () => {
  always((one) => {
    const { fates } = decide(one);
    const all = NumberSet.unionOf(fates);
    expect(all.keys()).toEqual(one.wanted.union(one.own).keys());
    expect(fates.reduce((sum, fated) => sum + fated.numbers.size, 0)).toBe(all.size);
  });
});

it("decide() releases only what is own, unwanted, in this tenant, declared nowhere else, never handed over, and not in use without leave", () => {
  always((one) => {
    const released = decide(one).of("release");
    expect(released.minus(one.own.minus(one.wanted)).isEmpty).toBe(true);
    expect(released.minus(seen(one).minus(foreign(one))).isEmpty).toBe(true);
    expect(released.overlaps(one.claims.declaredByOthers)).toBe(false);
    expect(released.overlaps(one.claims.maybeByOthers)).toBe(false);
    expect(released.overlaps(one.handedOver)).toBe(false);
    if (!one.policy.unassign) expect(released.overlaps(used(one))).toBe(false);
    if (!one.policy.releaseRemoved) expect(released.isEmpty).toBe(true);
  });
});

it("decide() repairs only what this stack holds, differs, is in this tenant, and is not in use", () => {
  always((one) => {
    const repaired = decide(one).of("repair");
    const differs = numbersWhere(one.rows, (some) => driftOf(INPUTS, some) !== undefined);
    expect(repaired.minus(one.own.union(one.claims.heldByStack)).isEmpty).toBe(true);
    expect(repaired.minus(differs).isEmpty).toBe(true);
    expect(repaired.overlaps(used(one).union(foreign(one)))).toBe(false);
    expect(repaired.overlaps(one.policy.asTheyAre)).toBe(false);
  });
});

it("decide() gives new settings only to what is held and to get them, and not to what is in use without leave", () => {
  always((one) => {
    const reset = decide(one).of("reset");
    expect(reset.minus(one.resets.intersect(one.wanted)).isEmpty).toBe(true);
    expect(reset.overlaps(foreign(one))).toBe(false);
    if (!one.policy.unassign) expect(reset.overlaps(used(one))).toBe(false);
  });
});

it("decide() uploads only what is wanted, and neither in a tenant nor on its way", () => {
  always((one) => {
    const uploaded = decide(one).of("upload");
    expect(uploaded.minus(one.wanted).isEmpty).toBe(true);
    expect(uploaded.overlaps(seen(one).union(one.awaited))).toBe(false);
  });
});

it("decide() takes over nothing that is not this stack's and that nobody allowed", () => {
  always((one) => {
    const { heldByStack, sentByStack } = one.claims;
    const { adoptExisting, adoptInterrupted } = one.policy.takeover;
    const allowed = adoptExisting || adoptInterrupted ? seen(one) : NumberSet.empty;
    const taken = decide(one).of("takeOver");
    expect(taken.minus(heldByStack).minus(sentByStack).minus(allowed).isEmpty).toBe(true);
    expect(taken.overlaps(foreign(one))).toBe(false);
  });
});

it("decide() does not depend on the order in which the tenant shows numbers", () => {
  const printed = (of: Situation): string[] =>
    decide(of)
      .fates.map(({ numbers: some, fate }) => JSON.stringify([fate, some.keys()]))
      .sort();
  always((one) => {
    expect(printed({ ...one, rows: new Map([...one.rows].reverse()) })).toEqual(printed(one));
  });
});

it("decide() wants nothing more once everything is in place as declared", () => {
  const one = situationWith({
    wanted: NumberSet.fromNumbers(UNIVERSE),
    own: NumberSet.fromNumbers(UNIVERSE),
    rows: new Map(UNIVERSE.map((phoneNumber) => [phoneNumber, rowOf(phoneNumber)])),
  });
  expect(decide(one).fates.map(({ fate }) => fate.kind)).toEqual(["keep"]);
});

it("decide() keeps every number of an allocation that is settled and declared as before, so that no diff decides about it", () => {
  always((one) => {
    const rows = heldRows({ ...INPUTS, drift: [], earlierSettings: [] }, one.own);
    const nothing = { awaited: NumberSet.empty, resets: NumberSet.empty };
    const kept = decide({ ...one, ...nothing, wanted: one.own, rows }).of("keep");
    expect(kept.keys()).toEqual(one.own.keys());
  });
});
