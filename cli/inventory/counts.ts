import { type TenantNumber, isInUse } from "../../provider/liveplatform";

/** Of the numbers of a tenant, a profile or a block. A number may be in use and marked at the same time. */
export interface Counts {
  /** In the tenant. */
  held: number;
  /** Assigned to a person or a service. */
  inUse: number;
  /** Neither in use, nor marked or leaving, and acquired by Operator Connect: it can be assigned. */
  free: number;
  /** `Uploaded`: Operator Connect has not taken it yet. */
  notAcquired: number;
  /** `MarkedForRemoval`. */
  marked: number;
  /** `ReleaseRequested` or `ReadyForRemoval`. */
  leaving: number;
}

export const COUNTED = ["held", "inUse", "free", "notAcquired", "marked", "leaving"] as const;

export function noCounts(): Counts {
  return { held: 0, inUse: 0, free: 0, notAcquired: 0, marked: 0, leaving: 0 };
}

/** What one number counts for, as 0 and 1. */
export function countsOf(row: TenantNumber): Counts {
  const status = row.acquiredNumberStatus?.toLowerCase();
  const inUse = Number(isInUse(row));
  const notAcquired = Number(status === "uploaded");
  const marked = Number(status === "markedforremoval");
  const leaving = Number(status === "releaserequested" || status === "readyforremoval");
  const free = Number(inUse + notAcquired + marked + leaving === 0);
  return { held: 1, inUse, free, notAcquired, marked, leaving };
}

export function addTo(sum: Counts, counts: Counts): void {
  for (const key of COUNTED) sum[key] += counts[key];
}

export function sumOf(all: Iterable<Counts>): Counts {
  const sum = noCounts();
  for (const counts of all) addTo(sum, counts);
  return sum;
}
