import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { notExportedText } from "../../../cli/export/not-exported-text";
import { programTexts } from "../../../cli/export/program-text";
import { NumberSet } from "../../../provider/numbers/number-set";
import { APAC, EMEA, PROFILE_NAMES, TENANT } from "./rows";

const PRETTIER = resolve(__dirname, "../../../node_modules/prettier/bin/prettier.cjs");
const ODD =
  "Contact Centre\n and Sydney, third floor, \u2028*/ 日本 \u001b[31m _a_ *b* <c> [d](e) `f` #g | h";
const CAPABILITIES = ["InboundCalling", "Mobile", "OutboundCalling", "SharedCalling"];

let folder: string | undefined;
afterEach(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true });
  folder = undefined;
});

/** What prettier would change with its own settings. */
function check(files: Readonly<Record<string, string>>): string {
  folder = mkdtempSync(join(tmpdir(), "plp-layout-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const args = [PRETTIER, "--no-config", "--list-different", "."];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  return stdout + stderr;
}

/** Allocations whose lines have every length around the width of a line. */
function allocations() {
  return Array.from({ length: 45 }, (_, index) => ({
    name: "calling-emea-".padEnd(28 + index, "x"),
    settings: {
      callingProfile: index % 3 === 0 ? APAC : EMEA,
      usage: "CallingUserAssignment",
      additionalUsages: ["ConferenceAssignment", "FirstPartyAppAssignment"].slice(0, index % 3),
      capabilities: CAPABILITIES.slice(0, 1 + (index % 4)),
      country: index % 5 === 0 ? "US" : undefined,
    },
    numbers: NumberSet.unionAll([spaced(index % 8, 1 + Math.floor(index / 4)), runs(index % 3, index % 10)]),
  }));
}

/** So many numbers that stand alone, of which the first has more digits than the others. */
function spaced(count: number, digits: number): NumberSet {
  const first = `+49${"1".repeat(Math.min(digits, 11))}`;
  return NumberSet.of(first, ...Array.from({ length: count }, (_, index) => `+3531234${10 + 2 * index}`));
}

function runs(count: number, digits: number): NumberSet {
  const start = `+44${"2".repeat(digits)}`;
  return NumberSet.of(
    ...Array.from({ length: count }, (_, index) => `${start}${index}10..${start}${index}19`),
  );
}

it("the files of an export are as prettier leaves them, whatever the lengths of names and lists", () => {
  const profileNames = new Map([...PROFILE_NAMES, [APAC, ODD]]);
  const parts = { msTenantId: TENANT, allocations: allocations(), profileNames };
  const inline = programTexts({ ...parts, numbersApart: false });
  const apart = programTexts({ ...parts, numbersApart: true });
  expect(inline.numbers).toBeUndefined();
  const notExported = notExportedText(TENANT, [
    { numbers: NumberSet.of("+61395556900..+61395556905", "+61395556907"), unnamed: 2, reason: ODD },
    { numbers: NumberSet.empty, unnamed: 1, reason: "its row cannot be read" },
  ]);
  const different = check({
    "inline.ts": inline.program,
    "apart.ts": apart.program,
    "numbers.json": apart.numbers ?? "",
    "NOT-EXPORTED.md": notExported,
  });
  expect(different).toBe("");
  const all = inline.program + notExported;
  expect(Array.from(all).filter((character) => character < " " && character !== "\n")).toEqual([]);
  expect(inline.program).toContain("  // Contact Centre and Sydney, third floor, */ 日本 [31m _a_");
});
