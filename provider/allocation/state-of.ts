import { DAY_MS } from "../common/durations";
import { parseUtc } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import type { Sent } from "../run/sent";
import { type Drift, type Drifted, MISSING, groupDrifts } from "../state/drift";
import { type EarlierSettings, joinEarlierSettings } from "../state/earlier-settings";
import { driftOf } from "../state/row-drift";
import { changesOf } from "../state/settings-change";
import type { AllocationState, DeclaredProperties, DeclaredSettings } from "../state/state";
import { type Uncured, isUncured } from "../state/uncured";
import { type ReadableRow, type Rows, inUse, readable } from "../tenant/rows";

/** Enough to find them by, and little enough for a state that must not grow with what is only a delay. */
const MOST_NAMED = 8;

export interface Result {
  platform: string;
  numbers: NumberSet;
  sent: Sent;
  handedOver?: NumberSet;
  heldBack?: NumberSet;
  /** The rows of those that are in the tenant; a number without one is missing. */
  rows: Rows;
  taskId: string | undefined;
  /** SBCs that tasks have named; those of the rows are added. */
  sbcIds?: readonly number[];
  /** Numbers that a change of settings has not come to. */
  earlierSettings?: readonly EarlierSettings[];
  /** What numbers lack that no upload would give them. */
  uncured?: Uncured;
  /** Milliseconds since 1970, when the rows were read. */
  now: number;
}

export function stateOf(declared: DeclaredProperties, result: Result): AllocationState {
  const rows = readable(result.rows);
  const sbcIds = new Set([...(result.sbcIds ?? []), ...rows.flatMap((row) => row.sbcIds)]);
  const { platform, numbers, sent, taskId } = result;
  const earlierSettings = earlierIn(declared, result);
  const { drift, uncured } = driftOfAll(declared, { ...result, earlierSettings });
  return {
    ...declared,
    ...{ platform, numbers, sent, taskId },
    handedOver: result.handedOver ?? NumberSet.empty,
    heldBack: result.heldBack ?? NumberSet.empty,
    drift: groupDrifts(drift),
    uncured: groupDrifts(uncured),
    earlierSettings,
    sbcIds: [...sbcIds].sort((a, b) => a - b),
    statusCounts: countStatuses(rows.map((row) => row.acquiredNumberStatus)),
    assignedCount: inUse(result.rows).size,
    notAcquired: notAcquired(rows, result.now),
  };
}

/** What is held, or on its way, with other settings than the declared ones. */
function earlierIn(
  declared: DeclaredSettings,
  { numbers, sent, earlierSettings: earlier = [] }: Result,
): EarlierSettings[] {
  const own = numbers.union(sent.numbers);
  const others = earlier.filter((one) => changesOf(one, declared).length > 0);
  return joinEarlierSettings(others.map((one) => ({ ...one, numbers: one.numbers.intersect(own) })));
}

/** By number: what is wrong, and what no upload would cure, which is no drift. */
function driftOfAll(
  declared: DeclaredSettings,
  {
    numbers,
    rows,
    earlierSettings,
    uncured: known = new Map(),
  }: Pick<Result, "numbers" | "rows" | "uncured"> & { earlierSettings: readonly EarlierSettings[] },
): { drift: Map<string, Drift>; uncured: Map<string, Drift> } {
  const drift = new Map<string, Drift>();
  const uncured = new Map<string, Drift>();
  const unchanged = earlierSettings.map((one): Drifted => {
    return { ...one, drift: { kind: "not changed yet", properties: changesOf(one, declared) } };
  });
  const notChangedYet = (phoneNumber: string): Drift | undefined =>
    unchanged.find((one) => one.numbers.has(phoneNumber))?.drift;
  for (const phoneNumber of numbers) {
    const row = rows.get(phoneNumber);
    const found = row === undefined ? MISSING : driftOf(declared, row);
    const left = found && isUncured(known, phoneNumber, found) ? known.get(phoneNumber) : undefined;
    if (left !== undefined) uncured.set(phoneNumber, left);
    const told = (left === undefined ? found : undefined) ?? notChangedYet(phoneNumber);
    if (told !== undefined) drift.set(phoneNumber, told);
  }
  return { drift, uncured };
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
    if (acquiredNumberStatus !== "Uploaded") return [];
    const created = parseUtc(whenCreated);
    return now - created > DAY_MS ? [{ telephoneNumber, created }] : [];
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
