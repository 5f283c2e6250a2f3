import { CANCELLED } from "../common/cancellation";
import { messageOf } from "../common/message-of";
import { ApiError, LivePlatformError } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import type { Reason } from "../state/reason";
import { type Rows, numbersWhere, ownRows, withRow } from "../tenant/rows";
import { observeWrite } from "./after-write";
import { isLeaving } from "./leaving";
import { refusals, refusedIn } from "./refusals";
import { refusedRequest } from "./refused-request";
import { type Answer, joinAnswers, narrowAnswer } from "./shared-write";
import type { TaskEnd } from "./task-end";
import type { WriteContext } from "./write-context";

export interface ReleaseOutcome extends Answer {
  /** Gone, or as good as gone. */
  released: NumberSet;
  /** Those among them that the platform still lists: their release is accepted and not carried out. */
  leaving: NumberSet;
}

/** A request to release that was sent, or may have been, and how its task ended. */
export interface EndedRelease {
  numbers: NumberSet;
  end: TaskEnd;
  /** The resources that wait for it. */
  urns: readonly string[];
}

export const NOTHING_RELEASED: ReleaseOutcome = {
  released: NumberSet.empty,
  leaving: NumberSet.empty,
  reasons: [],
  isInVain: false,
  named: NumberSet.empty,
};

/** A request that was not sent. */
export function notReleased(numbers: NumberSet, why: string): ReleaseOutcome {
  return { ...NOTHING_RELEASED, reasons: [reasonFor(numbers, why)] };
}

/** A request of single numbers that was not taken. */
export function refusedRelease(numbers: NumberSet, error: unknown): ReleaseOutcome {
  if (!(error instanceof ApiError && error.isRefusal)) return notReleased(numbers, messageOf(error));
  const { named, reasons } = refusedRequest(error, numbers);
  return { ...NOTHING_RELEASED, reasons: reasons.map(notReleasedFor), isInVain: true, named };
}

/** The list is the truth: what is gone after tasks that ended alike. No task is trusted here: a number that state drops is forgotten. */
export async function goneAfter(
  context: WriteContext,
  tenant: string,
  ended: readonly EndedRelease[],
): Promise<ReleaseOutcome> {
  const [first] = ended;
  if (first === undefined) return NOTHING_RELEASED;
  const { end } = first;
  const numbers = NumberSet.unionOf(ended);
  try {
    const seen = await observeWrite(context, {
      ...{ tenant, numbers, end, undone: undoneAfter(end) },
      shown: { urns: [...new Set(ended.flatMap(({ urns }) => urns))], deed: "release" },
    });
    const view = context.view(tenant);
    const isSure = end.verdict === "succeeded" && !view.isListWrong;
    const rows = isSure ? seen : ownRows(await view.lookForgetting(numbers), tenant);
    const remaining = undoneAfter(end)(rows);
    const leaving = withRow(rows).minus(remaining);
    const released = numbers.minus(remaining);
    view.recordReleased(released.minus(leaving));
    const reasons = ended.flatMap((one) => stillThere(one, remaining));
    const isInVain = end.verdict === "failed" && released.isEmpty;
    return { released, leaving, reasons, isInVain, named: refusedIn(remaining, end) };
  } catch (error) {
    if (!(error instanceof LivePlatformError)) throw error;
    const text = context.cancellation.isCancelled
      ? `not known to be released (${end.note}), because ${CANCELLED}`
      : `not known to be released, because reading the tenant failed (${end.note}): ${error.message}`;
    return { ...NOTHING_RELEASED, reasons: [{ code: "not_released", numbers, text }] };
  }
}

export function narrowRelease(outcome: ReleaseOutcome, numbers: NumberSet): ReleaseOutcome {
  return {
    ...narrowAnswer(outcome, numbers),
    released: outcome.released.intersect(numbers),
    leaving: outcome.leaving.intersect(numbers),
  };
}

export function joinReleases(outcomes: readonly ReleaseOutcome[]): ReleaseOutcome {
  return {
    released: NumberSet.unionAll(outcomes.map(({ released }) => released)),
    leaving: NumberSet.unionAll(outcomes.map(({ leaving }) => leaving)),
    ...joinAnswers(outcomes),
  };
}

function reasonFor(numbers: NumberSet, why: string): Reason {
  return { code: "not_released", numbers, text: `not released: ${why}` };
}

function stillThere({ numbers, end }: EndedRelease, remaining: NumberSet): Reason[] {
  const left = remaining.intersect(numbers);
  if (end.verdict === "timedOut" && !left.isEmpty)
    return [{ code: "being_released", numbers: left, text: "still being released", source: end.note }];
  const untold =
    end.taskId === undefined ? "still in the tenant" : "still in the tenant, and the task does not say why";
  return refusals(left, end, untold).map(notReleasedFor);
}

function notReleasedFor(refusal: Reason): Reason {
  return { ...refusal, ...reasonFor(refusal.numbers, refusal.text) };
}

/** What a task that succeeded leaves in ReleaseRequested is as good as gone; of any other task that is not sure. */
function undoneAfter(end: TaskEnd): (rows: Rows) => NumberSet {
  return (rows) => numbersWhere(rows, (row) => end.verdict !== "succeeded" || !isLeaving(row));
}
