import { NumberSet } from "../../provider/numbers/number-set";

const desks = NumberSet.of("+61395556880", "+61395556900..+61395556999");

it("NumberSet has the canonical form that state shows", () => {
  expect(desks.toCanonical()).toEqual({ "+61395556880": 1, "+61395556900..+61395556999": 100 });
  expect(NumberSet.empty.toCanonical()).toEqual({});
});

it("NumberSet merges neighbours and overlaps into one range", () => {
  const set = NumberSet.of(
    "+61395556902..+61395556905",
    "+61395556901",
    "+61395556904..+61395556909",
    "+61395556900",
  );
  expect(set.keys()).toEqual(["+61395556900..+61395556909"]);
});

it("NumberSet never merges numbers of different lengths, though they follow each other as integers", () => {
  const set = NumberSet.of("+6199", "+9998..+9999", "+10000..+10002");
  expect(set.keys()).toEqual(["+6199", "+9998..+9999", "+10000..+10002"]);
  expect(set.size).toBe(6);
});

it("NumberSet keeps the range of a number of 15 digits exact", () => {
  expect(NumberSet.of("+999999999999998", "+999999999999999").keys()).toEqual([
    "+999999999999998..+999999999999999",
  ]);
});

it("NumberSet splits a range where a number is taken out", () => {
  expect(desks.minus(NumberSet.of("+61395556950")).keys()).toEqual([
    "+61395556880",
    "+61395556900..+61395556949",
    "+61395556951..+61395556999",
  ]);
});

it.each([
  ["the same first numbers", ["+6110..+6111", "+6115"], ["+6110", "+6115..+6116"]],
  ["the same last numbers", ["+6110..+6111", "+6116"], ["+6111", "+6115..+6116"]],
  ["more ranges after the same", ["+6110"], ["+6110", "+6112"]],
  ["fewer ranges before the same", ["+6110", "+6112"], ["+6110"]],
])("NumberSet is not equal to a set that has %s", (_, keys, others) => {
  expect(NumberSet.of(...keys).equals(NumberSet.of(...others))).toBe(false);
});

it("NumberSet is left unchanged by what is done with it", () => {
  const before = desks.keys();
  desks.union(NumberSet.of("+61395556881"));
  desks.minus(NumberSet.of("+61395556880"));
  expect(desks.keys()).toEqual(before);
});

it("NumberSet sends runs of two and more as ranges", () => {
  expect(NumberSet.of("+6110", "+6112", "+6113").toRequest()).toEqual({
    phoneNumbers: ["+6110"],
    phoneNumberRanges: [{ start: "+6112", end: "+6113" }],
  });
});

it("NumberSet takes nothing for zero and for less, and everything for more than it has", () => {
  expect(desks.take(0).isEmpty).toBe(true);
  expect(desks.take(-1).isEmpty).toBe(true);
  expect(desks.take(Infinity).equals(desks)).toBe(true);
});

it("NumberSet does not have text that is no number", () => {
  expect(["61395556880", "+61 395556880", "", "+", "+061395556880"].some((text) => desks.has(text))).toBe(
    false,
  );
});

it.each([0, -1, 1.5, NaN, Infinity])("NumberSet refuses chunks of %p numbers", (count) => {
  expect(() => desks.chunks(count)).toThrow(RangeError);
});

it.each(["61395556880", "+61 395556880", "+0395556880", "+", "", "+6139555688012345", "+61395556880\n"])(
  "NumberSet refuses %j, naming it",
  (text) => {
    expect(() => NumberSet.of("+61395556881", text)).toThrow(RangeError);
    expect(() => NumberSet.of("+61395556881", text)).toThrow(
      JSON.stringify(text).slice(1, -1).replace("\\n", "\n"),
    );
  },
);

it.each([
  ["+6112..+6110", "is reversed"],
  ["+99..+101", "different lengths"],
  ["+6110..", "is not an E.164 number"],
  ["+6110..+6112..+6114", "is not an E.164 number"],
  ["+6110...+6112", "is not an E.164 number"],
])("NumberSet refuses the range %s", (key, problem) => {
  expect(() => NumberSet.of(key)).toThrow(RangeError);
  expect(() => NumberSet.of(key)).toThrow(problem);
});

it("NumberSet refuses a reversed range, and one that mixes lengths", () => {
  expect(() => NumberSet.fromRanges([{ start: "+6112", end: "+6110" }])).toThrow(
    '"+6112..+6110" is reversed',
  );
  expect(() => NumberSet.fromRanges([{ start: "+99", end: "+101" }])).toThrow("different lengths");
});

it("NumberSet refuses a canonical map with a malformed key, or a count that is not that of its key", () => {
  expect(() => NumberSet.fromCanonical({ desks: 1 })).toThrow('"desks" is not an E.164 number');
  expect(() => NumberSet.fromCanonical({ "+6110..+6112": 2 })).toThrow(
    '"+6110..+6112" holds 3 numbers, not 2',
  );
  expect(() => NumberSet.fromCanonical({ "+6110": NaN })).toThrow(RangeError);
});

it("NumberSet refuses nothing where the canonical map is absent", () => {
  expect(NumberSet.fromCanonical(undefined).isEmpty).toBe(true);
});

it.each([
  [desks, 10, "+61395556880, +61395556900..+61395556999 (101 numbers)"],
  [desks, 1, "+61395556880, … and 100 more (101 numbers)"],
  [NumberSet.of("+61395556880"), 10, "+61395556880"],
  [NumberSet.of("+6110..+6112"), 10, "+6110..+6112 (3 numbers)"],
  [NumberSet.empty, 10, "no numbers"],
])("NumberSet describes itself as %#: keys, what is beyond the limit, and the count", (set, max, text) => {
  expect(set.describe(max)).toBe(text);
});

it("NumberSet describes itself with ten keys unless told otherwise", () => {
  const scattered = NumberSet.fromNumbers(Array.from({ length: 12 }, (_, index) => `+${61000 + 2 * index}`));
  expect(scattered.describe()).toMatch(/\+61018, … and 2 more \(12 numbers\)$/);
});

describe("A NumberSet of a million numbers", () => {
  const million = NumberSet.of("+61390000000..+61390999999");

  it("a NumberSet of a million numbers stays one range, and what is made of it stays as small", () => {
    const hole = NumberSet.of("+61390500000..+61390500009");
    expect(million.size).toBe(1_000_000);
    expect(million.ranges).toHaveLength(1);
    expect(million.minus(hole).ranges).toHaveLength(2);
    expect(million.minus(hole).union(hole).ranges).toHaveLength(1);
    expect(million.intersect(hole).ranges).toHaveLength(1);
    expect(million.chunks(1000).every((piece) => piece.ranges.length === 1)).toBe(true);
    expect(Object.keys(million.toCanonical())).toHaveLength(1);
    expect(million.toRequest().phoneNumbers).toEqual([]);
  });

  it("a NumberSet of a million numbers can be far larger than what could be listed", () => {
    const plan = NumberSet.of("+100000000000000..+999999999999999");
    expect(plan.size).toBe(900_000_000_000_000);
    expect(plan.minus(NumberSet.of("+500000000000000")).ranges).toHaveLength(2);
    expect(plan.take(5).keys()).toEqual(["+100000000000000..+100000000000004"]);
    expect(plan.has("+712345678901234")).toBe(true);
  });
});
