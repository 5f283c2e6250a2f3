import { makeReport } from "../../../cli/report/make-report";
import { parsePreview } from "../../../cli/report/preview";
import { previewOf, reportOf } from "./previews";

/** Typed as what it stands for: the matchers of Jest are any. */
function stringMatching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

function stringContaining(part: string): unknown {
  return expect.stringContaining(part);
}

it("the report on a preview with warnings begins its warnings with numbers in use, then takeovers, then what it found itself", () => {
  const { warnings } = reportOf("change");
  expect(warnings.map(({ resource }) => resource)).toEqual(["desks", "fresh", "hush"]);
  expect(warnings.map(({ message }) => message)).toEqual([
    stringMatching(/^this update will release 1 number in use: \+61395556999; the run will stop/),
    "takes over 2 of 10 numbers already in the tenant; destroying this stack will release them",
    "its only number is gone from the tenant, and an up uploads what the program declares. If they were taken away on purpose, take them out of the program",
  ]);
});

it("the report on a preview with warnings warns of a deletion beyond the brake, going by the environment before the stack's configuration", () => {
  const warned = [undefined, "9", "10"].map((maxReleases) => {
    const { warnings } = makeReport(previewOf("deleted"), { maxReleases });
    return warnings.map(({ message }) => /may release (\d+)/.exec(message)?.[1]);
  });
  expect(warned).toEqual([["5"], ["9"], []]);
});

it("the report on a preview with warnings warns of a deletion of numbers in use, which no preview of the provider's does", () => {
  const text = JSON.stringify(previewOf("deleted")).replaceAll('"assignedCount":0', '"assignedCount":3');
  const { warnings } = makeReport(parsePreview(text, "deleted.json"), { maxReleases: "10" });
  expect(warnings).toEqual([
    {
      resource: "desks",
      message: stringMatching(/^this deletion will release 3 numbers in use; the run will stop/),
    },
  ]);
});

it("the report on a preview that failed is a failure with its reasons, whatever else it had found", () => {
  expect(reportOf("failed")).toMatchObject({
    outcome: "failed",
    errors: [
      {
        resource: "desks",
        message: 'msTenantId must be a GUID such as 3bc57cac-5794-457f-ad36-2c88cade9dbb, got "x"',
      },
      { resource: "desks", message: stringMatching(/^phoneNumbers\[0\]: "12" is not E\.164/) },
    ],
  });
  expect(reportOf("loss").errors).toEqual([
    {
      resource: "desks",
      message: stringMatching(/^Of 100 numbers that this allocation holds .* 61 are missing/),
    },
  ]);
  expect(reportOf("crash").errors).toEqual([{ resource: null, message: stringContaining("Error: boom") }]);
});

it("a line of information in a preview is neither a warning nor an error", () => {
  const preview = previewOf("none");
  const message = "uploads 25, releases 80 (+61395550420..+61395550499); 12 in use";
  const urn = "urn:pulumi:dev::test::pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation::desks";
  const severities = ["info", "info#err", "debug"];
  const diagnostics = severities.map((severity) => ({ urn, severity, message }));
  expect(makeReport({ ...preview, diagnostics }, { maxReleases: undefined })).toEqual(reportOf("none"));
});

it.each([
  ["", /^p\.json is empty: the command that was to write it ended before it began/],
  ['{"steps": [', /^p\.json ends in the middle of its JSON: .* It was cut off, or is still being written\.$/],
  ['{"steps": ["a]}', /^p\.json ends in the middle of its JSON/],
  ["Previewing update (dev):\n", /^p\.json is what Pulumi prints for people: write it with .* --json/],
  ["error: no stack selected", /^p\.json is not JSON: expected all of the standard output/],
  ['{"steps":[]}\n{"steps":[]}', /^p\.json holds more than one JSON document: expected/],
  ["{}", /^p\.json is not the output of pulumi preview --json or pulumi up --json\.$/],
  ['{"version": 3, "deployment": {}}', /is not the output of pulumi preview --json or pulumi up --json\.$/],
  [
    '{"steps": [{"op": 1}]}',
    /is not the output of pulumi preview --json or pulumi up --json \(steps\.0\.op: /,
  ],
])("text that is no preview is refused: %s", (text, message) => {
  expect(() => parsePreview(text, "p.json")).toThrow(message);
});

it("a preview is refused with the resource's URN where an allocation in it cannot be read", () => {
  const text = JSON.stringify(previewOf("change")).replaceAll('"assignedCount":1', '"assignedCount":[1]');
  expect(() => makeReport(parsePreview(text, "p.json"), { maxReleases: undefined })).toThrow(
    /OcNumberAllocation::desks: its state cannot be read: assignedCount: /,
  );
});
