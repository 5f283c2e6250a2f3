import type { Message, Report, Totals } from "./schema";
import { totalsOf } from "./totals";

const WORST_FIRST: readonly Report["outcome"][] = ["failed", "drift", "changes", "nothing"];

/** Reports on several stacks as one, which is of no stack in particular. */
export function mergeReports(reports: readonly Report[], errors: readonly Message[]): Report {
  const allErrors = [...errors, ...reports.flatMap((report) => report.errors)];
  const outcomes = reports.map(({ outcome }) => outcome);
  const worst = WORST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? "nothing";
  const sumOf = (read: (report: Report) => number): number =>
    reports.reduce((sum, report) => sum + read(report), 0);
  return {
    version: 1,
    project: null,
    stack: null,
    outcome: allErrors.length > 0 ? "failed" : worst,
    errors: allErrors,
    warnings: reports.flatMap(({ warnings }) => warnings),
    totals: reports.map(({ totals }) => totals).reduce(added, totalsOf([])),
    releases: mergedReleases(reports),
    allocations: reports.flatMap(({ allocations }) => allocations),
    otherResources: {},
    unchanged: {
      resources: sumOf(({ unchanged }) => unchanged.resources),
      unlisted: sumOf(({ unchanged }) => unchanged.unlisted),
    },
  };
}

function added(a: Totals, b: Totals): Totals {
  return {
    allocations: a.allocations + b.allocations,
    added: a.added + b.added,
    released: a.released + b.released,
    replaced: a.replaced + b.replaced,
    reset: a.reset + b.reset,
    moved: a.moved + b.moved,
    imported: a.imported + b.imported,
    left: a.left + b.left,
    drifted: a.drifted + b.drifted,
    notAcquired: a.notAcquired + b.notAcquired,
    uncounted: a.uncounted + b.uncounted,
  };
}

function mergedReleases(reports: readonly Report[]): Report["releases"] {
  const counts = new Map<string, number>();
  for (const { msTenantId, count } of reports.flatMap(({ releases }) => releases))
    counts.set(msTenantId, (counts.get(msTenantId) ?? 0) + count);

  return Array.from(counts, ([msTenantId, count]) => ({ msTenantId, count }));
}
