import fc from "fast-check";
import { declarableLists } from "../../../cli/export/declarable-ranges";
import { groupNumbers, type Export, type ExportedAllocation } from "../../../cli/export/grouping";
import { vocabularyOf, type MoreWords } from "../../../cli/export/vocabulary";
import { readDeclaredNumbers } from "../../../provider/allocation/declared-numbers";
import { readDeclaredSettings, tollFreeFailures } from "../../../provider/allocation/declared-settings";
import { driftOf, toRow } from "../../../provider/allocation/observe";
import type { TenantNumber } from "../../../provider/liveplatform";
import { NumberSet } from "../../../provider/numbers/number-set";
import { APAC, documentedRows, EMEA, listed, OTHER_TENANT, row, TENANT } from "./rows";

function exportOf(numbers: readonly TenantNumber[], words: MoreWords = {}): Export {
  return groupNumbers({ msTenantId: TENANT, vocabulary: vocabularyOf(words) }, listed(numbers));
}

/** Name → keys of the numbers. */
function groupsOf(numbers: readonly TenantNumber[], words: MoreWords = {}): Record<string, string[]> {
  return Object.fromEntries(
    exportOf(numbers, words).allocations.map(({ name, numbers: set }) => [name, set.keys()]),
  );
}

/** Key of the numbers → why they are left out. */
function reasonsOf(...numbers: readonly TenantNumber[]): Record<string, string> {
  return Object.fromEntries(
    exportOf(numbers).notExported.map(({ numbers: set, reason }) => [set.keys().join(), reason]),
  );
}

const caps = (...acquiredCapabilities: string[]) => ({ acquiredCapabilities });

describe("numbers of a tenant", () => {
  it("are one allocation where the documented page has ten alike, acquired and not yet acquired", () => {
    const { allocations, notExported } = exportOf(documentedRows());
    expect(notExported).toEqual([]);
    expect(allocations).toEqual([
      {
        name: "calling-emea-users",
        settings: {
          callingProfile: EMEA,
          usage: "CallingUserAssignment",
          additionalUsages: [],
          capabilities: ["InboundCalling", "OutboundCalling"],
          country: undefined,
        },
        numbers: NumberSet.of("+448718943000..+448718943009"),
      },
    ]);
  });

  it("are told apart by profile, usages, capabilities and the country of toll-free numbers", () => {
    const apps = "FirstPartyAppAssignment";
    expect(
      groupsOf([
        row("+61395556900"),
        row("+61395556902"),
        row("+61395556901", { acquiredNumberStatus: null }),
        row("+61395556903", { callingProfileId: APAC.toUpperCase() }),
        row("+61395556904", { callingProfileId: "0c0ffee0-0000-4000-8000-000000000000" }),
        row("+61395556905", caps("InboundCalling", "UserAssignment")),
        row("+61395556906", caps("Mobile", "OutboundCalling", "InboundCalling", "UserAssignment")),
        row("+61395556907", caps("InboundCalling", "OutboundCalling", apps, "UserAssignment")),
        row("+61395556908", caps("InboundCalling", "OutboundCalling", "ConferenceAssignment")),
        row("+61395556909", caps("InboundCalling", "OutboundCalling", "ThirdPartyAppAssignment")),
        row("+18005550100", { ...caps("InboundCalling", "TollFree", apps), isoCountryCode: "us" }),
        row("+18005550101", { ...caps("InboundCalling", "TollFree", apps), isoCountryCode: "CA" }),
        row("+611800123456", caps("InboundCalling", "TollFree", "UserAssignment", apps)),
      ]),
    ).toEqual({
      "calling-apac-users": ["+61395556903"],
      "calling-emea-conferences": ["+61395556908"],
      "calling-emea-third-party-apps": ["+61395556909"],
      "calling-emea-users": ["+61395556900..+61395556902"],
      "calling-emea-users-and-voice-apps": ["+61395556907"],
      "calling-emea-users-inbound": ["+61395556905"],
      "calling-emea-users-inbound-mobile-outbound": ["+61395556906"],
      "calling-emea-voice-apps-and-users-inbound": ["+611800123456"],
      "calling-emea-voice-apps-inbound-ca": ["+18005550101"],
      "calling-emea-voice-apps-inbound-us": ["+18005550100"],
      "profile-0c0ffee0-users": ["+61395556904"],
    });
  });

  it("are left out with the reason where no allocation could declare them as they are", () => {
    const usual = ["InboundCalling", "OutboundCalling"];
    expect(
      reasonsOf(
        row("+61395556900", { acquiredNumberStatus: 2 }),
        row("+61395556901", { acquiredNumberStatus: "ReleaseRequested" }),
        row("+61395556902", { acquiredNumberStatus: 3 }),
        row("+61395556903", { acquiredNumberStatus: 7 }),
        row("+61395556904", { tenantId: OTHER_TENANT }),
        row("+61395556905", { callingProfileId: null }),
        row("+61395556906", { callingProfileId: "calling-1" }),
        row("+61395556907", caps("Office365", ...usual)),
        row("+61395556908", caps("Office365", "UserAssignment")),
        row("+61395556909", caps(...usual, "UserAssignment", "Holograms")),
        row("+61395556910", caps()),
        row("+611800123456", caps(...usual, "UserAssignment")),
        row("+18005550100", { ...caps(...usual, "FirstPartyAppAssignment"), isoCountryCode: null }),
        row("+6139"),
      ),
    ).toEqual({
      "+61395556900": expect.stringMatching(/^MarkedForRemoval: Operator Connect no longer lists it/),
      "+61395556901": "ReleaseRequested: it is being released",
      "+61395556902": "ReadyForRemoval: it is leaving, which cannot be undone",
      "+61395556903": "its state is Unknown(7), which this version does not know",
      "+61395556904": `the list of this tenant has it, and says that tenant ${OTHER_TENANT} holds it`,
      "+61395556905": "it has no calling profile",
      "+61395556906": `its calling profile is "calling-1", which is no GUID`,
      "+61395556907": "its capabilities tell no usage: InboundCalling, Office365, OutboundCalling",
      "+61395556908": "it has none of the capabilities that an upload asks for: Office365, UserAssignment",
      "+61395556909": expect.stringContaining(
        "does not know: Holograms. Where uploads ask for it: --capability Holograms",
      ),
      "+61395556910": "its capabilities tell no usage: it has none",
      "+611800123456": expect.stringContaining(
        "only with the usage FirstPartyAppAssignment; it has CallingUserAssignment",
      ),
      "+18005550100": expect.stringContaining(
        "whose country an allocation must name, and the platform tells none",
      ),
      "+6139": expect.stringContaining("has 2 digits after +61"),
    });
  });

  it("are left out by the problem where their rows cannot be read, also those without a number", () => {
    const problem = "tenantId: expected string, received null";
    const unreadable = [
      { telephoneNumber: "+61395556901", problem },
      { telephoneNumber: "0395556902", problem },
      { problem },
    ];
    const subject = { msTenantId: TENANT, vocabulary: vocabularyOf() };
    expect(groupNumbers(subject, listed([row("+61395556900")], unreadable)).notExported).toEqual([
      { numbers: NumberSet.of("+61395556901"), unnamed: 1, reason: `its row cannot be read: ${problem}` },
      { numbers: NumberSet.empty, unnamed: 1, reason: `its row cannot be read: ${problem} ("0395556902")` },
    ]);
  });

  it("are declared with a capability that the caller knows, or without it", () => {
    const strange = [row("+61395556900", caps("InboundCalling", "UserAssignment", "Holograms"))];
    expect(groupsOf(strange)).toEqual({});
    expect(groupsOf(strange, { capability: ["Holograms"] })).toEqual({
      "calling-emea-users-holograms-inbound": ["+61395556900"],
    });
    expect(groupsOf(strange, { ignoreCapability: ["Holograms"] })).toEqual({
      "calling-emea-users-inbound": ["+61395556900"],
    });
  });
});

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

describe("an export of any tenant", () => {
  it("has each number once: in an allocation, or with a reason; whatever the order of the list", () => {
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

  it("declares what the provider accepts and finds no drift in", () => {
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
});

/** What the provider's check makes of an exported allocation. */
function declarationOf({ settings, numbers }: ExportedAllocation) {
  const { phoneNumbers, phoneNumberRanges } = declarableLists(numbers);
  const declared = readDeclaredNumbers(phoneNumbers, phoneNumberRanges);
  const { failures } = readDeclaredSettings({ ...settings, msTenantId: TENANT });
  const { callingProfile, usage, capabilities } = settings;
  return {
    declared: declared.numbers,
    settings: { msTenantId: TENANT, callingProfile, usage, capabilities: [...capabilities] },
    failures: [...failures, ...declared.failures, ...tollFreeFailures({ ...settings }, declared)],
  };
}

describe("runs of numbers", () => {
  it("are cut where an allocation may not name them as one range: at a country's border, and at 100,000", () => {
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
});
