import { NumberSet } from "../numbers/number-set";
import { withRow } from "../tenant/rows";
import { bestEffort } from "../writes/best-effort";
import type { Context } from "./context";
import type { Reconciled } from "./reconcile";

/**
 * An operation has come to its end with what it has written, and the engine saves that: what was released is like any other number that
 * is missing, and of what was sent the settings are known. An engine that was killed saves nothing.
 */
export async function settle(
  context: Context,
  { start: { allocation }, done }: Pick<Reconciled, "start" | "done">,
): Promise<void> {
  const { released, touched, rows, pending } = done;
  const numbers = NumberSet.unionAll([released, touched, withRow(rows), pending.numbers]);
  if (numbers.isEmpty || !(await isThere(context))) return;
  const at = new Date(context.clock.now()).toISOString();
  bestEffort(context, allocation.urn, () => context.journal.settle(allocation, { numbers, at }));
}

async function isThere({ engine }: Context): Promise<boolean> {
  try {
    await engine.ping();
    return true;
  } catch {
    return false;
  }
}
