import { counted, isOrAre, itOrThem } from "../common/counted";
import { figure } from "../numbers/figure";
import { NumberSet } from "../numbers/number-set";
import { hiddenInTenant } from "../run/others";
import { joinSent } from "../run/sent";
import { type Drifted, groupDrifts, printDrift } from "../state/drift";
import { type EarlierSettings, joinEarlierSettings, pickSettings } from "../state/earlier-settings";
import { PartialAllocationError } from "../state/errors";
import { type PartialFailure, partialFailure } from "../state/partial-failure";
import type { Reason } from "../state/reason";
import { changesOf, settingsIn, stillToChange, unchangedArrivals } from "../state/settings-change";
import { type AllocationInputs, type AllocationState, printState } from "../state/state";
import { type Uncured, uncuredBy, uncuredIn } from "../state/uncured";
import { type Rows, ownRows, pick, withRow } from "../tenant/rows";
import { bestEffort } from "../writes/best-effort";
import { mayArrive } from "../writes/earlier-uploads";
import type { Context } from "./context";
import { doubtsOf } from "./doubts";
import type { Reconciled } from "./reconcile";
import { stateOf } from "./state-of";
import type { KnownSubject, Subject } from "./subject";
import { tellDone } from "./tell-done";

interface Outcome {
  readonly state: AllocationState;
  /** The wanted numbers that the tenant shows. */
  readonly inPlace: NumberSet;
  readonly reasons: readonly Reason[];
}

/** Makes the state of what was found and done, and tells the run and the person. */
export function outcomeOf(
  context: Context,
  to: AllocationInputs,
  { reconciled, owed }: { reconciled: Reconciled; owed: NumberSet },
): Outcome {
  const { start, decision, done } = reconciled;
  const { allocation, from, own, wanted, earlier } = start;
  const rows = rowsAfter(reconciled);
  const late = mayArrive(context, earlier, own.minus(wanted));
  const pending = joinSent([earlier.pending, done.pending, late.pending]);
  const onlyPending = from?.sent.numbers.minus(from.numbers) ?? NumberSet.empty;
  const kept = wanted.intersect(own).minus(onlyPending);
  const state = stateOf(to, {
    platform: context.platform,
    numbers: withRow(rows).union(kept).minus(pending.numbers),
    sent: pending,
    handedOver: decision.of("handOver").union(owed),
    heldBack: decision.of("holdBack"),
    rows,
    taskId: done.taskId ?? from?.taskId,
    sbcIds: done.sbcIds,
    earlierSettings: [...unchangedAfter(to, reconciled), ...arrivedOtherwise(context, to, reconciled)],
    uncured: uncuredAfter(context, to, reconciled),
    now: context.clock.now(),
  });
  bestEffort(context, allocation.urn, () => {
    context.tellHeld(allocation, state);
  });
  const reasons = [...earlier.reasons, ...late.reasons, ...done.reasons];
  tellDone(context, { ...reconciled, done: { ...done, pending, reasons } });
  const inPlace = NumberSet.fromNumbers(ownRows(rows, allocation.tenant).keys()).intersect(wanted);
  return { state, inPlace, reasons };
}

/** What numbers lack that were uploaded just now, or that earlier uploads have not given theirs. */
function uncuredAfter(
  context: Context,
  to: AllocationInputs,
  { start, decision, done }: Reconciled,
): Uncured {
  const sent = decision.of("upload", "repair", "reset").minus(done.undone);
  const now = uncuredBy(to, pick(done.rows, sent));
  for (const { numbers, drift } of groupDrifts(now))
    warnOfUncured(context, start.allocation, { numbers, drift });
  const before = [...uncuredIn(start.from)].filter(([phoneNumber]) => !done.rows.has(phoneNumber));
  return new Map([...before, ...now]);
}

function warnOfUncured(context: Context, { urn, isSecret }: Subject, { numbers, drift }: Drifted): void {
  const which = isSecret ? counted(numbers.size, "number") : numbers.describe();
  context.warnOnce(
    urn,
    `${which}: ${printDrift(drift)} right after the upload that asked for it, so not taken for drift: another upload would not give it. ` +
      `Look ${itOrThem(numbers.size)} up in the portal; if something is missing there too, ask the platform's support`,
  );
}

/** The error with which the engine saves what is done. */
export function partlyDone(
  allocation: KnownSubject,
  to: AllocationInputs,
  outcome: Outcome,
): PartialAllocationError {
  const { message, lines: reasons, notDone } = failureOf(allocation, to, outcome);
  const properties = printState(outcome.state);
  return new PartialAllocationError(message, { id: allocation.id, properties, reasons, notDone });
}

/** `30 of 100 numbers are in place in tenant …`, with the reasons for what is not done. */
export function failureOf(
  { tenant, isSecret }: Subject,
  to: AllocationInputs,
  { inPlace, reasons }: Pick<Outcome, "inPlace" | "reasons">,
): PartialFailure {
  // What is in the tenant and about to leave it, or not as declared, is counted once: with its reason.
  const settled = inPlace.minus(NumberSet.unionOf(reasons));
  const isAllThere = inPlace.size === to.numbers.size;
  const head = isAllThere
    ? headOfAll(to.numbers.size, tenant)
    : headOf(settled.size, to.numbers.size, tenant);
  return partialFailure(head, reasons, { isSecret });
}

function headOf(inPlace: number, wanted: number, tenant: string): string {
  return wanted === 1
    ? `The declared number is not in place in tenant ${tenant}`
    : `${figure(inPlace)} of ${counted(wanted, "number")} ${isOrAre(inPlace)} in place in tenant ${tenant}`;
}

function headOfAll(wanted: number, tenant: string): string {
  const all = wanted === 1 ? "The declared number is" : `All ${figure(wanted)} declared numbers are`;
  return `${all} in tenant ${tenant}, but some work is left`;
}

/** The rows of what the allocation holds now: of the wanted numbers, and of those that could not be released. */
function rowsAfter({ start, situation, decision, done }: Reconciled): Rows {
  const remaining = decision.of("release").minus(done.released);
  const before = pick(situation.rows, start.wanted.union(remaining));
  const rows: Rows = new Map([...before, ...done.rows]);
  for (const phoneNumber of done.touched) if (!done.rows.has(phoneNumber)) rows.delete(phoneNumber);
  return rows;
}

/**
 * What a change of settings has not come to: not released yet, put back, or not to be judged by its row; also what should have left, and what
 * was sent with the settings of before.
 */
function unchangedAfter(
  to: AllocationInputs,
  { start, situation, decision, done }: Reconciled,
): EarlierSettings[] {
  const { from, own } = start;
  if (from === undefined) return [];
  const remaining = decision.of("release").minus(done.released);
  const untouched = NumberSet.unionAll([decision.of("keep", "blocked", "clear"), done.undone, remaining]);
  return [
    ...stillToChange(from, to, { own: own.intersect(untouched), rows: situation.rows }),
    ...settingsIn(from, own.intersect(decision.of("await"))),
  ];
}

/** Numbers that have come to it with other settings than its own, as far as runs know what the platform does not show. */
function arrivedOtherwise(
  context: Context,
  to: AllocationInputs,
  { start, decision }: Reconciled,
): EarlierSettings[] {
  const { allocation, own } = start;
  const arrived = decision.of("takeOver").union(decision.of("clear", "await").minus(own));
  if (arrived.isEmpty || to.ignoresDrift) return [];
  const unchanged = joinEarlierSettings([
    ...doubtsOf(context, allocation, { numbers: arrived, settings: pickSettings(to) }),
    ...unchangedArrivals(to, arrived, hiddenInTenant(context.claims, allocation)),
  ]);
  for (const one of unchanged) {
    const { numbers } = one;
    context.warnOnce(
      allocation.urn,
      `${numbers.describe()}: taken over with another ${changesOf(one, to).join(", ")}; the next pulumi up changes ${itOrThem(numbers.size)}, by a release and a new upload`,
    );
  }
  return unchanged;
}
