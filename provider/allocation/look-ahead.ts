import { counted, itOrThem } from "../common/counted";
import type { Failure, Opened } from "../common/operations";
import { figure } from "../numbers/figure";
import { NumberSet } from "../numbers/number-set";
import { type AllocationInputs, parseInputs } from "../state/state";
import { numbersWhere, omit, ownRows } from "../tenant/rows";
import { isLeaving } from "../writes/leaving";
import type { Context } from "./context";
import { type Situation, decide } from "./decide";
import type { Decision } from "./fate";
import { foretellNew, foretellUploads } from "./foretell";
import { conflictsIn } from "./gates";
import { withoutMoving } from "./moving";
import { warnOfDoubtfulSettings } from "./preflight";
import { situationOfNew } from "./situation-ahead";
import type { Subject } from "./subject";
import { hasUnknown } from "./unknown";

/**
 * Looks at the tenant where that can be, and foretells what becomes of an allocation that is new: `diff` is not asked about it.
 *
 * @param declared the inputs as `check` has made them
 * @returns what is in the way of numbers that the allocation did not have (`before`; undefined where it is new)
 */
export async function lookAhead(
  context: Context,
  declared: Opened,
  { numbers, before }: { numbers: NumberSet; before: NumberSet | undefined },
): Promise<Failure[]> {
  const isNew = before === undefined;
  if (hasUnknown(declared.values)) {
    if (isNew) await foretellUploads(context, declared, numbers);
    return [];
  }
  const inputs = parseInputs(declared);
  const { urn, isSecret } = declared;
  const added = isNew ? numbers : numbers.minus(before);
  if (!added.isEmpty) {
    const allocation = { urn, isSecret, platform: context.platform, tenant: inputs.msTenantId };
    const { failures, situation } = await alreadyThere(context, allocation, { inputs, added });
    if (failures.length > 0) return failures;
    if (isNew) await foretellNew(context, allocation, situation);
  }
  await warnOfDoubtfulSettings(context, urn, { settings: inputs, numbers: added });
  return [];
}

/** Looks at the tenant for numbers that the allocation did not have: a surprise belongs in the preview. */
async function alreadyThere(
  context: Context,
  allocation: Subject,
  { inputs, added }: { inputs: AllocationInputs; added: NumberSet },
): Promise<{ failures: Failure[]; situation: Situation }> {
  const { urn, tenant } = allocation;
  const looked = await context.view(tenant).look(added);
  const rows = await withoutMoving(context, allocation, looked);
  const leaving = numbersWhere(ownRows(rows, tenant), isLeaving);
  if (!leaving.isEmpty) context.warnOnce(urn, leavingWarning(leaving));
  const others = omit(rows, leaving);
  const situation = situationOfNew(context, allocation, { inputs, added, rows: others });
  const decision = decide(situation);
  const conflicts = conflictsIn(decision, tenant);
  const warning = takeoverWarning(decision, inputs.numbers.size);
  if (warning !== undefined && conflicts.length === 0) context.warnOnce(urn, warning);
  const failures = conflicts.map((reason): Failure => ({ property: "", reason, code: "already_there" }));
  return { failures, situation };
}

/** They may have gone when the up comes to them, which waits for them. */
function leavingWarning(leaving: NumberSet): string {
  return `${leaving.describe()}: ReleaseRequested, so still leaving the tenant; an up waits half a minute for ${itOrThem(leaving.size)} to be gone`;
}

function takeoverWarning(decision: Decision, declared: number): string | undefined {
  const takeovers = decision.all("takeOver").filter(({ fate }) => fate.from !== "stack");
  const taken = NumberSet.unionOf(takeovers);
  if (taken.isEmpty) return undefined;
  const interrupted = NumberSet.unionOf(takeovers.filter(({ fate }) => fate.from === "interrupted run"));
  const why = interrupted.isEmpty ? "" : ` (${figure(interrupted.size)} of them left by an interrupted run)`;
  const release = `destroying this stack will release ${itOrThem(taken.size)}`;
  return `takes over ${figure(taken.size)} of ${counted(declared, "number")} already in the tenant; ${release}${why}`;
}
