import { NumberSet } from "../numbers/number-set";
import type { AllocationState } from "./state";

/** The numbers that a state answers for: those in place and those on their way. */
export function numbersOf({ numbers, sent }: Pick<AllocationState, "numbers" | "sent">): NumberSet {
  return numbers.union(sent.numbers);
}

/** What a state answers for, with what it left to another allocation that does not hold it yet. */
export function ownNumbers(state: AllocationState, heldByOthers: () => NumberSet): NumberSet {
  return numbersOf(state).union(stillOwed(state, heldByOthers));
}

/**
 * What a state left to another allocation that does not hold it yet, or could not release yet. Only for that it asks what others hold: the answer
 * goes through all allocations of the run, and nearly none has left anything.
 */
export function stillOwed(state: AllocationState, heldByOthers: () => NumberSet): NumberSet {
  const owed = owedBy(state);
  return owed.isEmpty ? owed : owed.minus(heldByOthers());
}

/** What an earlier run has left to another allocation: nothing where there is no state yet. */
export function handedOverBy(
  state: Pick<AllocationState, "numbers" | "sent" | "handedOver"> | undefined,
): NumberSet {
  return state === undefined ? NumberSet.empty : state.handedOver.minus(numbersOf(state));
}

/** What a state answers for though it is not its own any more. */
export function owedBy({ handedOver, heldBack }: AllocationState): NumberSet {
  return handedOver.union(heldBack);
}
