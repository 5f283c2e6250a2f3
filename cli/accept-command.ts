import { vocabularyOf } from "../provider/allocation/vocabulary";
import { systemClock } from "../provider/common/clock";
import { readSettings } from "../provider/config/settings";
import { connect } from "../provider/config/sign-in";
import { acceptLines, nextLines } from "./accept/accept-lines";
import { type Acceptance, acceptanceOf } from "./accept/acceptance";
import { type Deployed, deployedOf } from "./accept/deployed";
import { ExportedProject } from "./accept/exported-project";
import { type Rewrite, planRewrite } from "./accept/rewrite";
import { lookAtFleet } from "./drift/look-at-fleet";
import { type FleetAllocation, type Unread, plainAllocations, tenantOf } from "./drift/read-fleet";
import { readTenant } from "./export/read-tenant";
import type { Surroundings } from "./export/surroundings";
import { TargetFolder } from "./export/target-folder";
import { tenantOption } from "./input/tenant-option";
import { readStackIn } from "./states/backend";
import type { StackState } from "./states/stack-state";
import { readStackState } from "./states/state-file";

/** The options as typed. */
export interface AcceptArguments {
  readonly dir: string;
  readonly stack?: string;
  readonly state?: string;
  readonly tenant?: string;
  readonly yes?: true;
  readonly capability?: readonly string[];
  readonly ignoreCapability?: readonly string[];
}

const IN_LINE = 0;
const SOME_KEPT = 2;
const NOT_WRITTEN = 3;

/**
 * Makes an exported project declare what others have changed in its tenant: shows it, and writes it with `yes`. Answers the
 * exit code: 0; 2 where numbers stay as they are declared; 3 where there are changes, and they were not written.
 */
export async function acceptCommand(typed: AcceptArguments, surroundings: Surroundings): Promise<number> {
  const { print, env } = surroundings;
  const { source, allocations } = await stackOf(typed, env);
  const msTenantId = onlyTenant(allocations, { source, typed });
  const project = new ExportedProject(new TargetFolder(typed.dir, msTenantId), msTenantId);
  const own = allocations.filter((one) => tenantOf(one) === msTenantId);
  const settings = readSettings(() => undefined, env);
  const api = connect(settings);
  const looks = await lookAtFleet(own, { settings, api, clock: systemClock }, () => undefined);
  const deployed = looks.map(deployedOf);
  const listed = await readTenant(api, msTenantId);
  const found = acceptanceOf({ msTenantId, vocabulary: vocabularyOf(typed) }, deployed, listed);
  if (found.shifts.length === 0 && found.kept.length === 0) {
    print(`Nothing to accept: tenant ${msTenantId} holds what ${source} declares.`);
    return IN_LINE;
  }
  const rewrite = planRewrite(project, found, { deployed, profileNames: listed.profileNames });
  print(`Changed by others in tenant ${msTenantId}, against ${source}:`);
  for (const line of acceptLines(rewrite.acceptance, deployed, listed.profileNames)) print(line);
  return finish(rewrite, { deployed, isAllowed: typed.yes === true, folder: project.folder.path, print });
}

async function stackOf({ dir, stack, state }: AcceptArguments, env: NodeJS.ProcessEnv): Promise<Stack> {
  if (stack !== undefined && state !== undefined) throw new Error("--stack, --state: one of them, not both.");
  const stored: StackState = state === undefined ? await readStackIn(dir, stack, env) : readStackState(state);
  const unread: Unread[] = [];
  const allocations = plainAllocations(stored, unread);
  const [first] = unread;
  if (first !== undefined) throw new Error(first.error.message);
  return { source: stored.source, allocations };
}

interface Stack {
  readonly source: string;
  readonly allocations: readonly FleetAllocation[];
}

/** The tenant of the stack's allocations. Errors: where there is none, or several and no option says which. */
function onlyTenant(
  allocations: readonly FleetAllocation[],
  { source, typed }: { source: string; typed: AcceptArguments },
): string {
  const tenants = [...new Set(allocations.map(tenantOf))];
  const wanted = typed.tenant === undefined ? tenants : [tenantOption(typed.tenant)];
  const [tenant, ...others] = wanted.filter((one) => tenants.includes(one));
  if (tenant === undefined) {
    const of = typed.tenant === undefined ? "" : ` of tenant ${typed.tenant}`;
    throw new Error(
      `There is no allocation${of} in ${source}. Run pulumi up first, or name another stack with --stack.`,
    );
  }
  if (others.length === 0) return tenant;
  throw new Error(
    `The allocations in ${source} are of several tenants. Say which with --tenant: ${tenants.join(", ")}`,
  );
}

function finish(
  { acceptance, emptied, write }: Rewrite,
  run: {
    readonly deployed: readonly Deployed[];
    readonly isAllowed: boolean;
    readonly folder: string;
    readonly print: Surroundings["print"];
  },
): number {
  const { print } = run;
  if (acceptance.shifts.length === 0) return SOME_KEPT;
  if (!run.isAllowed) {
    print("Nothing has been written. Write it with --yes.");
    return NOT_WRITTEN;
  }
  print(`In ${run.folder}:`);
  for (const { file, outcome } of write()) print(`  ${file}: ${outcome}`);
  for (const line of nextLines(emptied, needsAdoption(acceptance, run.deployed))) print(line);
  return acceptance.kept.length === 0 ? IN_LINE : SOME_KEPT;
}

/** An allocation that is new is written with `adoptExisting`. */
function needsAdoption({ shifts }: Acceptance, deployed: readonly Deployed[]): boolean {
  const refusing = deployed.filter(({ adoptsExisting }) => !adoptsExisting).map(({ name }) => name);
  return shifts.some(({ from, to }) => from === undefined && to !== undefined && refusing.includes(to));
}
