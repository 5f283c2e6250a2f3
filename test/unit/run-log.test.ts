import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Fact } from "../../provider/run/fact";
import { RunLog } from "../../provider/run/run-log";

const ASKED: Fact = { fact: "asked" };

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "plp-"));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true });
});

function agedFolder(name: string, file?: "fresh"): string {
  const folder = join(root, name);
  mkdirSync(folder);
  writeFileSync(join(folder, "provider-1.jsonl"), "{}\n");
  const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000);
  if (file === undefined) utimesSync(join(folder, "provider-1.jsonl"), twoDaysAgo, twoDaysAgo);
  utimesSync(folder, twoDaysAgo, twoDaysAgo);
  return folder;
}

it("the log of a run removes the folders of runs that are a day old by the clock that dates files: one of this machine that is days ahead removes none", () => {
  const log = new RunLog("127.0.0.1:1", "program", root);
  log.append(ASKED);
  const other = new RunLog("127.0.0.1:2", "program", root);
  other.append(ASKED);
  jest.spyOn(Date, "now").mockReturnValue(Date.now() + 5 * 86_400_000);
  new RunLog("127.0.0.1:3", "program", root).clear();
  const [one, two] = ["127.0.0.1:1", "127.0.0.1:2"].map((address) => new RunLog(address, "provider", root));
  expect([one?.readNew(), two?.readNew()]).toEqual([[ASKED], [ASKED]]);
});

it("the log of a run removes the folders of runs that are a day old but for what is known of a stack, which counts for a week", () => {
  const of = [agedFolder("stack-1"), agedFolder("run-1")];
  new RunLog("127.0.0.1:1", "program", root).clear();
  expect(of.map((folder) => existsSync(folder))).toEqual([true, false]);
});

it("the log of a run removes the folders of runs that are a day old but never its own, nor one whose files have been written since", () => {
  const old = agedFolder("old");
  const busy = agedFolder("busy", "fresh");
  const log = new RunLog("127.0.0.1:1", "provider", root);
  log.append(ASKED);
  log.clear();
  expect([old, busy].map((folder) => existsSync(folder))).toEqual([false, true]);
  log.append(ASKED);
  expect(new RunLog("127.0.0.1:1", "program", root).readNew()).toHaveLength(1);
});

it("a process that does not know whether it is the first leaves what has been written in the log of its run", () => {
  const [address, old] = ["127.0.0.1:1", agedFolder("old")];
  const program = new RunLog(address, "program", root);
  program.append(ASKED);
  const [own = ""] = readdirSync(root).filter((name) => name !== "old");
  const left = join(root, own, "program-999999999.jsonl");
  const lately = join(root, own, "program-999999998.jsonl");
  for (const file of [left, lately]) writeFileSync(file, '{"fact":"asked"}\n');
  const twoHoursAgo = new Date(Date.now() - 2 * 3_600_000);
  utimesSync(left, twoHoursAgo, twoHoursAgo);
  new RunLog(address, "provider", root).removeOld();
  expect([old, left, lately].map((path) => existsSync(path))).toEqual([false, false, true]);
  expect(new RunLog(address, "provider", root).readNew()).toContainEqual(ASKED);
});

describe("the log of a run", () => {
  const ADDRESS = "127.0.0.1:1";
  /** A process that has ended. */
  const GONE = 999999999;

  /** Files of an earlier run, or of processes of this one that have ended. */
  function leave(names: readonly string[]): string {
    new RunLog(ADDRESS, "program", root);
    const [own = ""] = readdirSync(root);
    for (const name of names) writeFileSync(join(root, own, name), `{"fact":"declares","urn":"${name}"}\n`);
    return join(root, own);
  }

  it("the log of a run is without what a provider of an earlier run at its address has written, and has what the program and the refresh of a run leave", () => {
    leave([`program-${GONE}-1.jsonl`, `refresh-${GONE}-1.jsonl`, `provider-${GONE}-1.jsonl`]);
    expect(new RunLog(ADDRESS, "provider", root).readNew()).toEqual([
      { fact: "declares", urn: `program-${GONE}-1.jsonl` },
      { fact: "declares", urn: `refresh-${GONE}-1.jsonl` },
    ]);
  });

  it("the log of a run is cleared by a program of all but what the refresh of this run has written, which came before it", () => {
    const names = [`program-${GONE}-1.jsonl`, `refresh-${GONE}-1.jsonl`, `refresh-${GONE}-2.jsonl`];
    const folder = leave(names);
    const twoHoursAgo = new Date(Date.now() - 2 * 3_600_000);
    utimesSync(join(folder, `refresh-${GONE}-2.jsonl`), twoHoursAgo, twoHoursAgo);
    new RunLog(ADDRESS, "program", root).clear();
    expect(readdirSync(folder)).toEqual([`refresh-${GONE}-1.jsonl`]);
  });
});
