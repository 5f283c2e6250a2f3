import { refuseIgnored } from "../../../provider/plugin/refuse-ignored";

const NUMBERS = { numbers: { "+61395556900": 1 } };
const OF_PLUGIN = { ...NUMBERS, phoneNumbers: ["+61395556900"] };

it.each(["numbers", "phoneNumbers", "phoneNumberRanges[0]", "usage", "*"])(
  "ignoreChanges on the plugin may name %s",
  (path) => {
    expect(() => {
      refuseIgnored([path], OF_PLUGIN);
    }).not.toThrow();
  },
);

it.each(['numbers["+61395556900"]', '["numbers"]["+61395556900"]', "numbers.x"])(
  "ignoreChanges on the plugin is refused for %s, a part of numbers: the engine would take it out of the declaration",
  (path) => {
    expect(() => {
      refuseIgnored(["usage", path], OF_PLUGIN);
    }).toThrow(`ignoreChanges: ${path}: a part of numbers cannot be named`);
  },
);

it("ignoreChanges on the plugin is refused for a list that the dynamic provider has left no value of, and not for numbers, which it has", () => {
  expect(() => {
    refuseIgnored(["phoneNumbers"], NUMBERS);
  }).toThrow("Write ignoreChanges: [numbers] for the first up");
  expect(() => {
    refuseIgnored(["numbers", "usage"], NUMBERS);
  }).not.toThrow();
});
