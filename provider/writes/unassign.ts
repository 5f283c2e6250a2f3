import { NumberSet } from "../numbers/number-set";
import type { Allocation } from "../run/allocation";
import { type Reason, narrowReasons } from "../state/reason";
import { type Rows, inUse } from "../tenant/rows";
import type { Writer } from "./tenant-writes";

export interface Unassigned {
  /** Still in use, or not known not to be: not to be released. */
  failed: NumberSet;
  /** Why. */
  reasons: Reason[];
}

/**
 * Unassigns those of the numbers that are in use, and looks whether they are not any more: one that still is would stop
 * the release of all that are sent with it. Never throws.
 */
export async function unassignUsed(
  context: Writer,
  { urn, tenant }: Allocation,
  rows: Rows,
): Promise<Unassigned> {
  const used = inUse(rows);
  if (used.isEmpty) return { failed: used, reasons: [] };
  const outcomes = await context
    .writes(tenant)
    .unassigns.write({ urn, numbers: used, timeoutMs: context.settings.taskTimeoutMs });
  return {
    failed: NumberSet.unionAll(outcomes.map(({ failed }) => failed)).intersect(used),
    reasons: narrowReasons(
      outcomes.flatMap(({ reasons }) => reasons),
      used,
    ),
  };
}
