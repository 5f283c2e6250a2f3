import { parseUtc } from "../liveplatform";
import { groupRuns } from "../numbers/grouped";
import { NumberSet } from "../numbers/number-set";
import { type Drift, MISSING, printDrift } from "../state/drift";
import { driftOf } from "../state/row-drift";
import type { Pending } from "../state/sent";
import type { Unchanged } from "../state/settings-change";
import {
  type AllocationState,
  type DeclaredSettings,
  type DeclaredValues,
  withoutUndefined,
} from "../state/state";
import { type ReadableRow, type Rows, inUse, readable } from "../tenant/rows";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Enough to find them by, and little enough for a state that must not grow with what is only a delay. */
const MOST_NAMED = 8;

/** What an operation found or brought about; `toState` makes the outputs of it. */
export interface Result {
  /** The platform that was asked. */
  platform: string;
  /** The numbers that the allocation holds. */
  numbers: NumberSet;
  pending: Pending;
  /** Left to another allocation of the stack without a request. */
  handedOver?: NumberSet;
  /** Not released, because it was not known yet what others declare. */
  heldBack?: NumberSet;
  /** The rows of those that are in the tenant; a number without one is missing. */
  rows: Rows;
  taskId: string | undefined;
  /** SBCs that tasks have named; those of the rows are added. */
  sbcIds?: readonly number[];
  /** Numbers that a change of settings has not come to. */
  unchanged?: Unchanged | undefined;
  /** Milliseconds since 1970, when the rows were read. */
  now: number;
}

/** The outputs of an allocation: its inputs and what is in the tenant. */
export function toState(inputs: DeclaredValues, result: Result): AllocationState {
  const rows = readable(result.rows);
  const sbcIds = new Set([...(result.sbcIds ?? []), ...rows.flatMap((row) => row.sbcIds)]);
  const isPending = !result.pending.numbers.isEmpty;
  const drift = driftMap(inputs, result);
  return withoutUndefined({
    ...inputs,
    __platform: result.platform,
    numbers: result.numbers.toCanonical(),
    pending: isPending ? result.pending.numbers.toCanonical() : undefined,
    __pendingTasks: isPending ? [...result.pending.tasks] : undefined,
    __pendingStatuses: isPending ? filled(result.pending.statuses) : undefined,
    __lostAt: isPending ? result.pending.lostAt : undefined,
    __handedOver: filled(result.handedOver?.toCanonical()),
    __leaving: filled(result.heldBack?.toCanonical()),
    drift: filled(drift),
    __settingsBefore: result.unchanged?.before,
    numberCount: result.numbers.size,
    taskId: result.taskId,
    sbcIds: [...sbcIds].sort((a, b) => a - b),
    statusCounts: countStatuses(rows.map((row) => row.acquiredNumberStatus)),
    assignedCount: inUse(result.rows).size,
    notAcquired: notAcquired(rows, result.now),
  });
}

/** Key (a number or `first..last`) → what is wrong; empty when all is well. */
function driftMap(
  declared: DeclaredSettings,
  { numbers, rows, unchanged }: Pick<Result, "numbers" | "rows" | "unchanged">,
): Record<string, string> {
  const entries: [string, string][] = [];
  const notChangedYet = (phoneNumber: string): Drift | undefined =>
    unchanged?.numbers.has(phoneNumber) === true
      ? { kind: "not changed yet", properties: unchanged.properties }
      : undefined;
  for (const phoneNumber of numbers) {
    const row = rows.get(phoneNumber);
    const drift = row === undefined ? MISSING : (driftOf(declared, row) ?? notChangedYet(phoneNumber));
    if (drift !== undefined) entries.push([phoneNumber, printDrift(drift)]);
  }
  return groupRuns(entries);
}

function filled<T extends object>(value: T | undefined): T | undefined {
  return value === undefined || Object.keys(value).length === 0 ? undefined : value;
}

function countStatuses(statuses: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const status of statuses) counts[status ?? "Unknown"] = (counts[status ?? "Unknown"] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => a.localeCompare(b)));
}

/**
 * Numbers that Operator Connect has not acquired within a day of their upload, which takes minutes when all is well. It says
 * since which day and not for how long, so that it is the same at each look.
 */
function notAcquired(rows: readonly ReadableRow[], now: number): AllocationState["notAcquired"] {
  const overdue = rows.flatMap(({ telephoneNumber, acquiredNumberStatus, whenCreated }) => {
    const created = parseUtc(whenCreated);
    const isOverdue = acquiredNumberStatus === "Uploaded" && now - created > DAY_MS;
    return isOverdue ? [{ telephoneNumber, created }] : [];
  });
  if (overdue.length === 0) return undefined;
  const oldest = overdue.reduce((least, { created }) => Math.min(least, created), now);
  const numbers = NumberSet.fromNumbers(overdue.map(({ telephoneNumber }) => telephoneNumber));
  return {
    since: new Date(oldest).toISOString().slice(0, 10),
    count: numbers.size,
    numbers: numbers.keys().slice(0, MOST_NAMED),
  };
}
