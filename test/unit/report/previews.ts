import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nameOf } from "../../../cli/report/allocation-step";
import { makeReport } from "../../../cli/report/make-report";
import { type Preview, parsePreview } from "../../../cli/report/preview";
import type { AllocationReport, Report } from "../../../cli/report/schema";

/** What Pulumi 3.259.0 printed for a stack on the emulator, without source positions; see test/examples/report.test.ts. */
export function previewOf(name: string): Preview {
  const file = join(__dirname, "previews", `${name}.json`);
  return parsePreview(readFileSync(file, "utf8"), file);
}

export function reportOf(name: string): Report {
  return makeReport(previewOf(name), { maxReleases: undefined });
}

export function allocationIn(report: Report, name: string): AllocationReport {
  const found = report.allocations.find((allocation) => allocation.name === name);
  if (found === undefined) throw new Error(`The report has no allocation ${name}.`);
  return found;
}

/** The preview, where what a program declares of one resource is something else. */
export function withInputs(
  preview: Preview,
  name: string,
  inputs: Readonly<Record<string, unknown>>,
): Preview {
  const steps = preview.steps.map((step) => {
    if (nameOf(step.urn) !== name || step.newState === undefined) return step;
    return {
      ...step,
      newState: { ...step.newState, inputs: { ...Object(step.newState.inputs), ...inputs } },
    };
  });
  return { ...preview, steps };
}

/** The preview, where the state of one resource, as the refresh has left it, is something else. */
export function withOutputs(
  preview: Preview,
  name: string,
  outputs: Readonly<Record<string, unknown>>,
): Preview {
  const steps = preview.steps.map((step) => {
    if (nameOf(step.urn) !== name || step.oldState === undefined || step.op === "refresh") return step;
    return {
      ...step,
      oldState: { ...step.oldState, outputs: { ...Object(step.oldState.outputs), ...outputs } },
    };
  });
  return { ...preview, steps };
}
