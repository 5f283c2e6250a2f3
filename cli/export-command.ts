import { resolve } from "node:path";
import { vocabularyOf } from "../provider/allocation/vocabulary";

import { declareProgram } from "./export/declare-program";
import { IMPORT_FILE, writeImportFile } from "./export/import-file";
import { projectName } from "./export/project-files";
import { readTenant } from "./export/read-tenant";
import { type Surroundings, connectFromEnvironment } from "./export/surroundings";
import { TargetFolder } from "./export/target-folder";
import { unmanagedCommand } from "./export/unmanaged-command";
import { tenantOption } from "./input/tenant-option";

/** The options as typed. */
export interface ExportArguments {
  readonly tenant: string;
  readonly out?: string;
  /** Its file where one is named. */
  readonly importFile?: true | string;
  readonly force?: true;
  readonly capability?: readonly string[];
  readonly ignoreCapability?: readonly string[];
  readonly unmanaged?: true;
  readonly state?: readonly string[];
  readonly json?: true;
}

/**
 * Writes a Pulumi project that declares what a tenant holds, or a file for `pulumi import`; or lists what no state declares. Answers the exit code: 0,
 * or 2 where there are numbers that were left out, or that no state declares.
 */
export async function exportCommand(typed: ExportArguments, surroundings: Surroundings): Promise<number> {
  const msTenantId = tenantOption(typed.tenant);
  refuseMixedOptions(typed);
  if (typed.unmanaged) {
    const { state = [], json } = typed;
    return unmanagedCommand({ msTenantId, states: state, json: json === true }, surroundings);
  }
  if (typed.importFile !== undefined) return importFileOf(typed, msTenantId, surroundings);
  const folder = new TargetFolder(typed.out ?? projectName(msTenantId), msTenantId);
  if (!typed.force) folder.refuseForeignFiles();
  const api = connectFromEnvironment(surroundings);
  const listed = await readTenant(api, msTenantId);
  return declareProgram({ msTenantId, vocabulary: vocabularyOf(typed) }, listed, { folder, ...surroundings });
}

async function importFileOf(
  typed: ExportArguments,
  msTenantId: string,
  surroundings: Surroundings,
): Promise<number> {
  const { out = ".", importFile } = typed;
  const listed = await readTenant(connectFromEnvironment(surroundings), msTenantId);
  return writeImportFile({ msTenantId, vocabulary: vocabularyOf(typed) }, listed, {
    path: resolve(out, typeof importFile === "string" ? importFile : IMPORT_FILE),
    isForced: typed.force === true,
    print: surroundings.print,
  });
}

function refuseMixedOptions({ unmanaged, state, json, out, force, importFile }: ExportArguments): void {
  if (unmanaged && (out !== undefined || force || importFile !== undefined))
    throw new Error("--out, --import-file, --force: not with --unmanaged, which writes no files.");

  if (!unmanaged && state !== undefined) throw new Error("--state: only with --unmanaged.");
  if (!unmanaged && json) throw new Error("--json: only with --unmanaged.");
}
