import { NumberSet } from "../../provider/numbers/number-set";

const RANGE = /"?start"?: "(\+\d{1,15})",\s*"?end"?: "(\+\d{1,15})"/g;
const NUMBER = /"(\+[1-9]\d{0,14})"/g;

/** The numbers that the texts of an earlier export declare. */
export function numbersInTexts(texts: readonly string[]): NumberSet {
  return NumberSet.unionAll(texts.map(numbersInText));
}

function numbersInText(text: string): NumberSet {
  const ranges = Array.from(text.matchAll(RANGE), ([, start = "", end = ""]) => ({ start, end }));
  const numbers = Array.from(text.replace(RANGE, "").matchAll(NUMBER), ([, number = ""]) => number);
  return NumberSet.fromRanges(ranges).union(NumberSet.fromNumbers(numbers));
}
