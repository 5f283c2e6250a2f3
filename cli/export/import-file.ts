import type { DeclaringTenant } from "../../provider/allocation/declare-row";
import { readOutput, writeOutput } from "../output/output-file";
import { exitCodeOf, exportSummary, nothingToExport } from "./export-summary";
import { type ExportedAllocation, type Listed, groupNumbers } from "./grouping";

export const IMPORT_FILE = "import.json";
const TYPE = "liveplatform:index:OcNumberAllocation";

/** Where an import file goes, and what tells of it. */
export interface ImportDestination {
  readonly path: string;
  /** Writes over a file that is there. */
  readonly isForced: boolean;
  readonly print: (line: string) => void;
}

/**
 * Writes what `pulumi import --file` reads: an import by the plugin for each allocation that an exported program would declare.
 * Answers the exit code. Errors: where nothing can be declared, and where another file is there.
 */
export function writeImportFile(
  tenant: DeclaringTenant,
  listed: Listed,
  destination: ImportDestination,
): number {
  const { path, isForced, print } = destination;
  const exported = groupNumbers(tenant, listed);
  if (exported.allocations.length === 0) throw nothingToExport(tenant, exported);
  const text = importText(tenant.msTenantId, exported.allocations);
  const before = isForced ? undefined : readOutput(path);
  if (before !== undefined && before !== text) {
    throw new Error(
      `Nothing has been written. ${path} is there already: name another file, or overwrite with --force.`,
    );
  }
  writeOutput(path, text);
  for (const line of [...exportSummary(exported, listed), ...nextSteps(path)]) print(line);
  return exitCodeOf(exported);
}

function importText(msTenantId: string, allocations: readonly ExportedAllocation[]): string {
  const resources = allocations.map(({ name, numbers }) => ({
    type: TYPE,
    name,
    id: `${msTenantId}/${[...numbers.keys()].join(",")}`,
  }));
  return `${JSON.stringify({ resources }, undefined, 2)}\n`;
}

function nextSteps(path: string): string[] {
  return [
    `Written: ${path}`,
    "Next, in the folder of a project that has the plugin (docs/languages.md):",
    `  pulumi import --file ${path} --out imported.txt   # takes the numbers over, uploads nothing, writes the program's text`,
    "  pulumi preview   # with that text in the program: unchanged",
  ];
}
