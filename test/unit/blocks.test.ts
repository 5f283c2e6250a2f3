import fc from "fast-check";

import { blocksOf } from "../../provider/numbers/blocks";
import { NumberSet } from "../../provider/numbers/number-set";

const numbers = fc
  .array(fc.integer({ min: 61_395_550_000, max: 61_395_552_000 }), { maxLength: 30 })
  .map((values) => NumberSet.fromNumbers(values.map((value) => `+${value}`)));

it("the blocks of numbers are the hundreds that have one of them", () => {
  const some = NumberSet.of("+61395556880", "+61395556990..+61395557009", "+6139555");
  expect(blocksOf(some).keys()).toEqual(["+6139500..+6139599", "+61395556800..+61395557099"]);
  expect(blocksOf(NumberSet.empty).isEmpty).toBe(true);
});

it("the blocks of numbers hold just the numbers that share all digits but the last two with one of them", () => {
  fc.assert(
    fc.property(numbers, (some) => {
      const hundreds = new Set([...some].map((number) => number.slice(0, -2)));
      const expected = [...hundreds].flatMap((head) =>
        Array.from({ length: 100 }, (_, last) => `${head}${String(last).padStart(2, "0")}`),
      );
      expect(blocksOf(some).equals(NumberSet.fromNumbers(expected))).toBe(true);
    }),
  );
});
