import * as fc from "fast-check";
import { numberState, tenantNumber } from "../../provider/liveplatform/tenant-number-schema";
import { toRow } from "../../provider/tenant/rows";

const DOCUMENTED = {
  telephoneNumber: "+61395556880",
  tenantId: "3BC57CAC-5794-457F-AD36-A2B6F2E0E2F5",
  callingProfileId: "AB86EF82-CE9E-4EAD-BEFB-4AA954B64872",
  acquiredNumberStatus: "Acquired",
  assignmentStatus: "Unassigned",
  acquiredCapabilities: ["UserAssignment"],
  source: "webui",
  whenCreated: "2026-11-30T03:32:55.7974977+00:00",
  tnUploadJobId: "63a86f78-52f8-46f6-a980-ef6ff373fce9",
};

/** What JSON may hold where something else is expected, and what a field may lack. */
const anything = fc.oneof(
  fc.constantFrom(null, undefined, "", "Acquired", "+1", 0, 3, Infinity, true),
  fc.constantFrom<unknown>([], ["UserAssignment", ""], ["UserAssignment", null], [1], {}),
);
/** Few, so that what is wrong with one field is not hidden by another. */
const changes = fc
  .array(fc.tuple(fc.constantFrom(...Object.keys(DOCUMENTED)), anything), { maxLength: 2 })
  .map((fields) => Object.fromEntries(fields));

it("a row of a list is read as the same number that is asked for by itself, and refused where that is", () => {
  const seen = { read: 0, refused: 0 };
  fc.assert(
    fc.property(changes, (changed) => {
      const row = { ...DOCUMENTED, ...changed };
      const [listed, single] = [numberState.safeParse(row), tenantNumber.safeParse({ ...row })];
      expect(listed.success ? listed.data : undefined).toEqual(
        single.success ? toRow(single.data) : undefined,
      );
      seen[listed.success ? "read" : "refused"]++;
    }),
    { numRuns: 1000 },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(50);
});

it.each([[null], [undefined], [[]], ["+61395556880"], [7]])("%j is no row of a list", (value) => {
  expect(numberState.safeParse(value).success).toBe(false);
});
