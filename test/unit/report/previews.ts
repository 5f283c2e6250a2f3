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

/** Of an allocation whose last upload has not been seen in the tenant, and that nothing else is to be done about. */
export function reportOfWaiting(): Report {
  const declared = {
    msTenantId: "3bc57cac-5794-457f-ad36-2c88cade9dbb",
    callingProfile: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
    usage: "CallingUserAssignment",
    capabilities: ["InboundCalling"],
    numbers: { "+61395556900..+61395556909": 10 },
  };
  const urn = "urn:pulumi:dev::test::pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation::desks";
  const sent = {
    numbers: { "+61395556900..+61395556907": 8 },
    pending: { "+61395556908..+61395556909": 2 },
  };
  const step = {
    ...{ op: "update", urn, provider: "p::i" },
    oldState: { outputs: { ...declared, ...sent } },
    newState: { inputs: declared },
  };
  return makeReport(
    { config: {}, steps: [step], diagnostics: [], changeSummary: { update: 1 } },
    { maxReleases: undefined },
  );
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
