import { makeReport } from "../../../cli/report/make-report";
import { parsePreview } from "../../../cli/report/preview";
import { reportSchema } from "../../../cli/report/schema";
import { OTHER_PROFILE, TENANT } from "../../support/default-seed";
import { allocationIn, previewOf, reportOf } from "./previews";

it("the report on a preview of an import tells what the state takes over, and what the program changes of it at once", () => {
  const report = reportOf("import");
  const [desks, other, changed] = report.allocations;
  expect(report.outcome).toBe("changes");
  expect(report.totals).toMatchObject({ allocations: 3, added: 0, released: 1, moved: 0, imported: 9 });
  expect(desks).toMatchObject({ operation: "import", before: 0, after: 5, released: {} });
  expect([desks?.takenOver, other?.takenOver]).toEqual([
    { "+61395550000..+61395550004": 5 },
    { "+61395550010..+61395550013": 4 },
  ]);
  expect(changed).toMatchObject({ operation: "update", released: { "+61395550013": 1 }, takenOver: {} });
});

it("the report on a preview of an update tells what is added, released and drifted, and what an up does about the drift", () => {
  const report = reportOf("change");
  expect(report).toMatchObject({ version: 1, project: "test", stack: "dev", outcome: "drift", errors: [] });
  expect(allocationIn(report, "desks")).toEqual({
    urn: "urn:pulumi:dev::test::pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation::desks",
    name: "desks",
    msTenantId: TENANT,
    operation: "update",
    replaceReasons: [],
    settings: [],
    secret: false,
    before: 100,
    after: 91,
    added: { "+61395556880": 1 },
    released: { "+61395556990..+61395556999": 10 },
    replaced: {},
    reset: {},
    handedOver: {},
    takenOver: {},
    left: {},
    pending: {},
    drift: [
      { reason: "missing", repair: "upload", count: 1, numbers: { "+61395556905": 1 } },
      {
        reason: `callingProfile ${OTHER_PROFILE}`,
        repair: "reload",
        count: 1,
        numbers: { "+61395556950": 1 },
      },
      {
        reason: "MarkedForRemoval",
        repair: "clear",
        count: 6,
        numbers: { "+61395556960..+61395556965": 6 },
      },
    ],
    notAcquired: null,
    assignedCount: 1,
  });
  expect(allocationIn(report, "gone")).toMatchObject({
    operation: "delete",
    released: { "+61395557777": 1 },
  });
  expect(allocationIn(report, "fresh")).toMatchObject({ operation: "create", before: 0, after: 10 });
  expect(report.totals).toEqual({
    allocations: 4,
    added: 11,
    released: 11,
    replaced: 0,
    reset: 0,
    moved: 0,
    imported: 0,
    left: 0,
    drifted: 8,
    notAcquired: 0,
    uncounted: 1,
  });
  // Ten taken out, one deleted, and one that is released to be uploaded with its profile.
  expect(report.releases).toEqual([{ msTenantId: TENANT, count: 12 }]);
  expect(report.otherResources).toEqual({ create: 1 });
});

it("the report on a preview of a replacement tells what is released and uploaded again, for which settings, and who is cut off", () => {
  const report = reportOf("replace");
  expect(allocationIn(report, "desks")).toMatchObject({
    operation: "replace",
    replaceReasons: ["callingProfile"],
    replaced: { "+61395556900..+61395556999": 100 },
    released: {},
    added: {},
    drift: [{ repair: "replaced" }, { repair: "replaced" }, { repair: "replaced" }],
  });
  expect(report.totals).toMatchObject({ released: 0, replaced: 100, drifted: 8, allocations: 2 });
  // One of the hundred is missing: there is nothing of it to release.
  expect(report.releases).toEqual([{ msTenantId: TENANT, count: 99 }]);
  expect(report.warnings[0]?.resource).toBe("desks");
  expect(report.warnings[0]?.message).toContain("will release 1 number in use: +61395556999");
  expect(report.unchanged).toEqual({ resources: 1, unlisted: 1 });
});

it("the report on a preview never shows a number of an allocation whose list is secret, and says that it is not counted", () => {
  const report = reportOf("change");
  expect(allocationIn(report, "hush")).toMatchObject({
    secret: true,
    before: 1,
    after: null,
    added: null,
    released: null,
    drift: null,
  });
  expect(JSON.stringify(report)).not.toContain("+613955561");
});

it("the report on a preview hides numbers also where --show-secrets or a warning tells them", () => {
  const { steps, diagnostics, ...rest } = previewOf("change");
  const shown = JSON.stringify({ ...rest, steps }).replaceAll(
    '"numbers":"[secret]"',
    '"numbers":{"+61395556101":1}',
  );
  const urn = steps.find(({ urn: one }) => one.endsWith("::hush"))?.urn;
  const warning = { urn, severity: "warning", message: "warning: takes over +61395556101..+61395556109\n" };
  const preview = parsePreview(shown, "shown.json");
  const report = makeReport(
    { ...preview, diagnostics: [...diagnostics, warning] },
    { maxReleases: undefined },
  );
  expect(JSON.stringify(report)).not.toContain("+613955561");
  expect(report.warnings).toContainEqual({ resource: "hush", message: "takes over [secret]" });
  expect(report.warnings[0]?.message).toContain("+61395556999");
});

it("the report on a preview does not count numbers whose list or tenant is not known yet", () => {
  const report = reportOf("moves");
  expect(allocationIn(report, "unk")).toMatchObject({ added: null, secret: false, msTenantId: TENANT });
  expect(allocationIn(report, "unk2")).toMatchObject({ added: { "+61395559998": 1 }, msTenantId: null });
});

it("the report on a preview of a rename without alias, and of numbers that are left behind, tells no release", () => {
  const report = reportOf("renamed");
  expect(allocationIn(report, "desks")).toMatchObject({ operation: "delete", released: {} });
  expect(allocationIn(report, "renamed")).toMatchObject({
    takenOver: { "+61395556900..+61395556909": 10 },
  });
  expect(allocationIn(report, "left")).toMatchObject({ released: {}, left: { "+61395557301": 1 } });
  expect(allocationIn(report, "retained")).toMatchObject({ left: { "+61395557200..+61395557201": 2 } });
  expect(report.totals).toMatchObject({ released: 0, moved: 10, left: 3 });
});

it("the report on a preview of a plugin's allocation, whose drift is in its outputs alone, tells what a dynamic one's report tells", () => {
  const report = reportOf("plugin-drift");
  expect(report).toMatchObject({ outcome: "drift", otherResources: {}, unchanged: { resources: 1 } });
  expect(allocationIn(report, "desks")).toMatchObject({
    operation: "update",
    before: 10,
    after: 10,
    drift: [
      { reason: "missing", repair: "upload", numbers: { "+61395556903": 1 } },
      { reason: `callingProfile ${OTHER_PROFILE}`, repair: "reload", numbers: { "+61395556905": 1 } },
    ],
  });
  expect(report.releases).toEqual([{ msTenantId: TENANT, count: 1 }]);
});

it("the report on a preview never shows a number of a plugin's allocation whose list becomes secret", () => {
  const report = reportOf("plugin-secret");
  expect(allocationIn(report, "desks")).toMatchObject({
    secret: true,
    added: null,
    drift: null,
    before: 10,
  });
  expect(JSON.stringify(report)).not.toContain("+613955569");
});

it("the report on a preview of up --replace, where the new allocation takes over, tells no release", () => {
  expect(allocationIn(reportOf("forced"), "desks")).toMatchObject({
    operation: "replace",
    replaced: {},
    released: {},
  });
  expect(reportOf("forced").releases).toEqual([]);
});

it("the report on a preview of drift that ignoreChanges leaves alone says so", () => {
  const report = reportOf("ignored");
  expect(report.outcome).toBe("drift");
  expect(report.allocations).toHaveLength(1);
  expect(allocationIn(report, "keep")).toMatchObject({
    operation: "unchanged",
    drift: [{ repair: "ignored", numbers: { "+61395557100": 1 } }],
  });
});

it("the report on a preview without a difference has nothing to do", () => {
  expect(reportOf("none")).toMatchObject({ outcome: "nothing", allocations: [], warnings: [], errors: [] });
  expect(reportOf("none").unchanged).toEqual({ resources: 3, unlisted: 3 });
});

it.each([
  "change",
  "replace",
  "failed",
  "loss",
  "crash",
  "none",
  "moves",
  "renamed",
  "forced",
  "ignored",
  "deleted",
  "plugin-drift",
  "plugin-secret",
])("the report on a preview has the documented shape (%s)", (name) => {
  const report = reportOf(name);
  expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
});
