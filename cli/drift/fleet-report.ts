import { append } from "../../provider/common/append";
import { printState } from "../../provider/state/state";
import { makeReport } from "../report/make-report";
import { mergeReports } from "../report/merge-reports";
import type { Preview, Step } from "../report/preview";
import type { Message, Report } from "../report/schema";
import { nameOf } from "../states/stack-state";
import type { Look } from "./look-at-fleet";

/** The report on what was found, in the form of the report on a preview; each resource is named with its state. */
export function fleetReport(
  looks: readonly Look[],
  errors: readonly Message[],
  maxReleases?: string,
): Report {
  const bySource = new Map<string, Look[]>();
  for (const look of looks) append(bySource, look.allocation.source, look);
  const reports = Array.from(bySource, ([source, own]) =>
    inState(source, makeReport(previewOf(own), { maxReleases })),
  );
  const failures = looks.flatMap((look) =>
    "error" in look
      ? [{ resource: `${look.allocation.source}: ${nameOf(look.allocation.urn)}`, message: look.error }]
      : [],
  );
  return mergeReports(reports, [...errors, ...failures]);
}

/** What `pulumi preview --json` would print of a program that declares what its state says. */
function previewOf(looks: readonly Look[]): Preview {
  return { config: {}, steps: looks.flatMap(stepsOf), diagnostics: [], changeSummary: undefined };
}

function stepsOf(look: Look): Step[] {
  if (!("found" in look)) return [];
  const { urn, provider, outputs } = look.allocation;
  const { drift: _drift, pending: _pending, ...declared } = outputs;
  const newState = { inputs: declared };
  if (look.found === undefined) {
    // All of its numbers are gone: a refresh drops it, and an up creates it anew.
    return [
      { op: "refresh", urn, provider, oldState: { outputs } },
      { op: "create", urn, provider, newState },
    ];
  }
  const found = printState(look.found);
  const isDifferent = found.drift !== undefined || found.pending !== undefined;
  return [{ op: isDifferent ? "update" : "same", urn, provider, oldState: { outputs: found }, newState }];
}

function inState(source: string, report: Report): Report {
  const named = (message: Message): Message => ({
    ...message,
    resource: message.resource === null ? source : `${source}: ${message.resource}`,
  });
  return {
    ...report,
    errors: report.errors.map(named),
    warnings: report.warnings.map(named),
    allocations: report.allocations.map((one) => ({ ...one, name: `${source}: ${one.name}` })),
  };
}
