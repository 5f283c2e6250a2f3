import { makeReport } from "../../../cli/report/make-report";
import { reportSchema } from "../../../cli/report/schema";
import { allocationIn, previewOf, reportOf, withInputs, withOutputs } from "./previews";

it.each(["[secret]", "[unknown]", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"])(
  "the report on a preview that shows %s in place of a flag or a count has all the same what does not depend on it",
  (shown) => {
    const counts = { numberCount: shown, assignedCount: shown };
    const flags = { releaseRemoved: shown, unassignOnRelease: shown };
    const declared = withInputs(previewOf("change"), "desks", flags);
    const preview = withOutputs(declared, "desks", { ...flags, ...counts });
    const report = makeReport(preview, { maxReleases: undefined });
    const plain = reportOf("change");
    expect(report.totals).toEqual(plain.totals);
    expect(allocationIn(report, "desks")).toEqual({ ...allocationIn(plain, "desks"), assignedCount: null });
    expect(reportSchema.parse(report)).toEqual(report);
  },
);

it("the report on a preview counts what is taken out as released where releaseRemoved is secret, and says so", () => {
  const preview = withInputs(previewOf("change"), "desks", { releaseRemoved: "[secret]" });
  expect(makeReport(preview, { maxReleases: undefined }).warnings).toContainEqual({
    resource: "desks",
    message:
      "releaseRemoved is secret or not known yet: if it is false, what is taken out (10 numbers) stays in the tenant; " +
      "this report counts it as released",
  });
});

it("the report on a preview says of a deletion of numbers in use what depends on unassignOnRelease where that is secret", () => {
  const preview = withOutputs(previewOf("change"), "gone", {
    assignedCount: 1,
    unassignOnRelease: "[secret]",
  });
  expect(makeReport(preview, { maxReleases: undefined }).warnings).toContainEqual({
    resource: "gone",
    message:
      "this deletion will release 1 number in use; unassignOnRelease is secret: if it is true, it will be unassigned first, " +
      "else the run will stop before anything of it is released",
  });
});
