import type { NumberSet } from "../numbers/number-set";
import type { Allocation } from "../run/allocation";
import type { Context } from "./context";

/** The operation has come to its end with them, and the engine saves that: from now on they are like any other number that is missing. */
export function settleReleased(context: Context, allocation: Allocation, numbers: NumberSet): void {
  const at = new Date(context.clock.now()).toISOString();
  context.journal.settle(allocation, { numbers, at });
}
