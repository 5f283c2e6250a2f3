import type { GroupSettings } from "../../provider/allocation/declare-row";
import { NumberSet } from "../../provider/numbers/number-set";
import type { ExportedAllocation, Listed } from "../export/grouping";
import { isLongProgram, programTexts } from "../export/program-text";
import { type FileOutcome, NUMBERS_FILE, PROGRAM_FILE } from "../export/target-folder";
import type { Acceptance, Kept, Shift } from "./acceptance";
import type { Deployed } from "./deployed";
import type { ExportedProject } from "./exported-project";

/** How a project can be made to say what is in the tenant. */
export interface Rewrite {
  /** Of what was found, what the files can say. */
  readonly acceptance: Acceptance;
  /** Allocations that have no number left, and that only a person can take out of the program. */
  readonly emptied: readonly string[];
  readonly write: () => FileOutcome[];
}

/**
 * Plans the new files: the whole program where nobody has edited it, else the data file alone.
 *
 * Errors: where the program and the stack do not declare the same, or an edited program holds the numbers itself.
 */
export function planRewrite(
  project: ExportedProject,
  acceptance: Acceptance,
  stack: { readonly deployed: readonly Deployed[]; readonly profileNames: Listed["profileNames"] },
): Rewrite {
  return project.isAsExported ? ofProgram(project, acceptance, stack) : ofData(project, acceptance);
}

function ofProgram(
  project: ExportedProject,
  acceptance: Acceptance,
  { deployed, profileNames }: { deployed: readonly Deployed[]; profileNames: Listed["profileNames"] },
): Rewrite {
  refuseUndeployed(project, deployed);
  const before = new Map(deployed.map(({ name, numbers }) => [name, numbers]));
  const settings = new Map([
    ...acceptance.created,
    ...deployed.map((one) => [one.name, one.settings] as const),
  ]);
  const after = shifted(before, acceptance.shifts);
  const allocations = [...after]
    .filter(([, numbers]) => !numbers.isEmpty)
    .flatMap(([name, numbers]): ExportedAllocation[] => {
      const own = settings.get(name);
      return own === undefined ? [] : [{ name, settings: own, numbers }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { folder, msTenantId } = project;
  const numbersApart = folder.hasNumbersApart || isLongProgram(allocations);
  const write = (): FileOutcome[] => {
    const texts = programTexts({ msTenantId, allocations, numbersApart, profileNames });
    const outcomes = [
      folder.replace(NUMBERS_FILE, texts.numbers),
      folder.replace(PROGRAM_FILE, texts.program),
    ];
    return outcomes.filter((outcome) => outcome !== undefined);
  };
  return { acceptance, emptied: [], write };
}

/** The files are written from the state: they must be what it was made of. */
function refuseUndeployed(project: ExportedProject, deployed: readonly Deployed[]): void {
  const names = deployed.map(({ name }) => name);
  const numbers = NumberSet.unionOf(deployed);
  const isSame = project.names.sort().join() === names.sort().join() && project.numbers.equals(numbers);
  if (isSame) return;
  throw new Error(
    `The program in ${project.folder.path} and the stack do not declare the same: ${difference(project, names, numbers)}. ` +
      "Run pulumi up first, or name the stack of this program with --stack.",
  );
}

function difference(project: ExportedProject, names: readonly string[], numbers: NumberSet): string {
  const unknown = project.names.filter((name) => !names.includes(name));
  if (unknown.length > 0) return `the stack has no ${unknown.join(", ")}`;
  const gone = names.filter((name) => !project.names.includes(name));
  if (gone.length > 0) return `the program has no ${gone.join(", ")}`;
  const more = project.numbers.minus(numbers);
  if (!more.isEmpty) return `the stack does not hold ${more.describe(3)}`;
  return `the program does not declare ${numbers.minus(project.numbers).describe(3)}`;
}

function ofData(project: ExportedProject, found: Acceptance): Rewrite {
  const before = project.readData();
  if (before === undefined) {
    throw new Error(
      `${PROGRAM_FILE} has been edited and holds the numbers itself, so that this command cannot change it. Change it by ` +
        `hand, or keep the numbers in ${NUMBERS_FILE} beside it, as an export of many numbers does.`,
    );
  }
  const acceptance = withinData(found, new Set(before.keys()));
  const after = shifted(before, acceptance.shifts);
  const emptied = [...after].filter(
    ([name, numbers]) => numbers.isEmpty && before.get(name)?.isEmpty === false,
  );
  const write = (): FileOutcome[] => {
    const outcome = project.folder.replace(NUMBERS_FILE, project.dataWith(after));
    return outcome === undefined ? [] : [outcome];
  };
  return { acceptance, emptied: emptied.map(([name]) => name), write };
}

/** What the data file alone can say: the rest stays as it is. */
function withinData({ shifts, created, kept }: Acceptance, names: ReadonlySet<string>): Acceptance {
  const isWithin = (name: string | undefined): boolean => name === undefined || names.has(name);
  const fitting = shifts.filter(({ from, to }) => isWithin(from) && isWithin(to));
  const others = shifts
    .filter((shift) => !fitting.includes(shift))
    .map(({ numbers, from, to = "" }): Kept => {
      const settings = created.get(to);
      const reason =
        settings === undefined
          ? `${NUMBERS_FILE} has no ${from !== undefined && !names.has(from) ? from : to}`
          : `no allocation has its settings: ${printSettings(settings)}. Declare one, with its name in ${NUMBERS_FILE}, and accept again`;
      return { numbers, allocation: from, reason };
    });
  return { shifts: fitting, created: new Map(), kept: [...kept, ...others] };
}

function printSettings({ callingProfile, usage, additionalUsages, capabilities }: GroupSettings): string {
  return `callingProfile ${callingProfile}, ${[usage, ...additionalUsages].join(", ")}, ${capabilities.join(", ")}`;
}

function shifted(
  before: ReadonlyMap<string, NumberSet>,
  shifts: readonly Shift[],
): ReadonlyMap<string, NumberSet> {
  const after = new Map(before);
  const of = (name: string): NumberSet => after.get(name) ?? NumberSet.empty;
  for (const { numbers, from, to } of shifts) {
    if (from !== undefined) after.set(from, of(from).minus(numbers));
    if (to !== undefined) after.set(to, of(to).union(numbers));
  }
  return after;
}
