import { counted } from "../counted";
import { figure } from "../numbers/figure";
import { NumberSet } from "../numbers/number-set";
import type { Allocation } from "../run/allocation";
import { declaredByOthers, heldByOthers, heldByReplaced } from "../run/others";
import { PartialAllocationError, UserError } from "../state/errors";
import { partialFailure } from "../state/partial-failure";
import { joinPending } from "../state/sent";
import { type AllocationInputs, type AllocationState, parseInputs } from "../state/state";
import type { Rows } from "../tenant/rows";
import { bestEffort } from "../writes/best-effort";
import { pendingElsewhere, settlePending } from "../writes/earlier-uploads";
import { journalPlace } from "../writes/upload";
import { tellDone } from "./account";
import { type Done, carryOut } from "./carry-out";
import type { Context } from "./context";
import { toState } from "./outputs";
import { planByFreshRows } from "./plan";
import { classifyExisting, withoutMoving } from "./takeover";

export interface Created {
  id: string;
  outs: AllocationState;
}

/**
 * Uploads what is not in the tenant and takes over what is ours, so that a create that was killed and is run again
 * converges. Throws a PartialAllocationError, which saves the resource, as soon as anything may have been brought about.
 */
export async function createAllocation(context: Context, news: unknown): Promise<Created> {
  const inputs = parseInputs(news);
  const numbers = NumberSet.fromCanonical(inputs.numbers);
  const id = newId(context, inputs, numbers);
  const owner = { id, urn: inputs.__urn, platform: context.platform, tenant: inputs.msTenantId };
  context.ledger.add({ fact: "holds", ...owner, urnBy: "program", numbers: {} });
  const place = { tenant: inputs.msTenantId, urn: inputs.__urn };
  const sent = pendingElsewhere(context, place, numbers);
  const settled = await settlePending(context, place, sent);
  const looked = await context.view(inputs.msTenantId).look(numbers);
  const known = await withoutMoving(context, inputs.msTenantId, looked);
  const { problems } = classifyExisting(context, inputs, known);
  if (problems.length > 0)
    throw new UserError(`Nothing has been uploaded. ${problems.join("\n")}`, "already_there");
  const view = context.view(inputs.msTenantId);
  const { plan, rows } = await planByFreshRows(view, inputs, {
    wanted: numbers.minus(settled.pending.numbers),
    rows: known,
  });
  const done = await carryOut(context, id, inputs, {
    ...plan,
    leave: new Map(),
    ours: sent.numbers.union(context.journal.sent(journalPlace(context, inputs), context.clock.now())),
    unassign: false,
    before: inputs,
  });
  const pending = joinPending([settled.pending, done.pending]);
  const reasons = [...settled.reasons, ...done.reasons];
  const handedOver = await leftByReplaced(context, owner, numbers);
  tellDone(context, inputs, {
    ...{ plan, before: rows, wanted: numbers, done: { ...done, reasons } },
    ...{ own: NumberSet.empty, reset: NumberSet.empty, staying: NumberSet.empty, pending: pending.numbers },
  });
  return finish(context, id, inputs, { rows, handedOver, done: { ...done, pending, reasons } });
}

/** What the resource that this one replaces has left to another allocation, which does not have it yet: this one answers for it. */
async function leftByReplaced(
  { claims }: Context,
  owner: Allocation,
  numbers: NumberSet,
): Promise<NumberSet> {
  const left = heldByReplaced(claims, owner).minus(numbers);
  if (left.isEmpty) return left;
  const { numbers: declared } = await declaredByOthers(claims, owner, left);
  return declared.minus(heldByOthers(claims, owner));
}

function finish(
  context: Context,
  id: string,
  inputs: AllocationInputs,
  { rows: before, handedOver, done }: { rows: Rows; handedOver: NumberSet; done: Done },
): Created {
  const rows: Rows = new Map([...before, ...done.rows]);
  for (const phoneNumber of done.reloaded) if (!done.rows.has(phoneNumber)) rows.delete(phoneNumber);
  const numbers = NumberSet.fromNumbers(rows.keys());
  const { pending, taskId, sbcIds } = done;
  const outs = toState(inputs, {
    platform: context.platform,
    numbers,
    rows,
    pending,
    taskId,
    sbcIds,
    handedOver,
    now: context.clock.now(),
  });
  bestEffort(context, inputs.__urn, () => context.hold(id, outs));
  if (done.reasons.length === 0) return { id, outs };
  const total = NumberSet.fromCanonical(inputs.numbers).size;
  const inPlace = `${figure(numbers.size)} of ${counted(total, "number")} ${numbers.size === 1 ? "is" : "are"} in place in tenant ${inputs.msTenantId}`;
  const { message, lines, codes } = partialFailure(inPlace, done.reasons, inputs.__secretNumbers);
  const nothingHappened = numbers.isEmpty && done.pending.numbers.isEmpty && done.taskId === undefined;
  if (nothingHappened) throw new UserError(message, codes[0]);
  throw new PartialAllocationError(message, { id, properties: outs, reasons: lines, codes });
}

function newId(context: Context, inputs: AllocationInputs, numbers: NumberSet): string {
  const random = Math.floor(context.random() * 36 ** 8)
    .toString(36)
    .padStart(8, "0");
  return `${inputs.msTenantId}/${inputs.__secretNumbers === true ? "secret" : (numbers.lowest ?? "none")}#${random}`;
}
