import { editDistance, nearest } from "../../provider/common/nearest";

it("the nearest known name is found for a letter too few, too many, another or in another case, and for none that is far", () => {
  const known = ["adoptExisting", "ticketId", "usage"];
  for (const misspelt of ["adoptExistng", "adoptExxisting", "adoptexisting", "adopt_existing"])
    expect(nearest(misspelt, known)).toBe("adoptExisting");
  expect(nearest("usages", known)).toBe("usage");
  expect(nearest("description", known)).toBeUndefined();
  expect(nearest("step", ["start", "end"])).toBeUndefined();
  expect(nearest("usage", [])).toBeUndefined();
});

it("the nearest known name is measured in letters to add, to take away or to change", () => {
  expect(editDistance("kitten", "sitting")).toBe(3);
  expect(editDistance("", "abc")).toBe(3);
  expect(editDistance("abc", "abc")).toBe(0);
});
