import { counted, itOrThem, itOrThey } from "../../provider/common/counted";
import type { NumberSet } from "../../provider/numbers/number-set";
import type { AllocationStep } from "./allocation-step";
import type { Changes } from "./changes";
import type { Values } from "./preview";
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
 * because the tenant has lost all of their numbers. And about what this report cannot see.
 */
export function ownWarnings(
  judged: readonly Judged[],
  releases: Report["releases"],
  settings: { readonly maxReleases: string | undefined },
): Message[] {
  return [
    ...judged.flatMap(warningOfDelete),
    ...judged.flatMap(warningOfLoss),
    ...judged.flatMap(warningOfHiddenRemoval),
    ...brakeWarnings(releases, settings),
  ];
}

function warningOfDelete({ step, changes }: Judged): Message[] {
  const used = step.before?.values.assignedCount ?? 0;
  if (step.operation !== "delete" || step.isRetained || used === 0 || changes?.released.isEmpty === true)
    return [];
  const upTo = changes === undefined || changes.handedOver.isEmpty ? "" : "up to ";
  const consequence = consequenceOf(step.before?.values.unassignOnRelease, used);
  return [
    {
      resource: step.name,
      message: `this deletion will release ${upTo}${counted(used, "number")} in use; ${consequence}`,
    },
  ];
}

function consequenceOf(unassign: Values["unassignOnRelease"], used: number): string {
  if (unassign === true) return `${itOrThey(used)} will be unassigned first (unassignOnRelease)`;
  const stop = "the run will stop before anything of it is released";
  if (typeof unassign === "string")
    return `unassignOnRelease is secret: if it is true, ${itOrThey(used)} will be unassigned first, else ${stop}`;
  return `${stop}. Unassign ${itOrThem(used)} in the Teams admin center, or allow it with an up with unassignOnRelease: true before`;
}

/** The more dangerous of the two is what the report takes it for. */
function warningOfHiddenRemoval({ step, changes }: Judged): Message[] {
  const released = changes?.released.size ?? 0;
  const isHidden = typeof step.after?.values.releaseRemoved === "string";
  if (step.operation !== "update" || !isHidden || released === 0) return [];
  const message =
    `releaseRemoved is secret or not known yet: if it is false, what is taken out (${counted(released, "number")}) stays in the tenant; ` +
    "this report counts it as released";
  return [{ resource: step.name, message }];
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
