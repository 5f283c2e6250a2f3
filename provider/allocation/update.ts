import { counted } from "../counted";
import { figure } from "../numbers/figure";
import { NumberSet } from "../numbers/number-set";
import type { Allocation } from "../run/allocation";
import { declaredByOthers, heldByOthers } from "../run/others";
import { PartialAllocationError, UserError } from "../state/errors";
import { partialFailure } from "../state/partial-failure";
import { joinPending, pendingOf } from "../state/sent";
import { withSettingsOf } from "../state/settings-change";
import {
  type AllocationInputs,
  type AllocationState,
  numbersOf,
  ownNumbers,
  parseInputs,
  parseState,
} from "../state/state";
import { type Rows, ownRows } from "../tenant/rows";
import { bestEffort } from "../writes/best-effort";
import { mayArrive, pendingElsewhere, settlePending } from "../writes/earlier-uploads";
import { journalPlace } from "../writes/upload";
import { tellDone } from "./account";
import { type Done, carryOut } from "./carry-out";
import type { Context } from "./context";
import { type Leaving, leavingRows } from "./leaving";
import { refuseLoss } from "./loss-guard";
import { toState } from "./outputs";
import type { Plan } from "./plan";
import { type SettingsToGive, type Start, changeOf, planUpdate, unchangedAfter } from "./plan-update";
import { refuseHopelessChange } from "./preflight";
import { refuseInUse } from "./refuse-in-use";
import { refuseOtherPlatform } from "./refuse-other-platform";
import { classifyExisting, withoutMoving } from "./takeover";

/** Uploads the added numbers, releases the removed, repairs drift. Stops before the first write, or does all it can. */
export async function updateAllocation(
  context: Context,
  id: string,
  olds: unknown,
  news: unknown,
): Promise<AllocationState> {
  const state = parseState(olds);
  const inputs = parseInputs(news);
  refuseOtherPlatform(context, state, { urn: inputs.__urn });
  context.hold(id, state);
  const place = journalPlace(context, inputs);
  bestEffort(context, inputs.__urn, () => context.journal.hold(place, numbersOf(state), context.clock.now()));
  const wanted = NumberSet.fromCanonical(inputs.numbers);
  const sent = joinPending([pendingOf(state), pendingElsewhere(context, place, wanted)]);
  const settled = await settlePending(context, place, sent);
  const start = {
    id,
    state,
    inputs,
    own: ownNumbers(state, () => heldByOthers(context.claims, ownerOf(context, inputs))),
    wanted,
    settled,
  };
  const known = await lookAtWanted(context, start);
  const leaving = await findLeaving(context, start);
  await refuseLossOf(context, start, known, leaving);
  const unassign = inputs.unassignOnRelease === true;
  const change = changeOf(start, known);
  const { plan, rows } = await planUpdate(context, start, { rows: known, resets: change.numbers });
  const reset: Rows = new Map([...plan.reload].filter(([phoneNumber]) => change.numbers.has(phoneNumber)));
  const releasing: Rows = new Map([...leaving.rows, ...reset]);
  refuseInUse({ id, urn: inputs.__urn, tenant: inputs.msTenantId, rows: releasing, unassign });
  await refuseHopelessChange(context, { settings: inputs, numbers: NumberSet.fromNumbers(reset.keys()) });
  const done = await carryOut(context, id, inputs, {
    ...plan,
    leave: leaving.rows,
    before: withSettingsOf(state, inputs),
    ours: NumberSet.unionAll([start.own, sent.numbers, context.journal.sent(place, context.clock.now())]),
    unassign,
  });
  return finish(context, start, leaving, { plan, rows, done, change });
}

/** The rows of the wanted numbers; throws where one that is new to the allocation is in the tenant and not ours to take. */
async function lookAtWanted(context: Context, { inputs, own, wanted }: Start): Promise<Rows> {
  const view = context.view(inputs.msTenantId);
  const added = await withoutMoving(context, inputs.msTenantId, await view.look(wanted.minus(own)));
  const { problems } = classifyExisting(context, inputs, added);
  if (problems.length > 0)
    throw new UserError(`Nothing has been changed. ${problems.join("\n")}`, "already_there");
  const held = await withoutMoving(
    context,
    inputs.msTenantId,
    await view.lookConfirmed(wanted.intersect(own)),
  );
  return new Map([...added, ...held]);
}

async function refuseLossOf(
  context: Context,
  { state, inputs, wanted }: Start,
  rows: Rows,
  leaving: Leaving,
): Promise<void> {
  const declared = NumberSet.fromCanonical(state.numbers);
  const kept = declared.intersect(wanted).minus(NumberSet.fromNumbers(rows.keys()));
  const missing = kept.union(declared.intersect(leaving.missing));
  await refuseLoss(context, { tenant: inputs.msTenantId, declared, missing, isDelete: false });
}

async function findLeaving(context: Context, { inputs, own, wanted }: Start): Promise<Leaving> {
  const removed = own.minus(wanted);
  if (inputs.releaseRemoved !== false || removed.isEmpty)
    return leavingRows(context, inputs.__urn, inputs.msTenantId, removed);

  const owner = ownerOf(context, inputs);
  const { numbers: handedOver } = await declaredByOthers(context.claims, owner, removed);
  const left = removed.minus(handedOver);
  if (left.isEmpty) return { rows: new Map(), handedOver, left, missing: NumberSet.empty };
  context.warnOnce(
    inputs.__urn,
    `${left.describe()}: no longer held by this allocation and left in tenant ${inputs.msTenantId} (releaseRemoved: false); ` +
      "another stack takes them over with adoptExisting: true",
  );
  return { rows: new Map(), handedOver, left, missing: NumberSet.empty };
}

interface Outcome {
  plan: Plan;
  rows: Rows;
  done: Done;
  change: SettingsToGive;
}

function finish(
  context: Context,
  start: Start,
  leaving: Leaving,
  { plan, rows: before, done, change }: Outcome,
): AllocationState {
  const { id, state, inputs, own, wanted, settled } = start;
  const left = NumberSet.fromNumbers(leaving.rows.keys()).minus(done.released);
  const rows = rowsAfter(before, leaving, left, done);
  const late = mayArrive(context, settled, own.minus(wanted));
  const pending = joinPending([settled.pending, done.pending, late.pending]);
  const present = NumberSet.fromNumbers(rows.keys());
  const kept = wanted.intersect(own).minus(numbersOnlyPending(state));
  const numbers = present.union(kept).minus(pending.numbers);
  const outs = toState(inputs, {
    platform: context.platform,
    numbers,
    pending,
    handedOver: leaving.handedOver,
    rows,
    taskId: done.taskId ?? state.taskId,
    sbcIds: done.sbcIds,
    unchanged: unchangedAfter(start, change, done),
    now: context.clock.now(),
  });
  bestEffort(context, inputs.__urn, () => context.hold(id, outs));
  const staying = leaving.handedOver.union(leaving.left);
  const reset = change.numbers;
  tellDone(context, inputs, { plan, done, before, wanted, own, reset, staying, pending: pending.numbers });
  const reasons = [...settled.reasons, ...late.reasons, ...done.reasons];
  if (reasons.length === 0) return outs;
  const inPlace = NumberSet.fromNumbers(ownRows(rows, inputs.msTenantId).keys()).intersect(wanted).size;
  const { message, lines, codes } = partialFailure(
    `${figure(inPlace)} of ${counted(wanted.size, "number")} ${inPlace === 1 ? "is" : "are"} in place in tenant ${inputs.msTenantId}, and not all work is done`,
    reasons,
    inputs.__secretNumbers,
  );
  throw new PartialAllocationError(message, { id, properties: outs, reasons: lines, codes });
}

function ownerOf(context: Context, inputs: AllocationInputs): Allocation {
  return { urn: inputs.__urn, platform: context.platform, tenant: inputs.msTenantId };
}

function rowsAfter(before: Rows, leaving: Leaving, left: NumberSet, done: Done): Rows {
  const rows: Rows = new Map([...before, ...done.rows]);
  for (const phoneNumber of done.reloaded) if (!done.rows.has(phoneNumber)) rows.delete(phoneNumber);
  for (const phoneNumber of left) {
    const row = leaving.rows.get(phoneNumber);
    if (row !== undefined) rows.set(phoneNumber, row);
  }
  return rows;
}

function numbersOnlyPending(state: AllocationState): NumberSet {
  return NumberSet.fromCanonical(state.pending).minus(NumberSet.fromCanonical(state.numbers));
}
