import { editDistance, nearest } from "../../provider/nearest";
import { optionsOf } from "../../sdk/resource-options";

describe("the nearest known name", () => {
  it("is found for a letter too few, too many, another or in another case, and for none that is far", () => {
    const known = ["adoptExisting", "ticketId", "usage"];
    for (const misspelt of ["adoptExistng", "adoptExxisting", "adoptexisting", "adopt_existing"])
      expect(nearest(misspelt, known)).toBe("adoptExisting");
    expect(nearest("usages", known)).toBe("usage");
    expect(nearest("description", known)).toBeUndefined();
    expect(nearest("step", ["start", "end"])).toBeUndefined();
    expect(nearest("usage", [])).toBeUndefined();
  });

  it("is measured in letters to add, to take away or to change", () => {
    expect(editDistance("kitten", "sitting")).toBe(3);
    expect(editDistance("", "abc")).toBe(3);
    expect(editDistance("abc", "abc")).toBe(0);
  });
});

describe("the resource options of an allocation", () => {
  it("name its lists as the state does, and refuse a part of them in each of the spellings of a path", () => {
    const ignoring = (path: string) => optionsOf("desks", { ignoreChanges: [path] }).ignoreChanges;
    for (const path of ["phoneNumbers", "phoneNumberRanges", `["phoneNumbers"]`, "numbers"])
      expect(ignoring(path)).toEqual(["numbers"]);
    expect(ignoring("drift")).toEqual(["drift"]);
    expect(ignoring("capabilities")).toEqual(["capabilities"]);
    expect(ignoring("*")).toEqual(["*"]);
    expect(ignoring("numberCount")).toEqual(["numberCount"]);
    for (const path of [
      "phoneNumbers[3]",
      `["phoneNumbers"][3]`,
      "phoneNumberRanges[0].end",
      "phoneNumbers[*]",
      `numbers["+61395556900..+61395556999"]`,
      "numbers.key",
      `drift["+61395556900"]`,
      "capabilities[0]",
      "additionalUsages[1]",
    ])
      expect(() => ignoring(path)).toThrow("cannot be named");
    expect(optionsOf("desks", { replaceOnChanges: ["phoneNumbers"] }).replaceOnChanges).toEqual(["numbers"]);
  });
});
