import { NumberSet } from "../numbers/number-set";
import { type Sent, joinSent } from "../run/sent";
import { numbersOf } from "../state/owned-numbers";
import type { AllocationInputs, AllocationState } from "../state/state";
import { bestEffort } from "../writes/best-effort";
import { type Earlier, awaitEarlier, sentByOthers } from "../writes/earlier-uploads";
import type { Context } from "./context";
import type { KnownSubject } from "./subject";

/** What is to change: a create has no `from`, a delete no `to`. */
export interface Change {
  readonly from?: AllocationState;
  readonly to?: AllocationInputs;
  /** What the state answers for; empty for a create. */
  readonly own: NumberSet;
}

/** What an operation starts from, when the uploads of earlier ones have come to an end. */
export interface Start extends Change {
  readonly allocation: KnownSubject;
  /** By the declaration; empty for a delete. */
  readonly wanted: NumberSet;
  /** What was sent earlier, and what has become of it. */
  readonly sent: Sent;
  readonly earlier: Earlier;
}

/** Waits for what earlier operations have sent: this allocation's own, and for a declaration also what others of its stack have sent of it. */
export async function startFrom(context: Context, allocation: KnownSubject, change: Change): Promise<Start> {
  const { from, to } = change;
  if (from !== undefined) noteHeld(context, allocation, from);
  const wanted = to?.numbers ?? NumberSet.empty;
  const sent = joinSent([
    ...(from === undefined ? [] : [from.sent]),
    ...(to === undefined ? [] : [sentByOthers(context, allocation, wanted)]),
  ]);
  const earlier = await awaitEarlier(context, allocation, sent);
  return { ...change, allocation, wanted, sent, earlier };
}

/** The engine has saved what the state holds: the journal need not keep it any longer. */
function noteHeld(context: Context, allocation: KnownSubject, from: AllocationState): void {
  bestEffort(context, allocation.urn, () => {
    context.journal.hold(allocation, numbersOf(from), context.clock.now());
  });
}
