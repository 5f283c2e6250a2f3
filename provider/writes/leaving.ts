import { LivePlatformError } from "../liveplatform";
import { type NumberSet } from "../numbers/number-set";
import { type Row, type Rows, numbersWhere, ownRows, withRow } from "../tenant/rows";
import { watchRows } from "./after-write";
import type { WriteContext } from "./write-context";

/** Whether a row says that a release is under way. */
export function isLeaving(row: Row): boolean {
  return row !== "unreadable" && row.acquiredNumberStatus === "ReleaseRequested";
}

/**
 * Waits for numbers that are leaving a tenant, for a while: what is still there cannot be uploaded again. Returns those that have
 * not gone, which are all of them where the tenant cannot be read. Never throws.
 */
export async function awaitLeaving(
  context: WriteContext,
  { urn, tenant }: { urn: string; tenant: string },
  leaving: NumberSet,
): Promise<NumberSet> {
  if (leaving.isEmpty) return leaving;
  try {
    const rows = await watchRows(context, {
      ...{ tenant, numbers: leaving, undone: (seen) => numbersWhere(seen, isLeaving) },
      shown: { urns: [urn], deed: "release", why: "still leaving the tenant" },
    });
    const left = withRow(rows);
    context.view(tenant).recordReleased(leaving.minus(left));
    return left;
  } catch (error) {
    if (!(error instanceof LivePlatformError)) throw error;
    return leaving;
  }
}

/** The rows of numbers that an allocation wants and does not hold: what is leaving the tenant just then is waited for. */
export async function lookAtNew(
  context: WriteContext,
  place: { urn: string; tenant: string },
  numbers: NumberSet,
): Promise<Rows> {
  const view = context.view(place.tenant);
  const rows = await view.look(numbers);
  const leaving = numbersWhere(ownRows(rows, place.tenant), isLeaving);
  if (leaving.isEmpty) return rows;
  await awaitLeaving(context, place, leaving);
  return view.look(numbers);
}
