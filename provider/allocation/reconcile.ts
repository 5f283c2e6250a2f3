import { type Done, carryOut } from "./carry-out";
import type { Context } from "./context";
import { type Situation, decide } from "./decide";
import type { Decision } from "./fate";
import { passGates } from "./gates";
import { situationOf, withRows } from "./situation";
import { type Change, type Start, startFrom } from "./start";
import type { KnownSubject } from "./subject";

export interface Reconciled {
  readonly start: Start;
  /** Before the first write. */
  readonly situation: Situation;
  readonly decision: Decision;
  readonly done: Done;
}

/**
 * Brings the numbers of an allocation from what a state says to what a declaration says: the one way of `create` (no `from`), `update`
 * and `delete` (no `to`). Earlier uploads come to an end, the tenant and the run are asked, each number gets its fate, the gates are
 * passed, and only then anything is written. Throws before the first write; what fails later is a reason in `done`.
 */
export async function reconcile(
  context: Context,
  allocation: KnownSubject,
  change: Change,
): Promise<Reconciled> {
  const start = await startFrom(context, allocation, change);
  const { situation, decision } = await decideByFreshRows(context, await situationOf(context, start));
  const passed = await passGates(context, start, { situation, decision });
  const done = await carryOut(context, start, { situation, decision: passed });
  return { start, situation, decision: passed, done };
}

/** What is to be released for a new upload is read anew first: a number may be in use by now. */
async function decideByFreshRows(
  context: Context,
  situation: Situation,
): Promise<{ situation: Situation; decision: Decision }> {
  const decision = decide(situation);
  const again = decision.of("repair", "reset");
  if (again.isEmpty) return { situation, decision };
  const rows = await context.view(situation.settings.msTenantId).lookBeforeRelease(again);
  const fresh = withRows(situation, again, rows);
  return { situation: fresh, decision: decide(fresh) };
}
