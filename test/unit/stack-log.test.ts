import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Ledger } from "../../provider/run/ledger";
import { StackLog } from "../../provider/run/stack-log";
import { StackOutlook } from "../../provider/run/stack-outlook";

const DAY_MS = 24 * 60 * 60 * 1000;
const urnOf = (name: string) => `urn:pulumi:dev::test::liveplatform:index:OcNumberAllocation::${name}`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "stack-"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

it("the log of a stack fails no operation where nothing can be remembered", () => {
  const clock = { now: () => 1, sleep: () => Promise.resolve() };
  const ledger = new Ledger("127.0.0.1:1", "provider", root);
  const file = join(root, "file");
  writeFileSync(file, "");
  const outlook = new StackOutlook(ledger, { engineAddress: "1", cli: "cli", root: file }, clock);
  expect(() => {
    outlook.see("id", urnOf("a"));
  }).not.toThrow();
});

it("the log of a stack forgets allocations that no run has seen for a week", () => {
  const options = { urn: urnOf("a"), engineAddress: "1", cli: "cli", now: 1, root, backend: "" };
  new StackLog(options).see("id", urnOf("a"));
  const again = new StackLog({ ...options, engineAddress: "2" });
  expect(again.remembered()).toMatchObject([{ id: "id", urn: urnOf("a") }]);
  expect(new StackLog({ ...options, now: 8 * DAY_MS }).remembered()).toEqual([]);
});

it("the log of a stack remembers an allocation that is there again, and by its last name", () => {
  const options = { urn: urnOf("a"), engineAddress: "1", cli: "cli", now: 1, root, backend: "" };
  const log = new StackLog(options);
  log.see("id", urnOf("a"));
  log.see("id", urnOf("b"));
  log.forget("gone", urnOf("c"));
  log.see("gone", urnOf("c"));
  const remembered = new StackLog({ ...options, engineAddress: "2" }).remembered();
  expect(remembered).toMatchObject([{ urn: urnOf("b") }, { id: "gone" }]);
});

it("the log of a stack tells that an allocation is in another stack by now: where that one has seen it later", () => {
  const options = { engineAddress: "1", cli: "cli", root, backend: "" };
  const here = { ...options, urn: urnOf("a"), now: 2 };
  const there = { ...options, urn: urnOf("a").replace("dev", "moved"), now: 3 };
  new StackLog({ ...there, now: 1 }).see("earlier", urnOf("a"));
  for (const id of ["earlier", "later", "never"]) new StackLog(here).see(id, urnOf("a"));
  new StackLog(there).see("later", urnOf("a"));
  const log = new StackLog(here);
  expect(["earlier", "later", "never"].filter((id) => log.isElsewhere(id))).toEqual(["later"]);

  const ledger = new Ledger("127.0.0.1:1", "provider", root);
  const outlook = new StackOutlook(ledger, here, { now: () => 4, sleep: () => Promise.resolve() });
  outlook.declare({ urn: urnOf("b"), platform: "", tenant: undefined, numbers: undefined });
  for (let asked = 0; asked < 2; asked += 1) {
    expect(ledger.remembered.filter((one) => !ledger.hasLeft(one)).map(({ id }) => id)).not.toContain(
      "later",
    );
  }
});

it("the log of a stack forgets, for good, an allocation of a tenant whose loss a person accepts, where the run is not shown it", () => {
  const clock = { now: () => 1, sleep: () => Promise.resolve() };
  const options = { engineAddress: "1", cli: "cli", root };
  const unseen = (...accepted: string[]) => {
    const ledger = new Ledger("127.0.0.1:1", "provider", root);
    const outlook = new StackOutlook(ledger, { ...options, acceptLoss: new Set(accepted) }, clock);
    outlook.declare({ urn: urnOf("b"), platform: "", tenant: undefined, numbers: undefined });
    return ledger.remembered.filter((one) => !ledger.hasLeft(one)).map(({ id }) => id);
  };
  new StackLog({ ...options, urn: urnOf("a"), now: 1 }).see("3bc57cac/+61#1", urnOf("a"));
  expect(unseen()).toEqual(["3bc57cac/+61#1"]);
  expect(unseen("8ad4ebc9")).toEqual(["3bc57cac/+61#1"]);
  expect(unseen("3bc57cac")).toEqual([]);
  expect(unseen()).toEqual([]);
});

it("the log of a stack knows what the last of several days has seen, and keeps no file of which nothing counts", () => {
  const on = (day: number) =>
    new StackLog({ urn: urnOf("a"), engineAddress: "1", cli: "cli", now: day * DAY_MS, root, backend: "" });
  on(1).see("id", urnOf("a"));
  on(3).see("id", urnOf("b"));
  expect(on(9).remembered()).toMatchObject([{ urn: urnOf("b") }]);
  const [folder = ""] = readdirSync(root);
  const file = join(root, folder, "known-1.jsonl");
  const before = new Date(Date.now() - 9 * DAY_MS);
  utimesSync(file, before, before);
  expect(on(9).remembered()).toMatchObject([{ urn: urnOf("b") }]);
  expect(readdirSync(join(root, folder))).toEqual(["known-3.jsonl"]);
});
