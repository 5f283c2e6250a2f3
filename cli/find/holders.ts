import type { NumberSet } from "../../provider/numbers/number-set";
import { type StackState, nameOf } from "../states/stack-state";
import { numbersIn } from "../states/state-file";

/** An allocation of a state that answers for numbers, and how. */
export interface Holder {
  /** A file, or `stack NAME`. */
  readonly state: string;
  readonly resource: string;
  readonly urn: string;
  /** `numbers`: held. `pending`: sent, and not seen yet. `left`: left to another allocation, which may not have them. */
  readonly as: "numbers" | "pending" | "left" | "creating";
}

interface Held {
  readonly holder: Holder;
  readonly numbers: NumberSet;
}

const KEYS = [
  ["numbers", "numbers"],
  ["pending", "pending"],
  ["__handedOver", "left"],
  ["__leaving", "left"],
] as const;

/** Who answers for which of the numbers, in the order of the states. Errors: numbers that are encrypted in a state. */
export function heldBy(states: readonly StackState[], wanted: NumberSet): Held[] {
  const all = states.flatMap(({ source, allocations, creating }): Held[] => [
    ...allocations.flatMap(({ urn, outputs }) =>
      KEYS.map(([key, as]) => ({
        holder: { state: source, resource: nameOf(urn), urn, as },
        numbers: numbersIn(outputs, key, { file: source, urn }),
      })),
    ),
    ...creating.map(({ urn, inputs }) => ({
      holder: { state: source, resource: nameOf(urn), urn, as: "creating" as const },
      numbers: numbersIn(inputs, "numbers", { file: source, urn }),
    })),
  ]);
  return all
    .map(({ holder, numbers }) => ({ holder, numbers: numbers.intersect(wanted) }))
    .filter(({ numbers }) => !numbers.isEmpty);
}

/** The holders of one number. */
export function holdersOf(held: readonly Held[], phoneNumber: string): Holder[] {
  return held.filter(({ numbers }) => numbers.has(phoneNumber)).map(({ holder }) => holder);
}
