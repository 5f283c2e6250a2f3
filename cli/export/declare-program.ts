import type { Subject } from "../../provider/allocation/declare-row";
import { counted } from "../../provider/counted";
import { NumberSet } from "../../provider/numbers/number-set";
import { plainText } from "../output/plain-text";
import { ownVersion } from "../own-version";
import { numbersInTexts } from "./earlier-numbers";
import { type Export, type Listed, countNotExported, groupNumbers } from "./grouping";
import { notExportedLines, notExportedText } from "./not-exported-text";
import { isLongProgram, programTexts } from "./program-text";
import { projectFiles } from "./project-files";
import {
  type FileOutcome,
  NOT_EXPORTED_FILE,
  NUMBERS_FILE,
  PROGRAM_FILE,
  type TargetFolder,
} from "./target-folder";

const ALL_EXPORTED = 0;
const SOME_LEFT_OUT = 2;

/** Where an export goes and what tells of it. */
export interface Destination {
  readonly folder: TargetFolder;
  readonly print: (line: string) => void;
}

/** Writes the project of what is listed, says what it has written and what not, and answers the exit code. */
export function declareProgram(subject: Subject, listed: Listed, { folder, print }: Destination): number {
  const exported = groupNumbers(subject, listed);
  if (exported.allocations.length === 0) throw nothingToExport(subject, exported);
  const before = earlierNumbers(folder);
  const outcomes = write(subject, { exported, listed }, folder);
  for (const line of summary(exported, listed)) print(line);
  for (const line of noLongerDeclared(before, exported)) print(line);
  print(`In ${folder.path}:`);
  for (const { file, outcome } of outcomes) print(`  ${file}: ${outcome}`);
  if (before.isEmpty) for (const line of nextSteps(folder)) print(line);
  return exported.notExported.length === 0 ? ALL_EXPORTED : SOME_LEFT_OUT;
}

function nothingToExport({ msTenantId }: Subject, { notExported }: Export): Error {
  const count = countNotExported(notExported);
  const what =
    count === 0
      ? "The platform lists none; a wrong LIVEPLATFORM_CHANNEL_ID or a credential without rights looks just like this."
      : `None of the ${count} listed can be declared:\n${notExportedLines(notExported).join("\n")}`;
  return new Error(
    `Nothing has been written: there is no number of tenant ${msTenantId} to declare. ${what}`,
  );
}

function earlierNumbers(folder: TargetFolder): NumberSet {
  return numbersInTexts([PROGRAM_FILE, NUMBERS_FILE].flatMap((file) => folder.read(file) ?? []));
}

function write(
  { msTenantId }: Subject,
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

function summary({ allocations, notExported }: Export, { profileNames }: Listed): string[] {
  const lines = allocations.map(({ name, settings, numbers }) => {
    const profile = plainText(profileNames.get(settings.callingProfile) ?? settings.callingProfile);
    const usages = [settings.usage, ...settings.additionalUsages].join(", ");
    return `  ${name}: ${counted(numbers.size, "number")} · ${profile} · ${usages} · ${settings.capabilities.join(", ")}`;
  });
  const total = allocations.reduce((sum, { numbers }) => sum + numbers.size, 0);
  return [
    `Exported: ${counted(total, "number")} in ${counted(allocations.length, "allocation")}`,
    ...lines,
    ...(notExported.length === 0
      ? []
      : [`Not exported: ${countNotExported(notExported)}, see ${NOT_EXPORTED_FILE}`]),
    ...notExportedLines(notExported),
  ];
}

/** A stack that was deployed from the last export would do something about each of these. */
function noLongerDeclared(before: NumberSet, { allocations, notExported }: Export): string[] {
  const dropped = before.minus(NumberSet.unionAll(allocations.map(({ numbers }) => numbers)));
  if (dropped.isEmpty) return [];
  const there = dropped.intersect(NumberSet.unionAll(notExported.map(({ numbers }) => numbers)));
  const gone = dropped.minus(there);
  return [
    "No longer declared, though the last export into this folder declared them:",
    ...(gone.isEmpty ? [] : [`  ${gone.describe()}: no longer in the tenant`]),
    ...(there.isEmpty
      ? []
      : [
          `  ${there.describe()}: in the tenant, and not exported (see above). A stack that holds them releases them at its ` +
            "next up: keep them declared by hand where that is not wanted",
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
