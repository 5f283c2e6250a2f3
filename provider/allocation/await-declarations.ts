import { CANCELLED } from "../common/cancellation";
import type { NumberSet } from "../numbers/number-set";
import type { Allocation } from "../run/allocation";
import { type OthersDeclare, declaredByOthers, nameOf } from "../run/others";
import { UserError } from "../state/errors";
import { RowWait } from "../writes/row-wait";
import type { Context } from "./context";

/** Other allocations of the run may still be waiting for an output that says which numbers they declare. */
const DECLARED_WITHIN_MS = 10_000;

/**
 * Which of the numbers that leave an allocation the program declares in another one of the tenant: they change hands. Throws where it
 * cannot be known. Waits a little for what is not known yet, and for a program that is still declaring. A number whose tenant stays unknown is
 * kept: better held too long than lost. Where no constructor tells what is declared, waiting does not help: the engine may ask for the
 * other allocation only when this one is done. `isKnown` says then whether others may declare more.
 */
export async function awaitDeclarations(
  context: Context,
  owner: Allocation,
  removed: NumberSet,
): Promise<{ declared: NumberSet; isKnown: boolean }> {
  const line = new RowWait(context, [owner.urn]);
  for (;;) {
    const found = await declaredByOthers(context.claims, owner, removed);
    const { numbers: declared, undetermined, binding } = found;
    if (binding === "some" || binding === "forecast")
      return { declared, isKnown: binding === "forecast" && undetermined.length === 0 };
    const isLate = line.ms >= DECLARED_WITHIN_MS;
    if (isAllKnown(found, isLate)) return { declared, isKnown: true };
    refuseUnknown(found, removed, isLate);
    await line.wait(
      binding === "declaring" ? "the program to declare its other allocations" : unknownOf(undetermined),
    );
    if (context.cancellation.isCancelled)
      throw new UserError(`Nothing has been released: ${CANCELLED}`, "cancelled");
  }
}

/** Whether the program has declared all, and enough is known of it. */
function isAllKnown({ undetermined, withoutNumbers, binding }: OthersDeclare, isLate: boolean): boolean {
  if (binding === "declaring" || binding === "failed") return false;
  return undetermined.length === 0 || (isLate && withoutNumbers.length === 0);
}

function refuseUnknown(
  { withoutNumbers, binding }: OthersDeclare,
  removed: NumberSet,
  isLate: boolean,
): void {
  if (binding === "failed" || (isLate && binding === "declaring")) throw brokenOff(removed);
  if (isLate) throw notKnownYet(withoutNumbers);
}

function unknownOf(urns: readonly string[]): string {
  return `the numbers of ${urns.map(nameOf).join(", ")}, which are not known yet`;
}

function brokenOff(removed: NumberSet): UserError {
  return new UserError(
    `Nothing has been released: the program stopped before it had declared all its allocations, and ${removed.describe()} may be ` +
      "declared in one that it did not reach. Correct the program's error, then run pulumi up again",
    "broken_off",
  );
}

function notKnownYet(withoutNumbers: readonly string[]): UserError {
  return new UserError(
    `Nothing has been released: ${withoutNumbers.map(nameOf).join(", ")} ${withoutNumbers.length === 1 ? "declares" : "declare"} numbers that are not known yet, and may ` +
      "declare those that leave this allocation. Declare those numbers without outputs of this allocation, or apply this allocation alone first (--target)",
    "not_known_yet",
  );
}
