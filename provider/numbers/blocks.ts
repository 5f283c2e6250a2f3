import { NumberSet } from "./number-set";

/** Numbers are given out, counted and looked after by the hundred. */
export const BLOCK_SIZE = 100;

/**
 * The blocks that numbers lie in: every hundred, from …00 to …99, that has one of them.
 *
 * @example
 * blocksOf(NumberSet.of("+61395556880", "+61395556990..+61395557009")).keys();
 * // ["+61395556800..+61395557099"]
 */
export function blocksOf(numbers: NumberSet): NumberSet {
  return NumberSet.fromRanges(
    numbers.ranges.map(({ first, last }) => ({
      start: `+${startOf(first)}`,
      end: `+${startOf(last) + BLOCK_SIZE - 1}`,
    })),
  );
}

function startOf(number: number): number {
  return number - (number % BLOCK_SIZE);
}
