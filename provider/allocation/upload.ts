import { counted } from "../counted";
import { ApiError, LivePlatformError, NoAnswerError, ResponseShapeError } from "../liveplatform";
import { mapLimit } from "../lanes";
import { NumberSet } from "../numbers/number-set";
import { bestEffort } from "./best-effort";
import { believe, isClearSuccess } from "./believe";
import { awaitTask, endWithoutTask, type TaskEnd } from "./await-task";
import type { Context } from "./context";
import { messageOf } from "./errors";
import type { AllocationInputs } from "./model";
import { observeWrite } from "./observe-write";
import { joinPending, NO_PENDING, type Pending } from "./pending";
import type { Reason } from "./reason";
import { namedIn, refusals, refusedRequest } from "./refusals";
import { HANDFUL } from "./get-budget";
import { ownRows, type Rows } from "./observe";
import { uploadRequest } from "./upload-request";

/** Uploads of one allocation that are under way side by side. */
const CHUNKS_AT_ONCE = 4;
/** So many numbers that a list does not show after an upload are worth a request each. */
const FEW_UNSEEN = 20;

export interface UploadOutcome {
  /** The numbers that are in the tenant now. */
  rows: Rows;
  /** Sent, or perhaps sent, and not seen yet. */
  pending: Pending;
  /** Why the others are not there. */
  reasons: Reason[];
  /** The last task. */
  taskId: string | undefined;
  sbcIds: number[];
}

/** Numbers whose upload has come to an end. */
interface Ended {
  numbers: NumberSet;
  end: TaskEnd;
}

/** Uploads numbers that are not in the tenant, waits for the tasks, and says what is there afterwards. Never throws. */
export async function upload(
  context: Context,
  inputs: AllocationInputs,
  numbers: NumberSet,
): Promise<UploadOutcome> {
  const chunks = numbers.chunks(context.settings.maxNumbersPerRequest);
  const outcomes = await mapLimit(chunks, CHUNKS_AT_ONCE, (chunk) => uploadChunk(context, inputs, chunk));
  return mergeUploads(outcomes);
}

function mergeUploads(outcomes: readonly UploadOutcome[]): UploadOutcome {
  return {
    rows: new Map(outcomes.flatMap((outcome) => [...outcome.rows])),
    pending: joinPending(outcomes.map((outcome) => outcome.pending)),
    reasons: outcomes.flatMap((outcome) => outcome.reasons),
    taskId: outcomes.findLast((outcome) => outcome.taskId !== undefined)?.taskId,
    sbcIds: [...new Set(outcomes.flatMap((outcome) => outcome.sbcIds))].sort((a, b) => a - b),
  };
}

async function uploadChunk(
  context: Context,
  inputs: AllocationInputs,
  numbers: NumberSet,
): Promise<UploadOutcome> {
  const what = `uploading ${counted(numbers.size, "number")}`;
  context.engine.progress(inputs.__urn, what);
  const at = new Date(context.clock.now()).toISOString();
  const { platform, journal } = context;
  let key: string;
  try {
    key = journal.begin({ platform, tenant: inputs.msTenantId, numbers: numbers.toCanonical(), at });
  } catch (error) {
    return notSent([
      {
        code: "not_sent",
        numbers,
        text: `not sent, because it could not be noted first: ${messageOf(error)}`,
      },
    ]);
  }
  const outcome = await sendChunk(context, inputs, {
    numbers,
    what,
    accepted: (taskId) => bestEffort(context, inputs.__urn, () => journal.accepted(key, taskId)),
  });
  // Numbers on their way stay in the journal: state is to know them too, but the engine may have been killed.
  if (outcome.pending.numbers.isEmpty) bestEffort(context, inputs.__urn, () => journal.end(key));
  return outcome;
}

function notSent(reasons: Reason[]): UploadOutcome {
  return { rows: new Map(), pending: NO_PENDING, taskId: undefined, sbcIds: [], reasons };
}

async function sendChunk(
  context: Context,
  inputs: AllocationInputs,
  { numbers, what, accepted }: { numbers: NumberSet; what: string; accepted: (taskId: string) => void },
): Promise<UploadOutcome> {
  const request = uploadRequest(inputs, numbers);
  let taskId: string;
  try {
    ({ taskId } = await context.api.upload(inputs.msTenantId, request));
  } catch (error) {
    if (mayHaveBeenDone(error)) return settleLost(context, inputs, numbers, messageOf(error));
    return notSent(
      error instanceof ApiError
        ? refusedRequest(numbers, request, error)
        : [{ code: "not_sent", numbers, text: messageOf(error) }],
    );
  }
  accepted(taskId);
  return settleUpload(context, inputs, { numbers, taskId, what });
}

/** Waits for an upload's task and sorts its numbers into seen, pending and refused. */
async function settleUpload(
  context: Context,
  inputs: AllocationInputs,
  { numbers, taskId, what }: { numbers: NumberSet; taskId: string; what: string },
): Promise<UploadOutcome> {
  const end = await awaitTask(context, taskId, [{ urn: inputs.__urn, what }]);
  return sortOut(context, inputs, { numbers, end });
}

async function settleLost(
  context: Context,
  inputs: AllocationInputs,
  numbers: NumberSet,
  note: string,
): Promise<UploadOutcome> {
  const end = endWithoutTask("lost", `the answer to the upload was lost: ${note}`);
  const lostAt = new Date(context.clock.now()).toISOString();
  const outcome = await sortOut(context, inputs, { numbers, end });
  const pending = outcome.pending.numbers.isEmpty ? NO_PENDING : { ...outcome.pending, tasks: [], lostAt };
  return { ...outcome, taskId: undefined, pending };
}

async function sortOut(context: Context, inputs: AllocationInputs, ended: Ended): Promise<UploadOutcome> {
  const { numbers, end } = ended;
  const outcome = { taskId: end.taskId, sbcIds: end.task?.sbcIds ?? [] };
  const onTheirWay = (left: NumberSet): Pending => ({
    numbers: left,
    tasks: [end.taskId],
    lostAt: undefined,
  });
  try {
    const seen = await seenAfter(context, inputs, ended);
    const rows = await confirmMissing(context, inputs, ended, seen);
    const missing = numbers.minus(NumberSet.fromNumbers(rows.keys()));
    if (missing.isEmpty) return { ...outcome, rows, pending: NO_PENDING, reasons: [] };
    if (end.verdict === "failed")
      return { ...outcome, rows, pending: NO_PENDING, reasons: refusals(missing, end) };
    return { ...outcome, rows, pending: onTheirWay(missing), reasons: [notSeen(missing, end.note)] };
  } catch (error) {
    if (!(error instanceof LivePlatformError)) throw error;
    const reason = notSeen(numbers, `${end.note}; looking at the tenant failed: ${error.message}`);
    return { ...outcome, rows: new Map(), pending: onTheirWay(numbers), reasons: [reason] };
  }
}

/**
 * A list may be wrong about a row or two, and must not fail an upload that went well: a few that it does not show are asked for
 * by themselves. So are, whatever their number, those that a failed task does not name: it may have brought them in.
 */
async function confirmMissing(
  context: Context,
  inputs: AllocationInputs,
  { numbers, end }: Ended,
  seen: Rows,
): Promise<Rows> {
  const missing = numbers.minus(NumberSet.fromNumbers(seen.keys()));
  const view = context.view(inputs.msTenantId);
  const isFew = missing.size <= FEW_UNSEEN;
  const found =
    end.verdict === "failed"
      ? await view.lookConfirmed(missing.minus(namedIn(missing, end)))
      : await view.askEach(isFew ? missing : NumberSet.empty);
  return new Map([...seen, ...ownRows(found, inputs.msTenantId)]);
}

async function seenAfter(context: Context, inputs: AllocationInputs, { numbers, end }: Ended): Promise<Rows> {
  const tenant = inputs.msTenantId;
  if (numbers.size > HANDFUL && context.view(tenant).trust.isEarned && isClearSuccess(numbers, end))
    return believe(context, inputs, numbers, end);
  const open = (rows: Rows): NumberSet => numbers.minus(NumberSet.fromNumbers(rows.keys()));
  return observeWrite(context, { tenant, numbers, end, open });
}

function notSeen(numbers: NumberSet, source: string): Reason {
  const text = "uploaded and not seen in the tenant yet";
  return { code: "not_seen", numbers, text, source };
}

/** Whether a write may have been carried out although it failed: then the tenant decides, not a second write. */
export function mayHaveBeenDone(error: unknown): boolean {
  const hasFacts =
    error instanceof ApiError || error instanceof NoAnswerError || error instanceof ResponseShapeError;
  return hasFacts && error.outcomeUnknown;
}
