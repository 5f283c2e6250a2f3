import { type Export, groupNumbers } from "../../../cli/export/grouping";
import { type MoreWords, vocabularyOf } from "../../../provider/allocation/vocabulary";
import type { TenantNumber } from "../../../provider/liveplatform";
import { NumberSet } from "../../../provider/numbers/number-set";
import { APAC, EMEA, OTHER_TENANT, TENANT, documentedRows, listed, row } from "./rows";

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

it("exported numbers of a tenant are one allocation where the documented page has ten alike, acquired and not yet acquired", () => {
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

it("exported numbers of a tenant are told apart by profile, usages, capabilities and the country of toll-free numbers", () => {
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

it("exported numbers of a tenant are left out with the reason where no allocation could declare them as they are", () => {
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
    "+61395556900":
      "MarkedForRemoval: Operator Connect no longer lists it. Clear the mark and export again, or let it go",
    "+61395556901": "ReleaseRequested: it is being released",
    "+61395556902": "ReadyForRemoval: it is leaving, which cannot be undone",
    "+61395556903": "its state is Unknown(7), which this version does not know",
    "+61395556904": `the list of this tenant contains it, but says that tenant ${OTHER_TENANT} holds it`,
    "+61395556905": "it has no calling profile",
    "+61395556906": `its calling profile is "calling-1", which is not a GUID`,
    "+61395556907": "its capabilities do not show a usage: InboundCalling, Office365, OutboundCalling",
    "+61395556908": "it has none of the capabilities that an upload asks for: Office365, UserAssignment",
    "+61395556909":
      "it has capabilities that this version does not know: Holograms. Where uploads ask for it: --capability Holograms; where the platform adds it: --ignore-capability Holograms",
    "+61395556910": "its capabilities do not show a usage: it has none",
    "+611800123456":
      "it is toll-free, and an allocation can declare that only with the usage FirstPartyAppAssignment; it has CallingUserAssignment",
    "+18005550100":
      "it is a North American toll-free number, whose country an allocation must name, and the platform does not give it",
    "+6139": "it has 2 digits after +61; numbers of +61 (Australia) have 5 to 10 or 12",
  });
});

it("exported numbers of a tenant are left out by the problem where their rows cannot be read, also those without a number", () => {
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

it("exported numbers of a tenant are declared with a capability that the caller knows, or without it", () => {
  const strange = [row("+61395556900", caps("InboundCalling", "UserAssignment", "Holograms"))];
  expect(groupsOf(strange)).toEqual({});
  expect(groupsOf(strange, { capability: ["Holograms"] })).toEqual({
    "calling-emea-users-holograms-inbound": ["+61395556900"],
  });
  expect(groupsOf(strange, { ignoreCapability: ["Holograms"] })).toEqual({
    "calling-emea-users-inbound": ["+61395556900"],
  });
});

it("exported numbers of a tenant are declared with the documented words, in whichever case the platform spells them", () => {
  const words = ["INBOUNDCALLING", "outboundCalling", "office365", "userassignment", "holograms"];
  const { allocations, notExported } = exportOf([row("+61395556900", caps(...words))], {
    capability: ["Holograms"],
  });
  expect(notExported).toEqual([]);
  expect(allocations.map(({ settings }) => [settings.usage, settings.capabilities])).toEqual([
    ["CallingUserAssignment", ["Holograms", "InboundCalling", "OutboundCalling"]],
  ]);
});
