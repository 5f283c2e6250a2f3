import { makeReport } from "../../../cli/report/make-report";
import { toMarkdown } from "../../../cli/report/markdown";
import type { Report } from "../../../cli/report/schema";
import { OTHER_PROFILE, TENANT } from "../../support/default-seed";
import { allocationIn, previewOf, withInputs, withOutputs } from "./previews";

/** An update of 100 numbers, of which one is missing, one has another profile, and six are marked; one is in use. */
function reportWith(inputs: Readonly<Record<string, unknown>>): Report {
  return makeReport(withInputs(previewOf("change"), "desks", inputs), { maxReleases: undefined });
}

it("the report on an update that changes settings names the settings, and counts all numbers that stay but the missing one as released for the brake", () => {
  const report = reportWith({ callingProfile: OTHER_PROFILE, country: "AU" });
  const desks = allocationIn(report, "desks");
  expect(desks).toMatchObject({
    operation: "update",
    settings: ["callingProfile", "country"],
    released: { "+61395556990..+61395556999": 10 },
    replaced: {},
    reset: { "+61395556900..+61395556904": 5, "+61395556906..+61395556989": 84 },
    drift: [{ repair: "upload" }, { repair: "reload" }, { repair: "reload" }],
  });
  expect(report.totals).toMatchObject({ replaced: 0, reset: 89, released: 11 });
  // 10 taken out and 89 given new settings, and one of another allocation.
  expect(report.releases).toEqual([{ msTenantId: TENANT, count: 100 }]);
  const lines = toMarkdown(report, 65_000).split("\n");
  expect(lines).toContain(
    "| **given new settings** (`callingProfile`, `country`) | 89 | `+61395556900..+61395556904`, `+61395556906..+61395556989` |",
  );
  expect(lines.find((line) => line.includes("allocations touched"))).toContain("89 given new settings");
});

it("the report on an update that changes settings warns where the brake would stop it", () => {
  const preview = withInputs(previewOf("change"), "desks", { usage: "FirstPartyAppAssignment" });
  const { warnings } = makeReport(preview, { maxReleases: "99" });
  expect(warnings.map(({ message }) => message)).toContainEqual(
    expect.stringContaining(`the run would release 100 numbers of tenant ${TENANT}, and may release 99`),
  );
});

it.each([
  ["the same names in another case and order", { capabilities: ["outboundcalling", "InboundCalling"] }],
  ["an empty list in place of none", { additionalUsages: [] }],
  ["a ticket", { ticketId: "CHG-2" }],
])("the report on an update that changes settings takes %s for no change of settings", (_, inputs) => {
  const report = reportWith(inputs);
  expect(allocationIn(report, "desks")).toMatchObject({ settings: [], reset: {} });
});

it("the report on an update of numbers that an interrupted change has not come to tells that they are released and uploaded", () => {
  const drift = { "+61395556900..+61395556909": "not changed yet: country" };
  const report = makeReport(withOutputs(previewOf("change"), "desks", { drift }), {
    maxReleases: undefined,
  });
  expect(allocationIn(report, "desks")).toMatchObject({
    reset: {},
    drift: [{ reason: "not changed yet: country", repair: "reload", count: 10 }],
  });
});

it.each([
  // The platform shows no country: the other allocation takes the number over as it is.
  ["country", false],
  // What the number has of them is a secret of the state, and may be something else.
  ["callingProfile", true],
  ["capabilities", true],
])(
  "the report on an update of a number that moves before a change of %s has come to it tells what is sent",
  (what, isSent) => {
    const outputs = {
      drift: { "+61395556905..+61395556909": `not changed yet: ${what}` },
    };
    const report = makeReport(withOutputs(previewOf("moves"), "desks", outputs), {
      maxReleases: undefined,
    });
    const moved = { "+61395556905..+61395556909": 5 };
    const [takenOver, replaced] = isSent ? [{}, moved] : [moved, {}];
    expect(allocationIn(report, "second")).toMatchObject({ takenOver, replaced });
  },
);
