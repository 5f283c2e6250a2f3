import { readDeclaredNumbers } from "../../provider/allocation/declared-numbers";
import { NumberSet } from "../../provider/numbers/number-set";

/** Too short for Australia. */
const short = "+6139";
const range = { start: "+613900", end: "+613909" };

it("readDeclaredNumbers refuses a number that its country's plan does not have, and accepts it where it has passed before", () => {
  expect(readDeclaredNumbers({ phoneNumbers: [short] }).failures).toHaveLength(1);
  const again = readDeclaredNumbers({ phoneNumbers: [short] }, NumberSet.of(short));
  expect([again.failures, again.numbers.keys()]).toEqual([[], [short]]);
});

it("readDeclaredNumbers accepts a range without asking its plan only where all of it has passed before", () => {
  const passing = (...passed: string[]) =>
    readDeclaredNumbers({ phoneNumberRanges: [range] }, NumberSet.of(...passed)).failures.length === 0;
  expect(passing()).toBe(false);
  expect(passing("+613900..+613909")).toBe(true);
  expect(passing("+613900..+613904", "+613906..+613909")).toBe(false);
});

it("readDeclaredNumbers still names a passed number that is given twice, or a range that is reversed", () => {
  const passed = NumberSet.of("+613900..+613909");
  const twice = readDeclaredNumbers({ phoneNumbers: [range.start, range.start] }, passed);
  const reversed = { start: range.end, end: range.start };
  expect(twice.failures[0]?.reason).toContain("given twice");
  expect(readDeclaredNumbers({ phoneNumberRanges: [reversed] }, passed).failures).toHaveLength(1);
});

it("readDeclaredNumbers names every number of a list of more than 100,000 that are all given twice", () => {
  const many = Array.from({ length: 130_000 }, (_, index) => `+6139${String(5_000_000 + index)}`);
  const passed = NumberSet.fromNumbers(many);
  expect(readDeclaredNumbers({ phoneNumbers: [...many, ...many] }, passed).failures).toHaveLength(130_000);
});
