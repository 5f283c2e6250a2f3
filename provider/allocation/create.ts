import { NumberSet } from "../numbers/number-set";
import { declaredByOthers, heldByOthers, heldByReplaced } from "../run/others";
import { UserError } from "../state/errors";
import { type AllocationInputs, type AllocationState } from "../state/state";
import type { Context } from "./context";
import { outcomeOf, partlyDone } from "./outcome";
import { reconcile } from "./reconcile";
import { settle } from "./settle";
import type { KnownSubject, Subject } from "./subject";

interface Created {
  id: string;
  state: AllocationState;
}

/**
 * Uploads what is not in the tenant and takes over what is ours, so that a create that was killed and is run again
 * converges. Throws a PartialAllocationError, which saves the resource, as soon as anything may have been brought about.
 */
export async function createAllocation(
  context: Context,
  subject: Subject,
  to: AllocationInputs,
): Promise<Created> {
  const id = newId(context, subject, to);
  const allocation = { ...subject, id };
  const { urn, platform, tenant } = subject;
  context.ledger.add({ fact: "holds", ...{ id, urn, platform, tenant }, numbers: {}, urnBy: "program" });
  context.outlook.see(id, urn);
  const reconciled = await reconcile(context, allocation, { to, own: NumberSet.empty });
  const owed = await owedByReplaced(context, allocation, to.numbers);
  const outcome = outcomeOf(context, to, { reconciled, owed });
  await settle(context, reconciled);
  if (outcome.reasons.length === 0) return { id, state: outcome.state };
  const failure = partlyDone(allocation, to, outcome);
  throw isNothingDone(outcome.state)
    ? new UserError(failure.message, "nothing_done", failure.notDone)
    : failure;
}

/** What the resource that this one replaces has left to another allocation, which does not have it yet: this one answers for it. */
async function owedByReplaced(
  context: Context,
  allocation: KnownSubject,
  wanted: NumberSet,
): Promise<NumberSet> {
  const others = heldByReplaced(context.claims, allocation).minus(wanted);
  if (others.isEmpty) return others;
  // What was sent is to be saved, whatever can be read of the run by now: then it answers for all of them.
  const declared = await declaredByOthers(context.claims, allocation, others).then(
    ({ numbers }) => numbers,
    () => others,
  );
  return declared.minus(heldByOthers(context.claims, allocation));
}

function isNothingDone({ numbers, sent, taskId }: AllocationState): boolean {
  return numbers.isEmpty && sent.numbers.isEmpty && taskId === undefined;
}

function newId({ random }: Context, { tenant, isSecret }: Subject, { numbers }: AllocationInputs): string {
  const suffix = Math.floor(random() * 36 ** 8)
    .toString(36)
    .padStart(8, "0");
  return `${tenant}/${isSecret ? "secret" : (numbers.lowest ?? "none")}#${suffix}`;
}
