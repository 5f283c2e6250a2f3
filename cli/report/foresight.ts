import { counted, itOrThem, itOrThey } from "../../provider/common/counted";
import type { NumberSet } from "../../provider/numbers/number-set";
import type { AllocationStep } from "./allocation-step";
import type { Changes } from "./changes";
import type { Message, Report } from "./schema";

const DEFAULT_MAX_RELEASES = 100;

/** A step with what it means; `changes` is undefined where its numbers are not shown. */
export interface Judged {
  readonly step: AllocationStep;
  readonly changes: Changes | undefined;
  readonly releases: NumberSet | undefined;
}

/**
 * Warnings about what the provider is not asked about in a preview: deletions, and allocations that are created anew
 * because the tenant has lost all of their numbers.
 */
export function ownWarnings(
  judged: readonly Judged[],
  releases: Report["releases"],
  settings: { readonly maxReleases: string | undefined },
): Message[] {
  return [
    ...judged.flatMap(warningOfDelete),
    ...judged.flatMap(warningOfLoss),
    ...brakeWarnings(releases, settings),
  ];
}

function warningOfDelete({ step, changes }: Judged): Message[] {
  const used = step.before?.values.assignedCount ?? 0;
  if (step.operation !== "delete" || step.isRetained || used === 0 || changes?.released.isEmpty === true)
    return [];
  const upTo = changes === undefined || changes.handedOver.isEmpty ? "" : "up to ";
  const consequence =
    step.before?.values.unassignOnRelease === true
      ? `${itOrThey(used)} will be unassigned first (unassignOnRelease)`
      : `the run will stop before anything of it is released. Unassign ${itOrThem(used)} in the Teams admin center, or allow it with an up with unassignOnRelease: true before`;
  return [
    {
      resource: step.name,
      message: `this deletion will release ${upTo}${counted(used, "number")} in use; ${consequence}`,
    },
  ];
}

function warningOfLoss({ step }: Judged): Message[] {
  if (!step.isLost) return [];
  const lost = step.before?.values.numberCount;
  const what =
    lost === undefined
      ? "all of its numbers are"
      : lost === 1
        ? "its only number is"
        : `all of its ${lost} numbers are`;
  return [
    {
      resource: step.name,
      message: `${what} gone from the tenant, and an up uploads what the program declares. If they were taken away on purpose, take them out of the program`,
    },
  ];
}

function brakeWarnings(
  releases: Report["releases"],
  settings: { readonly maxReleases: string | undefined },
): Message[] {
  const max = Number(settings.maxReleases ?? DEFAULT_MAX_RELEASES);
  return releases
    .filter((tenant) => tenant.count > max)
    .map((tenant) => ({
      resource: null,
      message:
        `the run would release ${counted(tenant.count, "number")} of tenant ${tenant.msTenantId}, and may release ${max} (maxReleases): ` +
        `it will stop there. If that is what you want, allow it for one run: LIVEPLATFORM_MAX_RELEASES=${tenant.count} pulumi up`,
    }));
}
