import { likelyForm } from "../../provider/numbers/likely-form";

it.each([
  ...[
    "+49 (30) 5556-00 - 99",
    "+39 06 5555 00-99",
    "+49 30 555600/99",
    "+49 30 555600 (99)",
    "+4930555600 99",
  ],
  ...["+49 (30) 5556 00..99", "+49 30 555600 bis 99", "+4930555600\n99", "0049 30 5556-00 - 99"],
  ...["030 5556-00 - 99", "06 5555 00-99", "+61395556999-61395556900", "+4930555600-0030555699"],
  ...["+4930555500.0", "+4930555500,00", "4930555500.0", "4.93E+10", "+4,9305555E+10", "6.13956E10"],
  ...["612 555 0100", "(212) 555-1234", "2125551234", "61395556880", "49 30 5555500"],
  ...["011 44 20 7946 0958", "+61 3 9555 6880 ext 12", "+61395556880x12", "+61395556880-12", "+43 1 5556-00"],
])(
  "the advice beside a number that is not E.164 is given for %j without naming a number where that would be a guess",
  (value) => {
    expect(likelyForm(value)).not.toMatch(/write \+\d|start: |in (Australia|Italy)/);
  },
);

it("the advice beside a number that is not E.164 names no North American number for another country's, whatever its area code", () => {
  const areaCodes = Array.from({ length: 800 }, (_, index) => 200 + index);
  const named = areaCodes.filter((area) => /write \+\d/.test(likelyForm(`${area} 555 0100`)));
  expect(named).toEqual([]);
});

it.each([
  ["4.93E+10", "a spreadsheet has turned it into a decimal"],
  ["+4930555500.0", "a spreadsheet has turned it into a decimal"],
  ["+49 (30) 5556-00 - 99", "it may be a block, which belongs in phoneNumberRanges with both ends in full"],
  ["61395556880", "write a plus and the country calling code first, as in +61395556880"],
])("the advice beside a number that is not E.164 tells %j by what it looks like", (value, advice) => {
  expect(likelyForm(value)).toContain(advice);
});
