import { appendFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";

import { Claims } from "../../provider/run/claims";
import { Ledger } from "../../provider/run/ledger";
import { RunFolderError } from "../../provider/run/run-folder-error";
import { RunLog } from "../../provider/run/run-log";
import { useFolder } from "./run-folder";

const ADDRESS = "127.0.0.1:1";
const place = {
  platform: "https://live.example.com/tenantui",
  tenant: "3bc57cac-5794-457f-ad36-2c88cade9dbb",
};
const numbers = { "+61395556880": 1, "+61395556881": 1 };
const desks = { fact: "declares" as const, urn: "urn:desks", ...place, numbers };
const tables = { ...desks, urn: "urn:tables" };

const folder = useFolder();
let ledger: Ledger;
let program: Ledger;

beforeEach(() => {
  ledger = new Ledger(ADDRESS, "provider", folder());
  program = new Ledger(ADDRESS, "program", folder());
});

const declared = (of = ledger): string[] => [...of.refresh().declarations.keys()];

it("the ledger of a run shows every process what the others have written, and each line once", async () => {
  program.add(desks);
  expect(declared()).toEqual([desks.urn]);
  program.add({ ...desks, numbers: {} });
  await setImmediate();
  expect(ledger.refresh().declarations.get(desks.urn)?.numbers?.isEmpty).toBe(true);
});

it("of two processes that declare or give up numbers at the same moment, the second sees what the first has told", async () => {
  expect(declared()).toEqual([]);
  program.add(desks);
  expect(declared()).toEqual([]);
  ledger.add(tables);
  expect(declared()).toEqual([tables.urn, desks.urn]);

  await setImmediate();
  expect(declared()).toHaveLength(2);
  program.add({ ...desks, urn: "urn:chairs" });
  expect(declared()).toHaveLength(2);
  ledger.add({ ...tables, fact: "gives", id: "1", phase: "planned" });
  expect(declared()).toHaveLength(3);
});

it("the ledger of a run keeps runs of other engines apart", () => {
  new Ledger("127.0.0.1:2", "program", folder()).add(desks);
  expect(declared()).toEqual([]);
});

it("the ledger of a run forgets the program of an earlier run at the same address, and keeps what this run's providers have seen", () => {
  program.add(desks);
  ledger.add({ ...tables, isChecked: true });
  new RunLog(ADDRESS, "program", folder()).clear();
  expect(declared(new Ledger(ADDRESS, "provider", folder()))).toEqual([tables.urn]);
});

/** The file of the log that this writes. */
function fileOf(write: () => void): string {
  const files = () =>
    readdirSync(folder(), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".jsonl"));
  const before = files();
  write();
  const [made = ""] = files().filter((name) => !before.includes(name));
  return join(folder(), made);
}

it("a line of the run's log that a full disk has cut off is nobody's, and takes no other with it", () => {
  const file = fileOf(() => {
    program.add(desks);
  });
  appendFileSync(file, '{"fact":"declares","urn":"urn:cha');
  program.add(tables);
  new Ledger(ADDRESS, "program", folder()).add({ ...desks, urn: "urn:chairs" });
  expect(declared().sort()).toEqual(["urn:chairs", "urn:desks", "urn:tables"]);
});

it("what another version of the package tells in the run's log takes nothing else with it, and stops each decision from then on", async () => {
  const file = fileOf(() => {
    program.add(desks);
  });
  appendFileSync(file, '{"fact":"declares","urn":7}\n');
  program.add(tables);
  expect(() => ledger.read()).toThrow("another version works in the same run");
  expect(declared()).toEqual([desks.urn, tables.urn]);
  await setImmediate();
  expect(() => ledger.read()).toThrow(RunFolderError);
});

it("what a file of the run's log tells is not lost because another one cannot be read just then: meanwhile nothing is decided by half of it", async () => {
  program.add(desks);
  const other = fileOf(() => {
    new Ledger(ADDRESS, "program", folder()).add(tables);
  });
  rmSync(other);
  mkdirSync(other);
  const claims = new Claims(ledger, { hasProgram: () => Promise.resolve(true) });
  await expect(claims.binding()).rejects.toThrow(RunFolderError);
  expect(() => claims.given(place)).toThrow(RunFolderError);
  rmSync(other, { recursive: true });
  expect(declared()).toEqual(["urn:desks"]);
});
