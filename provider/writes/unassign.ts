import { NumberSet } from "../numbers/number-set";
import type { Allocation } from "../run/allocation";
import { type Rows, inUse } from "../tenant/rows";
import type { UnassignOutcome } from "./shared-unassigns";
import type { Writer } from "./tenant-writes";

/**
 * Unassigns those of the numbers that are in use, and looks whether they are not any more: one that still is would stop
 * the release of all that are sent with it. Never throws.
 */
export async function unassignUsed(
  context: Writer,
  { urn, tenant }: Allocation,
  rows: Rows,
): Promise<Pick<UnassignOutcome, "failed" | "reasons">> {
  const numbers = inUse(rows);
  const part = { urn, numbers, timeoutMs: context.settings.taskTimeoutMs };
  const outcomes = await context.writes(tenant).unassigns.write(part);
  return {
    failed: NumberSet.unionAll(outcomes.map(({ failed }) => failed)),
    reasons: outcomes.flatMap(({ reasons }) => reasons),
  };
}
