import { csv, numberIn, numbersIn } from "./sheets";

it.each([
  ["+61 (3) 9555-6880", "+61395556880"],
  ["+61\u00a03\u00a09555\u2013\u20116880", "+61395556880"],
  ["'+61395556880", "+61395556880"],
  ['="+61395556880"', "+61395556880"],
  ["tel:+61395556880", "+61395556880"],
  ["tel:+61395556880;ext=880", "+61395556880"],
  ["TEL:+61-3-9555-6880;EXT=880", "+61395556880"],
  ["+1 212-555-0100", "+12125550100"],
  ["+1 (408) 996-1010", "+14089961010"],
  ["+44 20 1234-5678", "+442012345678"],
  ["+33 1.23.45.67.00", "+33123456700"],
  ["+49 30 5556-0", "+493055560"],
  ["+39 06 5555 0099", "+390655550099"],
  ["+1 800 090 0770", "+18000900770"],
])("a number in a sheet is read from %j", (cell, number) => {
  expect(numberIn(cell)).toBe(number);
});

it.each([
  "+49 (30) 5556-00 - 99",
  "+49 30 5556-78",
  "+39 06 5555 00-99",
  "+43 1 5555 00/99",
  "+46 8 555 500-599",
  "+358 9 5555 00\u201399",
  "+39 06 5555 00\u00ad99",
  "+49 30 5556 00 bis 99",
  "+61 3 9555 6900-6999",
  "+61 3 9555 6900 to 99",
  "+61 3 9555 6900...99",
  "+49 30 5556-00/-99",
  "+49 30 5556-",
])("a number in a sheet is never guessed from a block in one cell: %s", (cell) => {
  expect(numberIn(cell)).toContain(
    `${JSON.stringify(cell)} may be a block: write its last number into the column "Last number"; if it is one number, leave out`,
  );
});

it.each([
  "+61395556900..+61395556999",
  "+61395556900-+61395556999",
  "+61395556880 / +61395556881",
  "+61395556880; 61395556881",
  "+493055560\n1",
])("a number in a sheet is never guessed from several in one cell: %j", (cell) => {
  expect(numberIn(cell)).toContain("holds more than one number: give each a line");
});

it.each([
  ["+4930555500.0", "was turned into a decimal"],
  ["+4930555500,0", "was turned into a decimal"],
  ["+4930555500.00", "was turned into a decimal"],
  ["+4930555500.", "was turned into a decimal"],
  ["4930555500.5", "was turned into a decimal"],
  ["+49 305555 00.0", "was turned into a decimal"],
  ["+61,395,556,880", "was given thousands separators"],
  ["4.93E+11", "was rounded"],
  ["6,13956E+10", "was rounded"],
  ["+4.93056e11", "was rounded"],
  ["=A2+1", "is a formula without a value"],
])("a number in a sheet is never guessed from what a spreadsheet made of it: %s", (cell, problem) => {
  expect(numberIn(cell)).toContain(`${JSON.stringify(cell)} ${problem}`);
  expect(numberIn(cell)).toContain("format the column as text and enter it again");
});

it.each([
  "61395556880",
  "0061395556880",
  "011 44 20 7946 0958",
  "2125551234",
  "03 9555 6882",
  "tel:61395556880",
])("a number in a sheet is never guessed without a plus, and no other number is named: %s", (cell) => {
  expect(numberIn(cell)).toBe(
    `line 2, column A (Number): ${JSON.stringify(cell)} has no + and country calling code: write both, in a column that is formatted as text`,
  );
});

it.each([
  ["+4499", "has 2 digits after +44; numbers of +44 (United Kingdom) have 7 or 9 to 10"],
  ["+999123", "does not begin with an assigned country calling code"],
  ["+610395556880", "keeps the 0 that is dialled inside the country only: write +61395556880"],
  ["+61 3 9555 688", "is in no block that its country's numbering plan is known to use"],
  ["tel:+61395556880;phone-context=example.com", "is not a telephone number"],
  ["+61 3 9555 69xx", "is not a telephone number"],
])("a number in a sheet is never guessed where it cannot be one: %s", (cell, problem) => {
  expect(numberIn(cell)).toContain(`${JSON.stringify(cell)} ${problem}`);
});

it("a range in a sheet is read with its extension dashes where both ends have a cell of their own", () => {
  expect(numbersIn(csv("+49 30 5556-00,+49 30 5556-99,EMEA,Users"))).toEqual(["+4930555600..+4930555699"]);
});

it("a range in a sheet needs its last number in full", () => {
  expect(numbersIn(csv("+61395556900,99,EMEA,Users"))).toEqual([
    'line 2, column B (Last number): "99" has no + and country calling code: write both, in a column that is formatted as text',
  ]);
  expect(numbersIn(csv("+61395556900,+6495556999,EMEA,Users"))).toEqual([
    expect.stringContaining("+61395556900..+6495556999 begins in +61 (AU) and ends in +64 (NZ)"),
  ]);
});

it("a number of a block that no numbering plan knows is read where the program allows it", () => {
  expect(numberIn("+64 111 234 567")).toContain(
    "is in no block that its country's numbering plan is known to use",
  );
  expect(numberIn("+64 111 234 567", { allowUnknownBlocks: true })).toBe("+64111234567");
  expect(numberIn("+64 11", { allowUnknownBlocks: true })).toContain("has 2 digits after +64");
});

describe("a wrong digit in a sheet", () => {
  const national = (number: string) => Array.from(number.slice(3), (_, index) => index + 3);
  const share = (numbers: readonly string[]) =>
    numbers.filter((number) => numberIn(number) !== number).length / numbers.length;

  it("a wrong digit in a sheet is seldom found, as docs/sheet.md says, and a digit too few or too many always where numbers have one length", () => {
    const number = "+61395556880";
    const mistyped = national(number).flatMap((at) =>
      Array.from("0123456789", (digit) => number.slice(0, at) + digit + number.slice(at + 1)),
    );
    const others = mistyped.filter((one) => one !== number);
    expect(others).toHaveLength(81);
    expect(share(others)).toBeLessThan(0.15);
    expect(share(national(number).map((at) => number.slice(0, at) + number.slice(at + 1)))).toBe(1);
    expect(share(national(number).map((at) => `${number.slice(0, at)}7${number.slice(at)}`))).toBe(1);
    const german = "+493055556880";
    expect(share(national(german).map((at) => german.slice(0, at) + german.slice(at + 1)))).toBeLessThan(0.3);
  });
});
