import { tableLines } from "../../../cli/output/table";

it("a table is as wide as its widest cell, however many rows it has", () => {
  const rows = Array.from({ length: 200_000 }, () => ["a", "b"]);
  const lines = tableLines(["x", "y"], [...rows, ["long", "c"]]);
  expect([lines[0], lines[1], lines.at(-1)]).toEqual(["x     y", "a     b", "long  c"]);
});
