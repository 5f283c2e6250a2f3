import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { LineReader } from "../../provider/run/line-reader";

it("a line that another process is still writing is read when it is whole, and once", () => {
  const folder = mkdtempSync(join(tmpdir(), "lines-"));
  const file = join(folder, "log");
  const reader = new LineReader();
  appendFileSync(file, "one\ntw");
  expect(reader.readNew(file)).toEqual(["one"]);
  appendFileSync(file, "o\n");
  expect([reader.readNew(file), reader.readNew(file)]).toEqual([["two"], []]);
  rmSync(folder, { recursive: true });
  expect(reader.readNew(file)).toEqual([]);
});
