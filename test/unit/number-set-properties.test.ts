import fc from "fast-check";
import { NumberSet } from "../../provider/numbers/number-set";
import { ascending, expandRange, phoneNumber, phoneNumberRanges, phoneNumbers } from "./arbitraries";

/** A set made of numbers and ranges, beside the plain set of strings that it must behave as. */
const modelled = fc.tuple(phoneNumbers, phoneNumberRanges).map(([numbers, ranges]) => ({
  set: NumberSet.fromNumbers(numbers).union(NumberSet.fromRanges(ranges)),
  model: new Set([...numbers, ...ranges.flatMap(expandRange)]),
}));

function holds<T>(arbitrary: fc.Arbitrary<T>, expectation: (value: T) => void): void {
  fc.assert(fc.property(arbitrary, expectation), { numRuns: 300 });
}

/** The ranges that any correct set of these numbers has: new range where the number before is absent or shorter. */
function naiveRanges(numbers: string[]): { first: number; last: number }[] {
  const ranges: { first: number; last: number }[] = [];
  for (const value of numbers.map(Number)) {
    const open = ranges.at(-1);
    if (open && open.last + 1 === value && String(open.last).length === String(value).length)
      open.last = value;
    else ranges.push({ first: value, last: value });
  }
  return ranges;
}

it("a NumberSet iterates every number once, ascending", () => {
  holds(modelled, ({ set, model }) => expect([...set]).toEqual(ascending(model)));
});

it("a NumberSet keeps the fewest ranges of one length each", () => {
  holds(modelled, ({ set, model }) => expect(set.ranges).toEqual(naiveRanges(ascending(model))));
});

it("a NumberSet knows its size, its lowest number and whether it is empty", () => {
  holds(modelled, ({ set, model }) => {
    expect(set.size).toBe(model.size);
    expect(set.isEmpty).toBe(model.size === 0);
    expect(set.lowest).toBe(ascending(model)[0]);
  });
});

it("a NumberSet has exactly its numbers", () => {
  holds(fc.tuple(modelled, phoneNumber), ([{ set, model }, other]) => {
    expect(set.has(other)).toBe(model.has(other));
    for (const number of model) expect(set.has(number)).toBe(true);
  });
});

it("a NumberSet is equal to a set of the same numbers only", () => {
  holds(fc.tuple(modelled, modelled), ([a, b]) => {
    expect(a.set.equals(b.set)).toBe(ascending(a.model).join() === ascending(b.model).join());
    expect(a.set.equals(NumberSet.fromNumbers(a.model))).toBe(true);
  });
});

it("a NumberSet does not depend on the order in which numbers and ranges are given", () => {
  const shuffled = phoneNumbers.chain((numbers) =>
    fc.tuple(
      fc.constant(numbers),
      fc.shuffledSubarray(numbers, { minLength: numbers.length, maxLength: numbers.length }),
    ),
  );
  holds(shuffled, ([numbers, other]) => {
    expect(NumberSet.of(...numbers).toCanonical()).toEqual(NumberSet.of(...other).toCanonical());
    expect(NumberSet.of(...numbers).keys()).toEqual(NumberSet.of(...other).keys());
  });
});

describe("The algebra of NumberSets is that of sets", () => {
  const pair = fc.tuple(modelled, modelled);

  it("two NumberSets unite as sets of strings do", () => {
    holds(pair, ([a, b]) => expect([...a.set.union(b.set)]).toEqual(ascending([...a.model, ...b.model])));
  });

  it("a NumberSet is subtracted as a set of strings is", () => {
    holds(pair, ([a, b]) => {
      const rest = a.set.minus(b.set);
      const expected = ascending(a.model).filter((n) => !b.model.has(n));
      expect([...rest]).toEqual(expected);
      expect(rest.ranges).toEqual(naiveRanges(expected));
    });
  });

  it("two NumberSets intersect as sets of strings do", () => {
    holds(pair, ([a, b]) => {
      const common = a.set.intersect(b.set);
      const expected = ascending(a.model).filter((n) => b.model.has(n));
      expect([...common]).toEqual(expected);
      expect(common.ranges).toEqual(naiveRanges(expected));
      expect(a.set.overlaps(b.set)).toBe(expected.length > 0);
    });
  });

  it("many NumberSets unite at once as sets of strings do", () => {
    holds(fc.array(modelled, { maxLength: 5 }), (all) => {
      const union = NumberSet.unionAll(all.map(({ set }) => set));
      expect([...union]).toEqual(ascending(all.flatMap(({ model }) => [...model])));
    });
  });
});

it("a NumberSet comes back from its canonical map, from its keys and from its request", () => {
  holds(modelled, ({ set }) => {
    const { phoneNumbers: singles, phoneNumberRanges: runs } = set.toRequest();
    expect(NumberSet.fromCanonical(set.toCanonical()).equals(set)).toBe(true);
    expect(NumberSet.of(...set.keys()).equals(set)).toBe(true);
    expect(NumberSet.fromNumbers(singles).union(NumberSet.fromRanges(runs)).equals(set)).toBe(true);
    expect(runs.filter(({ start, end }) => start === end)).toEqual([]);
  });
});

it("a NumberSet lists the keys of the canonical map ascending, with the count of each", () => {
  holds(modelled, ({ set, model }) => {
    const canonical = set.toCanonical();
    expect(Object.keys(canonical)).toEqual(set.keys());
    expect(Object.values(canonical).reduce((sum, count) => sum + count, 0)).toBe(model.size);
  });
});

it("a NumberSet is cut into consecutive pieces, all but the last full", () => {
  holds(fc.tuple(modelled, fc.integer({ min: 1, max: 20 })), ([{ set, model }, max]) => {
    const pieces = set.chunks(max);
    expect(pieces.flatMap((piece) => [...piece])).toEqual(ascending(model));
    expect(pieces.slice(0, -1).every((piece) => piece.size === max)).toBe(true);
    expect(pieces.every((piece) => piece.size > 0 && piece.size <= max)).toBe(true);
  });
});

it("a NumberSet gives its lowest numbers", () => {
  holds(fc.tuple(modelled, fc.nat({ max: 60 })), ([{ set, model }, count]) => {
    expect([...set.take(count)]).toEqual(ascending(model).slice(0, count));
  });
});
