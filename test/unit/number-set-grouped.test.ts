import fc from "fast-check";
import { expandGroups, groupRuns } from "../../provider/numbers/grouped";
import { NumberSet } from "../../provider/numbers/number-set";
import { phoneNumber } from "./arbitraries";

it("groupRuns gives consecutive numbers with the same value one key, keys ascending", () => {
  const grouped = groupRuns([
    ["+61395556906", "MarkedForRemoval"],
    ["+61395556902", "missing"],
    ["+61395556900", "missing"],
    ["+61395556901", "missing"],
    ["+61395556907", "missing"],
  ]);
  expect(Object.entries(grouped)).toEqual([
    ["+61395556900..+61395556902", "missing"],
    ["+61395556906", "MarkedForRemoval"],
    ["+61395556907", "missing"],
  ]);
});

it("groupRuns does not join two runs across a number with another value", () => {
  const grouped = groupRuns([
    ["+6110", "missing"],
    ["+6111", "Uploaded"],
    ["+6112", "missing"],
  ]);
  expect(grouped).toEqual({ "+6110": "missing", "+6111": "Uploaded", "+6112": "missing" });
});

it("groupRuns keeps the later of two values for one number", () => {
  const grouped = groupRuns([
    ["+6110", "missing"],
    ["+6111", "missing"],
    ["+6110", "Uploaded"],
  ]);
  expect(grouped).toEqual({ "+6110": "Uploaded", "+6111": "missing" });
});

it("groupRuns orders keys of different lengths as numbers", () => {
  expect(
    Object.keys(
      groupRuns([
        ["+1000", "x"],
        ["+999", "x"],
      ]),
    ),
  ).toEqual(["+999", "+1000"]);
});

it("groupRuns refuses what is not a number", () => {
  expect(() => groupRuns([["desk", "missing"]])).toThrow('"desk" is not an E.164 number');
});

it("expandGroups gives each reason all its numbers", () => {
  const groups = expandGroups({
    "+6110..+6112": "missing",
    "+6115": "MarkedForRemoval",
    "+6117": "missing",
  });
  expect(groups.map(({ numbers, reason }) => [reason, numbers.keys()])).toEqual([
    ["missing", ["+6110..+6112", "+6117"]],
    ["MarkedForRemoval", ["+6115"]],
  ]);
});

it("expandGroups is empty for an absent map", () => {
  expect(expandGroups(undefined)).toEqual([]);
});

it("expandGroups is the inverse of groupRuns", () => {
  const entries = fc.uniqueArray(
    fc.tuple(phoneNumber, fc.constantFrom("missing", "Uploaded", "__proto__", "lacks OutboundCalling")),
    { selector: ([number]) => number, maxLength: 40 },
  );
  fc.assert(
    fc.property(entries, (given) => {
      const back = expandGroups(groupRuns(given));
      expect(new Set(back.map(({ reason }) => reason)).size).toBe(back.length);
      for (const { numbers, reason } of back) {
        const expected = NumberSet.fromNumbers(
          given.filter(([, value]) => value === reason).map(([number]) => number),
        );
        expect(numbers.keys()).toEqual(expected.keys());
      }
      expect(back.reduce((sum, { numbers }) => sum + numbers.size, 0)).toBe(given.length);
    }),
  );
});
