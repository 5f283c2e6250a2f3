import { vocabularyOf } from "../provider/allocation/vocabulary";
import { declareProgram } from "./export/declare-program";
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
  readonly force?: true;
  readonly capability?: readonly string[];
  readonly ignoreCapability?: readonly string[];
  readonly unmanaged?: true;
  readonly state?: readonly string[];
  readonly json?: true;
}

/**
 * Writes a Pulumi project that declares what a tenant holds, or lists what no state declares. Answers the exit code: 0,
 * or 2 where there are numbers that were left out, or that no state declares.
 */
export async function exportCommand(typed: ExportArguments, surroundings: Surroundings): Promise<number> {
  const msTenantId = tenantOption(typed.tenant);
  refuseMixedOptions(typed);
  if (typed.unmanaged) {
    const { state = [], json } = typed;
    return unmanagedCommand({ msTenantId, states: state, json: json === true }, surroundings);
  }
  const folder = new TargetFolder(typed.out ?? projectName(msTenantId), msTenantId);
  if (!typed.force) folder.refuseForeignFiles();
  const api = connectFromEnvironment(surroundings);
  const listed = await readTenant(api, msTenantId);
  return declareProgram({ msTenantId, vocabulary: vocabularyOf(typed) }, listed, { folder, ...surroundings });
}

function refuseMixedOptions({ unmanaged, state, json, out, force }: ExportArguments): void {
  if (unmanaged && (out !== undefined || force))
    throw new Error("--out, --force: not with --unmanaged, which writes no files.");

  if (!unmanaged && state !== undefined) throw new Error("--state: only with --unmanaged.");
  if (!unmanaged && json) throw new Error("--json: only with --unmanaged.");
}
