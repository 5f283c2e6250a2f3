import fc from "fast-check";
import { type Export, type ExportedAllocation, groupNumbers } from "../../../cli/export/grouping";
import { readDeclaredNumbers } from "../../../provider/allocation/declared-numbers";
import { readDeclaredSettings, tollFreeFailures } from "../../../provider/allocation/declared-settings";
import { vocabularyOf } from "../../../provider/allocation/vocabulary";
import type { TenantNumber } from "../../../provider/liveplatform";
import { declarableLists } from "../../../provider/numbers/declarable-lists";
import { NumberSet } from "../../../provider/numbers/number-set";
import { driftOf } from "../../../provider/state/row-drift";
import { toRow } from "../../../provider/tenant/rows";
import { APAC, EMEA, OTHER_TENANT, TENANT, listed, row } from "./rows";

function exportOf(numbers: readonly TenantNumber[]): Export {
  return groupNumbers({ msTenantId: TENANT, vocabulary: vocabularyOf() }, listed(numbers));
}

/** Rows of a small world, in which neighbours differ in every way that plays a part. */
const anyRow = fc
  .record({
    number: fc.oneof(
      fc.integer({ min: 61395556880, max: 61395556940 }),
      // Toll-free, and the border between British and Jersey mobile numbers.
      fc.integer({ min: 18005550100, max: 18005550110 }),
      fc.integer({ min: 447796999990, max: 447797000010 }),
      fc.integer({ min: 611800123450, max: 611800123456 }),
    ),
    tenantId: fc.constantFrom(TENANT, TENANT, TENANT, OTHER_TENANT),
    callingProfileId: fc.constantFrom(EMEA, EMEA, APAC, null),
    acquiredNumberStatus: fc.constantFrom(0, 0, 0, 4, null, 2, 7),
    acquiredCapabilities: fc.subarray(
      [
        "Office365",
        "InboundCalling",
        "OutboundCalling",
        "UserAssignment",
        "FirstPartyAppAssignment",
        "Holograms",
      ],
      { minLength: 2 },
    ),
    isoCountryCode: fc.constantFrom("US", "CA", null),
  })
  .map(({ number, ...fields }) => row(`+${number}`, fields));
const anyTenant = fc.uniqueArray(anyRow, {
  maxLength: 60,
  selector: ({ telephoneNumber }) => telephoneNumber,
});

it("an export of any tenant has each number once: in an allocation, or with a reason; whatever the order of the list", () => {
  fc.assert(
    fc.property(anyTenant, (numbers) => {
      const exported = exportOf(numbers);
      const sets = [...exported.allocations, ...exported.notExported].map((part) => part.numbers);
      const all = NumberSet.unionAll(sets);
      expect(all).toEqual(NumberSet.fromNumbers(numbers.map(({ telephoneNumber }) => telephoneNumber)));
      expect(sets.reduce((sum, { size }) => sum + size, 0)).toBe(all.size);
      expect(exportOf([...numbers].reverse())).toEqual(exported);
      const names = exported.allocations.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }),
  );
});

it("an export of any tenant declares what the provider accepts and finds no drift in", () => {
  fc.assert(
    fc.property(anyTenant, (numbers) => {
      const rows = new Map(numbers.map((number) => [number.telephoneNumber, toRow(number)]));
      for (const allocation of exportOf(numbers).allocations) {
        const { declared, settings, failures } = declarationOf(allocation);
        expect(failures).toEqual([]);
        expect(declared).toEqual(allocation.numbers);
        for (const number of declared)
          expect(driftOf(settings, rows.get(number) ?? "unreadable")).toBeUndefined();
        for (const number of declared) expect(rows.get(number)).toMatchObject({ tenantId: TENANT });
      }
    }),
  );
});

/** What the provider's check makes of an exported allocation. */
function declarationOf({ settings, numbers }: ExportedAllocation) {
  const { phoneNumbers, phoneNumberRanges } = declarableLists(numbers);
  const declared = readDeclaredNumbers({ phoneNumbers, phoneNumberRanges });
  const { failures } = readDeclaredSettings({ ...settings, msTenantId: TENANT });
  const { callingProfile, usage, capabilities } = settings;
  return {
    declared: declared.numbers,
    settings: { msTenantId: TENANT, callingProfile, usage, capabilities: [...capabilities] },
    failures: [...failures, ...declared.failures, ...tollFreeFailures({ ...settings }, declared)],
  };
}

it("runs of numbers in an export are cut where an allocation may not name them as one range: at a country's border, and at 100,000", () => {
  expect(declarableLists(NumberSet.of("+447796999998..+447797000001"))).toEqual({
    phoneNumbers: [],
    phoneNumberRanges: [
      { start: "+447796999998", end: "+447796999999" },
      { start: "+447797000000", end: "+447797000001" },
    ],
  });
  expect(declarableLists(NumberSet.of("+61395500000..+61395600000"))).toEqual({
    phoneNumbers: ["+61395600000"],
    phoneNumberRanges: [{ start: "+61395500000", end: "+61395599999" }],
  });
});
