import { NumberSet } from "../../provider/numbers/number-set";
import { changesOf, hiddenIn, unchangedArrivals } from "../../provider/state/settings-change";
import { parseState } from "../../provider/state/state";
import { INPUTS } from "./situations";

const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"];
const all = NumberSet.of(A, B, C);

/** An allocation whose change from Sydney to Perth has come to all its numbers but C. */
const giver = parseState({
  ...INPUTS,
  location: "perth",
  numbers: { [A]: 1, [B]: 1, [C]: 1 },
  __earlierSettings: [
    { numbers: { [C]: 1 }, settings: { location: "sydney", callingProfile: INPUTS.callingProfile } },
  ],
});

function arriving(declared: object, arrived = all) {
  const to = { ...INPUTS, numbers: NumberSet.empty, ...declared };
  return unchangedArrivals(to, arrived, hiddenIn(giver)).map((one) => ({
    ...{ numbers: one.numbers.keys(), properties: changesOf(one, to), location: one.settings["location"] },
  }));
}

it("numbers that come from another allocation with hidden settings are to be changed where they have another value, also where a change in their allocation had not come to them", () => {
  expect(arriving({ location: "perth" })).toEqual([
    { numbers: [C], properties: ["location"], location: "sydney" },
  ]);
  expect(arriving({ location: "sydney" }, NumberSet.of(B, C))).toEqual([
    { numbers: [B], properties: ["location"], location: "perth" },
  ]);
});

it("numbers that come from another allocation with hidden settings are to be changed where a setting is given or taken away, and not for what the platform shows", () => {
  expect(arriving({}, NumberSet.of(A))).toEqual([
    { numbers: [A], properties: ["location"], location: "perth" },
  ]);
  const others = {
    location: "perth",
    additionalUsages: ["ConferenceAssignment"],
    capabilities: ["Mobile"],
  };
  expect(arriving(others, NumberSet.of(A))).toMatchObject([{ properties: ["additionalUsages"] }]);
  expect(arriving({ location: "perth" }, NumberSet.of(A, B))).toEqual([]);
});
