import { itOrThem } from "../common/counted";
import type { Context } from "./context";
import type { Reconciled } from "./reconcile";

/**
 * What an earlier run has left to another allocation, and nobody has that this run has seen. That one may have taken it since, and may
 * have moved to another stack with it: so it is not released, but named.
 */
export function warnOfHandedOver(
  context: Context,
  { start: { allocation }, situation, decision }: Reconciled,
): void {
  const left = decision.of("leave").intersect(situation.handedOver);
  if (left.isEmpty) return;
  const them = itOrThem(left.size);
  context.warnOnce(
    allocation.urn,
    `${left.describe()}: handed over to another allocation earlier, so not released with this one, and left in tenant ${allocation.tenant}. ` +
      `If no allocation holds ${them} (npx pulumi-liveplatform export --unmanaged shows), release ${them} in the portal`,
  );
}
