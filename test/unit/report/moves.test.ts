import { makeReport } from "../../../cli/report/make-report";
import { OTHER_PROFILE, TENANT } from "../../support/default-seed";
import { allocationIn, previewOf, reportOf, withInputs, withOutputs } from "./previews";

it("the report on a preview of numbers that move between allocations with the same settings tells neither an upload nor a release", () => {
  const report = reportOf("moves");
  expect(allocationIn(report, "desks")).toMatchObject({
    released: {},
    handedOver: { "+61395556905..+61395556909": 5 },
  });
  expect(allocationIn(report, "second")).toMatchObject({
    added: { "+61395556910..+61395556912": 3 },
    takenOver: { "+61395556905..+61395556909": 5 },
  });
  expect(report.totals).toMatchObject({ added: 4, released: 0, moved: 5, uncounted: 1 });
  expect(report.releases).toEqual([]);
});

it("the report on a preview of a number that moves to an allocation with another profile tells that it is released and uploaded again", () => {
  const preview = withInputs(previewOf("moves"), "second", { callingProfile: OTHER_PROFILE });
  const report = makeReport(preview, { maxReleases: undefined });
  expect(allocationIn(report, "second")).toMatchObject({
    takenOver: {},
    replaced: { "+61395556905..+61395556909": 5 },
  });
  expect(report.releases).toEqual([{ msTenantId: TENANT, count: 5 }]);
});

it("the report on a preview of a drifted number that moves to the allocation whose profile it has already tells no request", () => {
  const drift = { "+61395556905": `callingProfile ${OTHER_PROFILE}` };
  const preview = withInputs(withOutputs(previewOf("moves"), "desks", { drift }), "second", {
    callingProfile: OTHER_PROFILE,
  });
  const report = makeReport(preview, { maxReleases: undefined });
  expect(allocationIn(report, "second")).toMatchObject({
    takenOver: { "+61395556905": 1 },
    replaced: { "+61395556906..+61395556909": 4 },
  });
  expect(allocationIn(report, "desks").drift).toMatchObject([{ repair: "leaves", count: 1 }]);
  expect(report.releases).toEqual([{ msTenantId: TENANT, count: 4 }]);
});

it.each([
  ["a profile that is declared nowhere", `callingProfile ${OTHER_PROFILE}`, {}, true],
  ["a capability that is asked for there", "lacks OutboundCalling", {}, true],
  [
    "a capability that is not asked for there",
    "lacks OutboundCalling",
    { capabilities: ["InboundCalling"] },
    false,
  ],
  ["a release that somebody else asked for", "ReleaseRequested", { callingProfile: OTHER_PROFILE }, false],
  ["a mark for removal", "MarkedForRemoval", {}, false],
])(
  "the report on a preview of a number that moves with %s tells what is sent for it",
  (_, reason, inputs, isReloaded) => {
    const drift = { "+61395556905..+61395556909": reason };
    const preview = withInputs(withOutputs(previewOf("moves"), "desks", { drift }), "second", inputs);
    const report = makeReport(preview, { maxReleases: undefined });
    const moved = { "+61395556905..+61395556909": 5 };
    const [takenOver, replaced] = isReloaded ? [{}, moved] : [moved, {}];
    expect(allocationIn(report, "second")).toMatchObject({ takenOver, replaced });
    expect(allocationIn(report, "desks")).toMatchObject({
      handedOver: moved,
      drift: [{ repair: reason === "MarkedForRemoval" ? "clear" : "leaves" }],
    });
    expect(report.releases).toEqual(isReloaded ? [{ msTenantId: TENANT, count: 5 }] : []);
  },
);

it("the report on a preview of a number that moves to an allocation for one of its additional usages tells no request", () => {
  const usages = {
    usage: "CallingUserAssignment",
    additionalUsages: ["FirstPartyAppAssignment"],
  };
  const preview = withInputs(withOutputs(previewOf("moves"), "desks", usages), "second", {
    usage: "FirstPartyAppAssignment",
  });
  expect(allocationIn(makeReport(preview, { maxReleases: undefined }), "second")).toMatchObject({
    takenOver: { "+61395556905..+61395556909": 5 },
    replaced: {},
  });
});

it("the report on a preview of a number that moves to another tenant tells a release here and an upload there", () => {
  const preview = withInputs(previewOf("moves"), "second", {
    msTenantId: "f94238e5-4f2c-4e1b-8125-2d27122ca75f",
  });
  const report = makeReport(preview, { maxReleases: undefined });
  expect(allocationIn(report, "desks")).toMatchObject({
    released: { "+61395556905..+61395556909": 5 },
    handedOver: {},
  });
  expect(allocationIn(report, "second")).toMatchObject({
    added: { "+61395556905..+61395556912": 8 },
    takenOver: {},
  });
});
