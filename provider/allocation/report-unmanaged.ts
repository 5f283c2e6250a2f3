import { counted, itOrThem } from "../common/counted";
import { messageOf } from "../common/message-of";
import { blocksOf } from "../numbers/blocks";
import { NumberSet } from "../numbers/number-set";
import { nameOf } from "../run/others";
import { leavingStatus } from "../state/drift";
import { type Row, type Rows, numbersWhere } from "../tenant/rows";
import type { Context } from "./context";
import type { Subject } from "./subject";
import { hasUnknown } from "./unknown";

/** An allocation whose settings may not be known yet. */
interface Asking extends Pick<Subject, "urn" | "isSecret"> {
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * Where an allocation asks for it, and in a preview: warns of numbers that are in the tenant, within the allocation's blocks, and
 * that no allocation of the run declares or holds. Numbers that another allocation has named are not named again.
 */
export async function reportUnmanaged(
  context: Context,
  { urn, isSecret, inputs }: Asking,
  declared: NumberSet,
): Promise<void> {
  const { msTenantId } = inputs;
  if (inputs.reportUnmanaged !== true || typeof msTenantId !== "string" || hasUnknown(msTenantId)) return;
  if (!mayBePreview(context)) return;
  const rows = await listed(context, { urn, msTenantId });
  const named = context.unmanaged.get(msTenantId) ?? NumberSet.empty;
  const there = numbersWhere(rows, isStaying).intersect(blocksOf(declared)).minus(named);
  const found = there.minus(knownInRun(context, msTenantId));
  if (found.isEmpty) return;
  context.unmanaged.set(msTenantId, named.union(found));
  const subject = isSecret ? counted(found.size, "number") : found.describe();
  context.warnOnce(urn, `${subject}: ${textOf(itOrThem(found.size), undeterminedIn(context, msTenantId))}`);
}

function textOf(them: string, undetermined: readonly string[]): string {
  const names = undetermined.map((name) => `"${name}"`).join(", ");
  return [
    "in the tenant, within the blocks of this allocation, and declared by no allocation of this run",
    ...(undetermined.length === 0
      ? []
      : [`The numbers of ${names} are not known yet, and may include ${them}`]),
    `Declare ${them} (adoptExisting: true takes over what is there), or release ${them} in the portal`,
  ].join(". ");
}

/** Programs in JavaScript and TypeScript say whether they run in a preview; of others it is not known. */
function mayBePreview({ ledger }: Context): boolean {
  const { isPreview, programPhase } = ledger.refresh();
  return isPreview || programPhase === undefined;
}

/** The tenant's list, which all of its allocations share. What cannot be read is no reason to stop. */
async function listed(
  context: Context,
  { urn, msTenantId }: { urn: string; msTenantId: string },
): Promise<Rows> {
  try {
    return await context.view(msTenantId).all();
  } catch (error) {
    context.warnOnce(
      urn,
      `reportUnmanaged: the tenant's list cannot be read, so that numbers that others have added are not named. ${messageOf(error)}`,
    );
    return new Map();
  }
}

/** What is on its way out needs nobody any more. */
function isStaying(row: Row): boolean {
  const status = row === "unreadable" ? undefined : leavingStatus(row.acquiredNumberStatus);
  return status === undefined || status === "MarkedForRemoval";
}

function knownInRun({ claims, platform }: Context, tenant: string): NumberSet {
  const where = { platform, tenant };
  return NumberSet.unionAll([
    ...claims.declared(where).flatMap(({ numbers }) => numbers ?? []),
    ...claims.held(where).map(({ numbers }) => numbers),
  ]);
}

function undeterminedIn({ claims, platform }: Context, tenant: string): string[] {
  const undetermined = claims.declared({ platform, tenant }).filter(({ numbers }) => numbers === undefined);
  return undetermined.map(({ urn }) => nameOf(urn));
}
