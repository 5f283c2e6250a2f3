import { NumberSet } from "../../provider/numbers/number-set";
import { allocationOf } from "./allocation-report";
import { type AllocationStep, allocationSteps } from "./allocation-step";
import { changesOf, releasesOf } from "./changes";
import { type Judged, ownWarnings } from "./foresight";
import { byRisk, messagesOf } from "./messages";
import { countOthers, stackOf, unchangedOf } from "./other-resources";
import type { Preview } from "./preview";
import type { AllocationReport, Report } from "./schema";
import { isTouched, totalsOf } from "./totals";

export interface ReportSettings {
  /** What the run may release, where the environment says so; else the stack configuration in the preview counts. */
  readonly maxReleases: string | undefined;
}

/** What a preview means for telephone numbers. Errors: an allocation whose state cannot be read. */
export function makeReport(preview: Preview, { maxReleases }: ReportSettings): Report {
  const steps = allocationSteps(preview);
  const judged = judge(steps);
  const allocations = judged.map(({ step, changes }) => allocationOf(step, changes));
  const releases = releasesByTenant(judged);
  const secret = new Set(steps.filter(({ isSecret }) => isSecret).map(({ urn }) => urn));
  const own = ownWarnings(judged, releases, {
    maxReleases: maxReleases ?? preview.config["liveplatform:maxReleases"],
  });
  const errors = messagesOf(preview.diagnostics, "error", secret);
  const otherResources = countOthers(preview);
  return {
    version: 1,
    ...stackOf(preview),
    outcome: errors.length > 0 ? "failed" : outcomeOf(allocations, otherResources),
    errors,
    warnings: byRisk([...messagesOf(preview.diagnostics, "warning", secret), ...own]),
    totals: totalsOf(allocations),
    releases,
    allocations: allocations.filter(isWorthSaying),
    otherResources,
    unchanged: unchangedOf(preview),
  };
}

function isWorthSaying(allocation: AllocationReport): boolean {
  return isTouched(allocation) || allocation.notAcquired !== null;
}

function judge(steps: readonly AllocationStep[]): Judged[] {
  const changes = changesOf(steps);
  return steps.map((step, index) => {
    const own = changes[index];
    return { step, changes: own, releases: own && releasesOf(step, own) };
  });
}

function releasesByTenant(judged: readonly Judged[]): Report["releases"] {
  const tenants = new Map<string, NumberSet>();
  for (const { step, releases } of judged) {
    const tenant = step.before?.tenant ?? step.after?.tenant;
    if (tenant === undefined || releases === undefined || releases.isEmpty) continue;
    tenants.set(tenant, (tenants.get(tenant) ?? NumberSet.empty).union(releases));
  }
  return [...tenants].map(([msTenantId, { size: count }]) => ({ msTenantId, count }));
}

function outcomeOf(
  allocations: readonly AllocationReport[],
  others: Record<string, number>,
): Report["outcome"] {
  if (allocations.some(({ drift }) => drift === null || drift.length > 0)) return "drift";
  return allocations.some(isTouched) || Object.keys(others).length > 0 ? "changes" : "nothing";
}
