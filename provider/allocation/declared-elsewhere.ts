import { CANCELLED } from "../cancellation";
import type { NumberSet } from "../numbers/number-set";
import type { Allocation } from "../run/allocation";
import { declaredByOthers, nameOf } from "../run/others";
import { UserError } from "../state/errors";
import { WaitLine } from "../writes/wait-line";
import type { Context } from "./context";

/** Other allocations of the run may still be waiting for an output that says which numbers they declare. */
const DECLARED_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 250;

/**
 * Which of the numbers that leave an allocation the program declares in another one of the tenant: they change hands. Throws where it
 * cannot be known. Waits a little for what is not known yet, and for a program that is still declaring. A number whose tenant stays unknown is
 * kept: better held too long than lost.
 */
export async function declaredElsewhere(
  context: Context,
  owner: Allocation,
  leaving: NumberSet,
): Promise<NumberSet> {
  const started = context.clock.now();
  const line = new WaitLine(context, [owner.urn]);
  for (;;) {
    const declared = await declaredByOthers(context.claims, owner, leaving);
    const { numbers, undetermined, withoutNumbers, binding } = declared;
    const isLate = context.clock.now() - started >= DECLARED_WITHIN_MS;
    const isDeclaring = binding === "declaring" || binding === "failed";
    if (!isDeclaring && (undetermined.length === 0 || (isLate && withoutNumbers.length === 0)))
      return numbers;
    if (binding === "failed" || (isLate && isDeclaring)) throw brokenOff(leaving);
    if (isLate) throw notKnownYet(withoutNumbers);
    line.show(isDeclaring ? "the program to declare its other allocations" : unknownOf(undetermined));
    await untilNextLook(context);
  }
}

async function untilNextLook({ cancellation, clock }: Context): Promise<void> {
  await cancellation.wait((signal) => clock.sleep(LOOK_EVERY_MS, signal));
  if (cancellation.isCancelled) throw new UserError(`Nothing has been released: ${CANCELLED}`);
}

function unknownOf(urns: readonly string[]): string {
  return `the numbers of ${urns.map(nameOf).join(", ")}, which are not known yet`;
}

function brokenOff(leaving: NumberSet): UserError {
  return new UserError(
    `Nothing has been released: the program stopped before it had declared all its allocations, and ${leaving.describe()} may be ` +
      "declared in one that it did not reach. Correct the program's error, then run pulumi up again",
  );
}

function notKnownYet(withoutNumbers: readonly string[]): UserError {
  return new UserError(
    `Nothing has been released: ${withoutNumbers.map(nameOf).join(", ")} declares numbers that are not known yet, and they may be ` +
      "among those that leave this allocation. Declare its numbers without outputs of this allocation, or apply this allocation alone first (--target)",
  );
}
