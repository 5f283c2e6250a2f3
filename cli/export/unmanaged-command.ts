import { counted, isOrAre, itOrThem } from "../../provider/common/counted";
import { figure } from "../../provider/numbers/figure";
import { NumberSet } from "../../provider/numbers/number-set";
import { minute } from "../output/minute";
import { plainText } from "../output/plain-text";
import { filesOf } from "../states/read-states";
import { type DeclaredByState, readStateFile } from "../states/state-file";
import { readTenant } from "./read-tenant";
import { type Surroundings, connectFromEnvironment } from "./surroundings";
import { type Audit, type UnmanagedRange, audit } from "./unmanaged";

/** What `--unmanaged` is asked about. */
export interface UnmanagedArguments {
  readonly msTenantId: string;
  /** Files with states, and folders of them. */
  readonly states: readonly string[];
  readonly json: boolean;
}

const ALL_DECLARED = 0;
const SOME_UNMANAGED = 2;

/** Lists the numbers of a tenant that none of the states declares; answers the exit code. */
export async function unmanagedCommand(
  { msTenantId, states: files, json }: UnmanagedArguments,
  surroundings: Surroundings,
): Promise<number> {
  if (files.length === 0) {
    throw new Error(
      "--unmanaged: give at least one --state FILE, as pulumi stack export --file FILE writes it.",
    );
  }
  const states = [...new Set(files.flatMap(filesOf))].map((file) => readStateFile(file, msTenantId));
  const api = connectFromEnvironment(surroundings);
  const found = audit(msTenantId, await readTenant(api, msTenantId), states);
  if (found.held === 0 && found.unreadable === 0) throw nothingListed(msTenantId, states);
  const lines = json ? [JSON.stringify(jsonOf(found, states), null, 2)] : report(found, states);
  for (const line of lines) surroundings.print(line);
  return found.unmanaged === 0 && found.unreadable === 0 ? ALL_DECLARED : SOME_UNMANAGED;
}

/** An empty list passes for nothing: it would be an all-clear for whatever it hides. */
function nothingListed(msTenantId: string, states: readonly DeclaredByState[]): Error {
  const declared = NumberSet.unionOf(states).size;
  return new Error(
    `The platform lists no number of tenant ${msTenantId}, and the states declare ${declared}. ` +
      "A wrong LIVEPLATFORM_CHANNEL_ID or a credential without rights looks just like this: npx pulumi-liveplatform doctor tells.",
  );
}

function jsonOf(found: Audit, states: readonly DeclaredByState[]): object {
  return {
    ...found,
    states: states.map(({ file, allocations, numbers }) => ({ file, allocations, numbers: numbers.size })),
  };
}

function report(found: Audit, states: readonly DeclaredByState[]): string[] {
  const { msTenantId, held, declared, unmanaged, ranges, declaredTwice, unreadable } = found;
  const twice = NumberSet.fromNumbers(declaredTwice);
  return [
    `Tenant ${msTenantId} holds ${counted(held, "number")}; ${figure(declared)} of them ${isOrAre(declared)} declared:`,
    ...states.map(stateLine),
    unmanaged === 0
      ? "None is without a state."
      : `${figure(unmanaged)} of them ${isOrAre(unmanaged)} in none of these states:`,
    ...ranges.map(rangeLine),
    ...(twice.isEmpty
      ? []
      : [`In more than one of these states, each of which would release them: ${twice.describe()}`]),
    ...(unreadable === 0
      ? []
      : [
          `${counted(unreadable, "row")} of the list cannot be read: look ${itOrThem(unreadable)} up in the portal.`,
        ]),
    ...(unmanaged === 0 ? [] : NEXT),
  ];
}

const NEXT = [
  "Declare them in a program with adoptExisting: true (the same command without --unmanaged writes one), or release them in the portal.",
];

function stateLine({ file, allocations, otherAllocations, numbers }: DeclaredByState): string {
  const others = otherAllocations === 0 ? "" : `, beside ${otherAllocations} of other tenants`;
  if (allocations === 0) return `  ${file}: no allocation of this tenant${others}. Is it the right stack?`;
  return `  ${file}: ${counted(allocations, "allocation")}${others}, ${counted(numbers.size, "number")}`;
}

function rangeLine(range: UnmanagedRange): string {
  const { numbers, count, acquiredNumberStatus, callingProfile, callingProfileId, source, inUse } = range;
  const parts = [
    count === 1 ? numbers : `${numbers} (${counted(count, "number")})`,
    acquiredNumberStatus ?? "no status",
    callingProfile ?? callingProfileId ?? "no calling profile",
    created(range, source),
    inUse === 0 ? "not in use" : `${inUse} in use`,
  ];
  const interrupted = range.interruptedCreation;
  if (interrupted !== null)
    parts.push(`an interrupted run was creating "${interrupted}" with them: run pulumi up again`);
  return `  ${parts.map(plainText).join(" · ")}`;
}

function created({ createdFrom, createdTo }: UnmanagedRange, source: string | null): string {
  const by = source === null ? "" : ` by ${source}`;
  if (createdFrom === null || createdTo === null) return `created at an unknown time${by}`;
  const [from, to] = [minute(createdFrom), minute(createdTo)];
  return `created ${from === to ? from : `${from} to ${to}`}${by}`;
}
