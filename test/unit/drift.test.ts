import fc from "fast-check";

import { type Drift, parseDrift, printDrift } from "../../provider/state/drift";

const word = fc.stringMatching(/^[A-Za-z0-9-]{1,12}$/);
const words = fc.array(word, { minLength: 1, maxLength: 4 });

const drift: fc.Arbitrary<Drift> = fc.oneof(
  fc.constantFrom<Drift[]>(
    { kind: "missing" },
    { kind: "MarkedForRemoval" },
    { kind: "ReleaseRequested" },
    { kind: "ReadyForRemoval" },
  ),
  word.map((profile): Drift => ({ kind: "callingProfile", profile })),
  words.map((capabilities): Drift => ({ kind: "lacks", capabilities })),
  word.map((tenant): Drift => ({ kind: "held by tenant", tenant })),
  words.map((properties): Drift => ({ kind: "not changed yet", properties })),
);

it("the text of a drift is read back as what was printed", () => {
  fc.assert(fc.property(drift, (one) => expect(parseDrift(printDrift(one))).toEqual(one)));
});

it("the text of a drift is printed back as it was read, also where a later version wrote it", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => expect(printDrift(parseDrift(text))).toBe(text)),
  );
});

it("the text of a drift is what states of 0.1.0 hold", () => {
  expect(parseDrift("callingProfile p9")).toEqual({ kind: "callingProfile", profile: "p9" });
  expect(parseDrift("lacks InboundCalling, UserAssignment")).toEqual({
    kind: "lacks",
    capabilities: ["InboundCalling", "UserAssignment"],
  });
  expect(printDrift({ kind: "held by tenant", tenant: "t" })).toBe("held by tenant t");
});
