import { summarise } from "../../provider/allocation/summary";
import { NumberSet } from "../../provider/numbers/number-set";

const EIGHTY = NumberSet.of("+61395550420..+61395550499");
const many = (count: number): NumberSet => NumberSet.of(`+61395551000..+6139555${1000 + count - 1}`);

const ALL = {
  uploads: many(25),
  releases: EIGHTY,
  repairs: many(5),
  resets: many(100),
  settings: ["callingProfile"],
  takesOver: many(12),
  from: new Map([["north", many(3)]]),
  to: new Map([["south", many(4)]]),
  leaves: NumberSet.of("+61395550001"),
  confirms: many(7),
  waits: many(40),
  inUse: many(12),
};

it("the line that says what happens to numbers says in a preview what will happen", () => {
  expect(summarise(ALL, "will")).toBe(
    "uploads 25, releases 80 (+61395550420..+61395550499), repairs 5, gives new settings to 100 (callingProfile), " +
      'takes over 12 already in the tenant, takes over 3 from "north", hands over 4 to "south", ' +
      "leaves 1 in the tenant (+61395550001), confirms 7 sent earlier, waits for 40 sent earlier; 12 in use",
  );
});

it("the line that says what happens to numbers says after an up what was done, in the same order", () => {
  expect(summarise(ALL, "did")).toBe(
    "uploaded 25, released 80 (+61395550420..+61395550499), repaired 5, gave new settings to 100 (callingProfile), " +
      'took over 12 already in the tenant, took over 3 from "north", handed over 4 to "south", ' +
      "left 1 in the tenant (+61395550001), confirmed 7 sent earlier, still waits for 40 sent earlier; 12 in use",
  );
});

it("the line that says what happens to numbers is not there where there is nothing to do, whatever is in use", () => {
  expect(summarise({ inUse: many(3), settings: ["usage"] }, "will")).toBeUndefined();
});

it("the line that says what happens to numbers names no number of a secret list", () => {
  expect(summarise(ALL, "will", true)).not.toContain("+");
  expect(summarise(ALL, "will", true)).toContain("releases 80, repairs 5");
});

it("the line that says what happens to numbers names a few runs of many and counts the rest", () => {
  const scattered = NumberSet.fromNumbers(
    Array.from({ length: 2000 }, (_, index) => `+613955${50000 + 2 * index}`),
  );
  expect(summarise({ releases: scattered }, "will")).toBe(
    "releases 2,000 (+61395550000, +61395550002, +61395550004, +61395550006, … and 1,996 more)",
  );
});

it("the line that says what happens to numbers counts the other allocations where they are many", () => {
  const from = new Map(
    Array.from({ length: 5 }, (_, index) => [`site-${index}`, NumberSet.of(`+6139555000${index}`)]),
  );
  expect(summarise({ from }, "will")).toBe("takes over 5 from 5 other allocations");
});
