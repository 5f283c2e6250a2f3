import type { DeclaringTenant } from "../../provider/allocation/declare-row";
import { itOrThem } from "../../provider/common/counted";
import { NumberSet } from "../../provider/numbers/number-set";
import { ownVersion } from "../own-version";
import { numbersInTexts } from "./earlier-numbers";
import { exitCodeOf, exportSummary, nothingToExport } from "./export-summary";
import { type Export, type Listed, groupNumbers } from "./grouping";
import { notExportedText } from "./not-exported-text";
import { isLongProgram, programTexts } from "./program-text";
import { projectFiles } from "./project-files";
import {
  type FileOutcome,
  NOT_EXPORTED_FILE,
  NUMBERS_FILE,
  PROGRAM_FILE,
  type TargetFolder,
} from "./target-folder";

/** Where an export goes and what tells of it. */
export interface Destination {
  readonly folder: TargetFolder;
  readonly print: (line: string) => void;
}

/** Writes the project of what is listed, says what it has written and what not, and answers the exit code. */
export function declareProgram(
  tenant: DeclaringTenant,
  listed: Listed,
  { folder, print }: Destination,
): number {
  const exported = groupNumbers(tenant, listed);
  if (exported.allocations.length === 0) throw nothingToExport(tenant, exported);
  const before = earlierNumbers(folder);
  const outcomes = write(tenant, { exported, listed }, folder);
  for (const line of exportSummary(exported, listed, NOT_EXPORTED_FILE)) print(line);
  for (const line of noLongerDeclared(before, exported)) print(line);
  print(`In ${folder.path}:`);
  for (const { file, outcome } of outcomes) print(`  ${file}: ${outcome}`);
  if (before.isEmpty) for (const line of nextSteps(folder)) print(line);
  return exitCodeOf(exported);
}

function earlierNumbers(folder: TargetFolder): NumberSet {
  return numbersInTexts([PROGRAM_FILE, NUMBERS_FILE].flatMap((file) => folder.read(file) ?? []));
}

function write(
  { msTenantId }: DeclaringTenant,
  { exported, listed }: { exported: Export; listed: Listed },
  folder: TargetFolder,
): FileOutcome[] {
  const { allocations, notExported } = exported;
  const numbersApart = folder.hasNumbersApart || isLongProgram(allocations);
  const texts = programTexts({ msTenantId, allocations, numbersApart, profileNames: listed.profileNames });
  const leftOut = notExported.length === 0 ? undefined : notExportedText(msTenantId, notExported);
  const generated = [
    folder.replace(NUMBERS_FILE, texts.numbers),
    folder.replace(PROGRAM_FILE, texts.program),
    folder.replace(NOT_EXPORTED_FILE, leftOut),
  ];
  const project = Array.from(projectFiles(msTenantId), ([file, text]) => folder.provide(file, text));
  return [...generated.filter((outcome) => outcome !== undefined), ...project];
}

/** A stack that was deployed from the last export would do something about each of these. */
function noLongerDeclared(before: NumberSet, { allocations, notExported }: Export): string[] {
  const dropped = before.minus(NumberSet.unionOf(allocations));
  if (dropped.isEmpty) return [];
  const there = dropped.intersect(NumberSet.unionOf(notExported));
  const gone = dropped.minus(there);
  return [
    "No longer declared, though the last export into this folder declared them:",
    ...(gone.isEmpty ? [] : [`  ${gone.describe()}: no longer in the tenant`]),
    ...(there.isEmpty
      ? []
      : [
          `  ${there.describe()}: in the tenant, and not exported (see above). A stack that holds ${itOrThem(there.size)} releases ` +
            `${itOrThem(there.size)} at its next up: keep ${itOrThem(there.size)} declared by hand where that is not wanted`,
        ]),
  ];
}

function nextSteps({ path }: TargetFolder): string[] {
  return [
    "Next:",
    `  cd ${path}`,
    `  npm install PATH/TO/pulumi-liveplatform-${ownVersion()}.tgz   # the packed package, which is not on the npm registry yet`,
    "  pulumi stack init",
    "  pulumi preview   # says that it takes over these numbers, and uploads nothing",
    "  pulumi up",
  ];
}
