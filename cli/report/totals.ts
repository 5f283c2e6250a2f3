import type { Changes } from "./changes";
import type { AllocationReport, Totals } from "./schema";

/** Whether it changes, or has drifted although nothing is to be done about it. */
export function isTouched({ operation, drift }: AllocationReport): boolean {
  return operation !== "unchanged" || drift === null || drift.length > 0;
}

const WORK = ["added", "released", "replaced", "reset", "takenOver", "handedOver", "left"] as const;

/** Whether it only waits for numbers that it has sent: an update that changes none, as far as a preview or the state can say. */
export function isWaiting(allocation: AllocationReport): boolean {
  const { operation, run, drift, settings, pending } = allocation;
  const isElse = run !== undefined || operation !== "update" || settings.length > 0 || drift?.length !== 0;
  return !isElse && hasNumbers(pending) && !WORK.some((key) => hasNumbers(allocation[key]));
}

function hasNumbers(numbers: Readonly<Record<string, number>> | null): boolean {
  return Object.keys(numbers ?? {}).length > 0;
}

/** The numbers that touched allocations have sent earlier, and that have not been seen. */
export function pendingIn(allocations: readonly AllocationReport[]): number {
  return sum(allocations.filter(isTouched).map(({ pending }) => sum(Object.values(pending ?? {}))));
}

/** The sums of what the allocations say. */
export function totalsOf(allocations: readonly AllocationReport[]): Totals {
  const touched = allocations.filter(isTouched);
  const total = (key: keyof Changes, among = touched): number =>
    sum(among.map((allocation) => sum(Object.values(allocation[key] ?? {}))));
  const imports = touched.filter(({ operation }) => operation === "import");
  const imported = total("takenOver", imports);
  return {
    allocations: touched.length,
    added: total("added"),
    released: total("released"),
    replaced: total("replaced"),
    reset: total("reset"),
    moved: total("takenOver") - imported,
    imported,
    left: total("left"),
    drifted: sum(touched.map(({ drift }) => sum((drift ?? []).map(({ count }) => count)))),
    notAcquired: sum(allocations.map(({ notAcquired }) => notAcquired?.count ?? 0)),
    uncounted: touched.filter(({ added, drift }) => added === null || drift === null).length,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
