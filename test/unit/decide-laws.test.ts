import fc from "fast-check";

import { decide, type Situation, type Sighting } from "../../provider/allocation/decide";
import type { Drift } from "../../provider/allocation/drift";
import { NumberSet } from "../../provider/numbers/number-set";

const UNIVERSE = Array.from({ length: 14 }, (_, index) => `+613955569${String(index).padStart(2, "0")}`);

const numbers = fc.subarray(UNIVERSE).map((some) => NumberSet.fromNumbers(some));

const drift: fc.Arbitrary<Drift | undefined> = fc.constantFrom<(Drift | undefined)[]>(
  undefined,
  { kind: "MarkedForRemoval" },
  { kind: "ReleaseRequested" },
  { kind: "ReadyForRemoval" },
  { kind: "callingProfile", profile: "p9" },
  { kind: "lacks", capabilities: ["OutboundCalling"] },
  { kind: "not changed yet", properties: ["country"] },
  { kind: "held by tenant", tenant: "t9" },
  { kind: "unknown", text: "from a later version" },
);

/** Each number of the universe is in one sighting at the most. */
const sightings: fc.Arbitrary<Sighting[]> = fc
  .array(fc.record({ drift, inUse: fc.boolean(), unreadable: fc.boolean() }), { minLength: 1, maxLength: 5 })
  .chain((kinds) =>
    fc
      .array(fc.integer({ min: -1, max: kinds.length - 1 }), {
        minLength: UNIVERSE.length,
        maxLength: UNIVERSE.length,
      })
      .map((places) =>
        kinds.map((kind, index) => ({
          ...kind,
          drift: kind.unreadable ? undefined : kind.drift,
          numbers: NumberSet.fromNumbers(UNIVERSE.filter((_, at) => places[at] === index)),
        })),
      ),
  );

const situation: fc.Arbitrary<Situation> = fc
  .record({
    wanted: numbers,
    own: numbers,
    sightings,
    sent: numbers,
    claims: fc.record({
      declaredElsewhere: numbers,
      heldByStack: numbers,
      sentByStack: numbers,
      moving: numbers,
    }),
    policy: fc.record({
      adopt: fc.boolean(),
      adoptable: numbers,
      releaseRemoved: fc.boolean(),
      unassign: fc.boolean(),
      repair: fc.boolean(),
    }),
  })
  // What is seen is not on its way any more.
  .map((one) => ({ ...one, sent: one.sent.minus(seenOf(one.sightings)) }));

function seenOf(all: readonly Sighting[]): NumberSet {
  return NumberSet.unionAll(all.map((sighting) => sighting.numbers));
}

function numbersWhere(all: readonly Sighting[], matches: (sighting: Sighting) => boolean): NumberSet {
  return NumberSet.unionAll(all.filter(matches).map((sighting) => sighting.numbers));
}

function always(law: (situation: Situation) => void): void {
  fc.assert(fc.property(situation, law), { numRuns: 500 });
}

describe("decide", () => {
  it("gives every number of wanted and own exactly one fate", () => {
    always((one) => {
      const { fates } = decide(one);
      const all = NumberSet.unionAll(fates.map((fated) => fated.numbers));
      expect(all.keys()).toEqual(one.wanted.union(one.own).keys());
      expect(fates.reduce((sum, fated) => sum + fated.numbers.size, 0)).toBe(all.size);
    });
  });

  it("releases only what is own, unwanted, in this tenant, declared nowhere else, and not in use without leave", () => {
    always((one) => {
      const released = decide(one).of("release");
      const foreign = numbersWhere(one.sightings, ({ drift }) => drift?.kind === "held by tenant");
      const uncertain = numbersWhere(
        one.sightings,
        ({ inUse, unreadable }) => unreadable || (inUse && !one.policy.unassign),
      );
      expect(released.minus(one.own.minus(one.wanted)).isEmpty).toBe(true);
      expect(released.minus(seenOf(one.sightings)).isEmpty).toBe(true);
      for (const kept of [one.claims.declaredElsewhere, foreign, uncertain])
        expect(released.overlaps(kept)).toBe(false);
      if (!one.policy.releaseRemoved) expect(released.isEmpty).toBe(true);
    });
  });

  it("releases for a repair only what is held, has other settings, and is not in use", () => {
    always((one) => {
      const reloaded = decide(one).of("reload");
      const mayBe = numbersWhere(one.sightings, ({ drift, inUse }) => !inUse && isOfSettings(drift));
      expect(reloaded.minus(mayBe).isEmpty).toBe(true);
      expect(reloaded.minus(one.own.union(one.claims.heldByStack)).isEmpty).toBe(true);
    });
  });

  it("uploads only what is wanted, and neither in the tenant nor on its way", () => {
    always((one) => {
      const uploaded = decide(one).of("upload");
      const arriving = numbersWhere(one.sightings, ({ drift }) => drift?.kind === "held by tenant").intersect(
        one.claims.moving,
      );
      expect(uploaded.minus(one.wanted).isEmpty).toBe(true);
      expect(uploaded.overlaps(seenOf(one.sightings).minus(arriving))).toBe(false);
      expect(uploaded.overlaps(one.sent)).toBe(false);
    });
  });

  it("takes over nothing that is not this stack's and that nobody allowed", () => {
    always((one) => {
      const { heldByStack, sentByStack } = one.claims;
      const allowed = one.policy.adopt ? seenOf(one.sightings) : one.policy.adoptable;
      const taken = decide(one).of("takeOver");
      expect(taken.minus(heldByStack).minus(sentByStack).minus(allowed).isEmpty).toBe(true);
    });
  });

  it("does not depend on the order in which the tenant shows numbers", () => {
    always((one) => {
      const turned = { ...one, sightings: [...one.sightings].reverse() };
      const printed = (of: Situation): string[] =>
        decide(of)
          .fates.map(({ numbers: some, fate }) => JSON.stringify([fate, some.keys()]))
          .sort();
      expect(printed(turned)).toEqual(printed(one));
    });
  });
});

function isOfSettings(drift: Drift | undefined): boolean {
  return drift !== undefined && ["callingProfile", "lacks", "not changed yet"].includes(drift.kind);
}
