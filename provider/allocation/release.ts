import { isOrAre, partOf } from "../counted";
import { NumberSet } from "../numbers/number-set";
import { endWithoutTask } from "./await-task";
import type { Context } from "./context";
import { UserError } from "./errors";
import { inUse, numbersWhere, type Rows } from "./observe";
import {
  goneAfter,
  isLeaving,
  joinReleases,
  narrowRelease,
  NOTHING_RELEASED,
  type ReleaseOutcome,
} from "./released";
import { unassignUsed } from "./unassign";

/** Numbers to release, and for whom. */
export interface Release {
  id: string;
  urn: string;
  tenant: string;
  /** Numbers that are in the tenant: their rows. */
  rows: Rows;
  /** Whether numbers in use may be unassigned first. */
  unassign: boolean;
}

/** Throws, before anything is written, where numbers in use would be released without leave. */
export function refuseInUse({ tenant, rows, unassign }: Release): void {
  const unreadable = numbersWhere(rows, (row) => row === "unreadable");
  if (!unreadable.isEmpty) {
    throw new UserError(
      `What the platform says of ${unreadable.describe()} in tenant ${tenant} cannot be read, so it is not known whether they are in use. ` +
        "Nothing has been changed. Look them up in the portal, and report the row that the platform lists",
      "in_use_unknown",
    );
  }
  const used = inUse(rows);
  if (used.isEmpty || unassign) return;
  throw new UserError(
    `${partOf(used.size, rows.size, "number")} to release from tenant ${tenant} ${isOrAre(used.size)} in use: ${used.describe()}. ` +
      "Nothing has been changed. Unassign them in the Teams admin center, keep them declared, or set unassignOnRelease: true " +
      "(and run pulumi up with it before a replacement or a destroy)",
    "in_use",
  );
}

/** Unassigns where that is allowed, releases, and says what is gone afterwards. Never throws. */
export async function release(context: Context, request: Release): Promise<ReleaseOutcome> {
  const numbers = NumberSet.fromNumbers(request.rows.keys());
  if (numbers.isEmpty) return NOTHING_RELEASED;
  const { id, urn, tenant } = request;
  context.registry.add({ kind: "releasing", id, busy: true });
  try {
    const unassigned = await unassignUsed(context, request);
    const underWay = numbersWhere(request.rows, isLeaving);
    const gone = await awaitUnderWay(context, request, underWay);
    const open = numbers.minus(unassigned.failed).minus(underWay);
    const outcomes = await context
      .writes(tenant)
      .releases.write({ urn, numbers: open, timeoutMs: context.settings.taskTimeoutMs });
    const released = joinReleases([gone, ...outcomes.map((outcome) => narrowRelease(outcome, open))]);
    return { ...released, reasons: [...unassigned.reasons, ...released.reasons] };
  } finally {
    context.registry.add({ kind: "releasing", id, busy: false });
  }
}

/** Numbers whose release an earlier run or somebody else has asked for: it may still fail, so it is not asked for again but watched. */
function awaitUnderWay(
  context: Context,
  { tenant, urn }: Release,
  numbers: NumberSet,
): Promise<ReleaseOutcome> {
  if (numbers.isEmpty) return Promise.resolve(NOTHING_RELEASED);
  const note = "their release was under way already; run again when they are gone";
  const end = endWithoutTask("vanished", note);
  return goneAfter(context, tenant, [{ numbers, end, urns: [urn] }]);
}
