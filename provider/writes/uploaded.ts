import { LivePlatformError } from "../liveplatform";
import { NotSentError } from "../liveplatform/errors";
import { NumberSet } from "../numbers/number-set";
import { NOTHING_SENT, type Sent, joinSent, narrowSent } from "../run/sent";
import type { Reason } from "../state/reason";
import type { AllocationInputs } from "../state/state";
import { type Rows, omit, pick, withoutRow } from "../tenant/rows";
import { isFailedForSome } from "./after-write";
import { allowedTakeover, takeoverRules } from "./allowed-takeover";
import { broughtInByOthers } from "./brought-in";
import { refusals, refusedIn } from "./refusals";
import { seenAfterUpload } from "./seen-after-upload";
import { type Answer, joinAnswers, narrowAnswer } from "./shared-write";
import { type TaskEnd, mayGoOn, unknownStatuses } from "./task-end";
import type { WriteContext } from "./write-context";

export interface UploadOutcome extends Answer {
  /** The numbers that are in the tenant now. */
  rows: Rows;
  /** Sent, or perhaps sent, and not seen yet. */
  pending: Sent;
  /** The last task. */
  taskId: string | undefined;
  sbcIds: number[];
}

/** Numbers whose upload has come to an end. */
export interface EndedUpload {
  numbers: NumberSet;
  /** Those that are ours whoever has brought them in. */
  ours: NumberSet;
  end: TaskEnd;
  /** The allocations that they are for. */
  urns: readonly string[];
  /** When it was sent; ISO 8601. */
  sentAt: string;
  /** When the answer was lost, with which nobody knows the task; ISO 8601. */
  lostAt: string | undefined;
}

/** Of a request that was not taken. */
export function notSent(
  reasons: Reason[],
  { isInVain = false, named = NumberSet.empty }: Partial<Answer> = {},
): UploadOutcome {
  return { rows: new Map(), pending: NOTHING_SENT, taskId: undefined, sbcIds: [], reasons, isInVain, named };
}

/** The list is the truth: sorts the numbers of an upload into seen, pending and refused. */
export async function afterUpload(
  context: WriteContext,
  inputs: AllocationInputs,
  ended: EndedUpload,
): Promise<UploadOutcome> {
  const { numbers, ours, end } = ended;
  const known = { taskId: end.taskId, sbcIds: end.task?.sbcIds ?? [] };
  try {
    const found = await seenAfterUpload(context, inputs, ended);
    const rules = takeoverRules(context, inputs);
    const strange = [...found].filter(([, row]) => allowedTakeover(rules, row) === undefined);
    const others = broughtInByOthers(new Map(strange), { end, at: ended.sentAt }).minus(ours);
    const missing = withoutRow(found, numbers);
    const rows: Rows = omit(found, others);
    return {
      ...known,
      rows,
      pending: onTheirWay(ended, mayStillCome(ended, missing)),
      reasons: [...othersReasons(others), ...missingReasons(end, missing)],
      isInVain: end.verdict === "failed" && found.size === 0,
      named: refusedIn(missing, end),
    };
  } catch (error) {
    if (!(error instanceof LivePlatformError)) throw error;
    const reasons = notSeen(numbers, notRead(end.note, error));
    return { ...notSent(reasons), ...known, pending: onTheirWay(ended, numbers) };
  }
}

export function narrowUpload(outcome: UploadOutcome, numbers: NumberSet): UploadOutcome {
  return {
    ...narrowAnswer(outcome, numbers),
    rows: pick(outcome.rows, numbers),
    pending: narrowSent(outcome.pending, numbers),
  };
}

export function joinUploads(outcomes: readonly UploadOutcome[]): UploadOutcome {
  return {
    rows: new Map(outcomes.flatMap((outcome) => [...outcome.rows])),
    pending: joinSent(outcomes.map((outcome) => outcome.pending)),
    taskId: outcomes.findLast((outcome) => outcome.taskId !== undefined)?.taskId,
    sbcIds: [...new Set(outcomes.flatMap((outcome) => outcome.sbcIds))].sort((a, b) => a - b),
    ...joinAnswers(outcomes),
  };
}

/**
 * What a task names in an error will not come. Of what it does not name a failure of some has perhaps brought in more than the
 * list shows yet: it stays ours until the next run has looked, which sends it again where it is not there.
 */
function mayStillCome({ numbers, end }: EndedUpload, missing: NumberSet): NumberSet {
  if (mayGoOn(end)) return missing;
  const isOver = end.verdict === "failed" && !isFailedForSome(end, { numbers, undone: missing });
  return isOver ? NumberSet.empty : missing.minus(refusedIn(missing, end));
}

function missingReasons(end: TaskEnd, missing: NumberSet): Reason[] {
  if (end.verdict === "failed") return refusals(missing, end);
  const refused = mayGoOn(end) ? NumberSet.empty : refusedIn(missing, end);
  return [...refusals(refused, end), ...notSeen(missing.minus(refused), end.note)];
}

function onTheirWay({ end, lostAt }: EndedUpload, numbers: NumberSet): Sent {
  if (numbers.isEmpty) return NOTHING_SENT;
  return {
    numbers,
    tasks: end.taskId === undefined ? [] : [end.taskId],
    statuses: unknownStatuses([end]),
    lostAt,
  };
}

function othersReasons(others: NumberSet): Reason[] {
  if (others.isEmpty) return [];
  const text =
    "in the tenant, but brought in by another upload at the same moment, so not taken over. " +
    "Look for a second stack that declares the same numbers, and take them out of one of the two";
  return [{ code: "not_ours", numbers: others, text }];
}

/** Why it is not known what became of an upload: what is known of its task, and why the tenant could not tell more. */
function notRead(note: string, error: LivePlatformError): string {
  // A read is not sent once the run is cancelled.
  if (error instanceof NotSentError) return `${note}, and the tenant was not read any more`;
  return `${note}; reading the tenant failed: ${error.message}`;
}

function notSeen(numbers: NumberSet, source: string): Reason[] {
  if (numbers.isEmpty) return [];
  return [{ code: "not_seen", numbers, text: "uploaded and not seen in the tenant yet", source }];
}
