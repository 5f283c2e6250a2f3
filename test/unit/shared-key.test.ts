import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeKey, sharedKey } from "../../provider/run/shared-key";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "key-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("a shared key is made once, for its user alone, and nothing is left beside it", () => {
  const file = join(folder, "settings.key");
  const key = sharedKey(file);
  expect(key).toHaveLength(32);
  expect(sharedKey(file)).toEqual(key);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["settings.key"]);
});

it("a process that saw no shared key, as two begin at the same moment, leaves the one that another has made", () => {
  const file = join(folder, "settings.key");
  const key = sharedKey(file);
  makeKey(file);
  expect(sharedKey(file)).toEqual(key);
  expect(readdirSync(folder)).toEqual(["settings.key"]);
});
