import { isOrAre, itOrThem, partOf } from "../common/counted";
import { NumberSet } from "../numbers/number-set";
import { heldByOthers, isReplaced } from "../run/others";
import { UserError } from "../state/errors";
import { withRow } from "../tenant/rows";
import type { Context } from "./context";
import type { Situation } from "./decide";
import { type Decision, printObjection } from "./fate";
import { refuseLoss } from "./loss-guard";
import { hopeless, refuseHopelessChange } from "./preflight";
import type { Start } from "./start";

/**
 * Judges the fates before the first write, and throws where the operation must not begin: numbers that are somebody else's, a loss
 * that nobody has accepted, numbers in use, new settings that the platform would refuse, more releases than a run may make.
 * A repair that the platform would refuse is none: such numbers stay as they are.
 */
export async function passGates(
  context: Context,
  start: Start,
  { situation, decision }: { situation: Situation; decision: Decision },
): Promise<Decision> {
  refuseConflicts(start, decision);
  refuseHandOverToNobody(context, start, decision);
  refuseToForget(start, decision);
  await refuseLossOf(context, start, { situation, decision });
  refuseUse(start, decision);
  await refuseHopelessChange(context, { settings: situation.settings, numbers: decision.of("reset") });
  const possible = await withoutHopelessRepairs(context, situation, decision);
  context.brake.take(start.allocation, possible.of("release", "repair", "reset"));
  return possible;
}

function refuseConflicts({ from, allocation }: Start, decision: Decision): void {
  const problems = conflictsIn(decision, allocation.tenant);
  if (problems.length === 0) return;
  const nothing = from === undefined ? "Nothing has been uploaded." : "Nothing has been changed.";
  const isPassing = decision.all("refused").every(({ fate }) => fate.for.kind === "leaving");
  throw new UserError(`${nothing} ${problems.join("\n")}`, isPassing ? "leaving" : "already_there");
}

/** What is in the way of numbers that are new to an allocation: a sentence for each thing to be said. */
export function conflictsIn(decision: Decision, tenant: string): string[] {
  return decision
    .all("refused")
    .filter(({ fate }) => fate.for.kind !== "in use" && fate.for.kind !== "use unknown")
    .map(
      ({ numbers, fate }) =>
        `${numbers.describe()}: ${printObjection(fate.for, { tenant, count: numbers.size })}`,
    );
}

/** Throws where numbers in use would be released without leave. */
function refuseUse({ allocation: { tenant } }: Start, decision: Decision): void {
  const refusedFor = (kind: string): NumberSet =>
    NumberSet.unionOf(decision.all("refused").filter(({ fate }) => fate.for.kind === kind));
  const unreadable = refusedFor("use unknown");
  if (!unreadable.isEmpty) {
    const them = itOrThem(unreadable.size);
    throw new UserError(
      `It is not known whether ${unreadable.describe()} in tenant ${tenant} ${isOrAre(unreadable.size)} in use: the platform's answer about ${them} ` +
        `cannot be read. Nothing has been changed. Look ${them} up in the portal, and report this to the platform's support`,
      "in_use_unknown",
    );
  }
  const used = refusedFor("in use");
  if (used.isEmpty) return;
  const them = itOrThem(used.size);
  const total = used.size + decision.of("release", "reset").size;
  throw new UserError(
    `${partOf(used.size, total, "number")} to release from tenant ${tenant} ${isOrAre(used.size)} in use: ${used.describe()}. ` +
      `Nothing has been changed. Unassign ${them} in the Teams admin center, keep ${them} declared, or set unassignOnRelease: true ` +
      "(and run pulumi up with it before a replacement or a destroy)",
    "in_use",
  );
}

async function refuseLossOf(
  context: Context,
  { allocation, from, to, own }: Start,
  { situation, decision }: { situation: Situation; decision: Decision },
): Promise<void> {
  const held = own.intersect(from?.numbers ?? NumberSet.empty);
  const seen = withRow(situation.rows);
  const missing = held.minus(seen).minus(decision.of("handOver", "leave", "holdBack"));
  await refuseLoss(context, { allocation, held, missing, isDelete: to === undefined });
}

/** A number that another allocation declares must be held there before the last one that holds it goes. */
function refuseHandOverToNobody(context: Context, { allocation, to }: Start, decision: Decision): void {
  const numbers = decision.of("handOver");
  if (to !== undefined || numbers.isEmpty || isReplaced(context.claims, allocation)) return;
  const nobodys = numbers.minus(heldByOthers(context.claims, allocation, { declared: true }));
  if (nobodys.isEmpty) return;
  const them = itOrThem(nobodys.size);
  throw new UserError(
    `${nobodys.describe()}: the program declares ${them} in another allocation, which does not hold ${them} yet. Nothing has been released, ` +
      `and this allocation stays in the state until the other one holds ${them}: run pulumi up without --target or --exclude, or, for a destroy, ` +
      "without --run-program",
    "held_by_nobody",
  );
}

/** An allocation that is deleted for a move to another tenant could not release later what others may declare. */
function refuseToForget({ allocation, to }: Start, decision: Decision): void {
  const numbers = decision.of("holdBack");
  if (to !== undefined || numbers.isEmpty) return;
  const them = itOrThem(numbers.size);
  throw new UserError(
    `Nothing has been released: this replacement takes ${numbers.describe()} out of tenant ${allocation.tenant}, where another allocation may still ` +
      `declare ${them}. Run pulumi up with its preview (without --skip-preview and --target), or take ${them} out in a separate run first`,
    "held_back",
  );
}

async function withoutHopelessRepairs(
  context: Context,
  { settings }: Situation,
  decision: Decision,
): Promise<Decision> {
  const repaired = decision.of("repair");
  const why = await hopeless(context, { settings, numbers: repaired });
  if (why === undefined) return decision;
  return decision.with(repaired, { kind: "blocked", by: { kind: "hopeless", why } });
}
