import { counted } from "../counted";
import { ApiError, LivePlatformError, NoAnswerError, ResponseShapeError } from "../liveplatform";
import { mapLimit } from "../lanes";
import { NumberSet } from "../numbers/number-set";
import type { UploadPlace } from "../run/upload-journal";
import { bestEffort } from "./best-effort";
import { broughtInByOthers } from "./brought-in";
import { awaitTask, endWithoutTask, type TaskEnd } from "./await-task";
import type { Context } from "./context";
import { messageOf } from "./errors";
import type { AllocationInputs } from "./model";
import { joinPending, NO_PENDING, type Pending } from "./pending";
import type { Reason } from "./reason";
import { refusals, refusedRequest } from "./refusals";
import type { Rows } from "./observe";
import { seenAfterUpload } from "./seen-after-upload";
import { allowedTakeover } from "./takeover";
import { uploadRequest } from "./upload-request";

/** Uploads of one allocation that are under way side by side. */
const CHUNKS_AT_ONCE = 4;

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
  /** See `upload`. */
  ours: NumberSet;
  end: TaskEnd;
}

/** One request, and what it is for. */
interface Chunk {
  numbers: NumberSet;
  ours: NumberSet;
  what: string;
  accepted: (taskId: string) => void;
}

/**
 * Uploads numbers that are not in the tenant, waits for the tasks, and says what is there afterwards. Never throws.
 * `ours`: numbers that are this allocation's whoever has brought them in, as it held or sent them before.
 */
export async function upload(
  context: Context,
  inputs: AllocationInputs,
  { numbers, ours }: { numbers: NumberSet; ours: NumberSet },
): Promise<UploadOutcome> {
  const chunks = numbers.chunks(context.settings.maxNumbersPerRequest);
  const outcomes = await mapLimit(chunks, CHUNKS_AT_ONCE, (chunk) =>
    uploadChunk(context, inputs, { numbers: chunk, ours }),
  );
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
  { numbers, ours }: { numbers: NumberSet; ours: NumberSet },
): Promise<UploadOutcome> {
  const what = `uploading ${counted(numbers.size, "number")}`;
  context.engine.progress(inputs.__urn, what);
  const at = new Date(context.clock.now()).toISOString();
  const { journal } = context;
  let key: string;
  try {
    key = journal.begin(journalPlace(context, inputs), { numbers: numbers.toCanonical(), at });
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
    ours,
    what,
    accepted: (taskId) => bestEffort(context, inputs.__urn, () => journal.accepted(key, taskId)),
  });
  const arrived = NumberSet.fromNumbers(outcome.rows.keys());
  bestEffort(context, inputs.__urn, () => {
    if (outcome.pending.numbers.isEmpty) journal.end(key, arrived);
    else journal.narrow(key, arrived.union(outcome.pending.numbers));
  });
  return outcome;
}

/** Where the journal has what an allocation of this stack uploads. */
export function journalPlace({ platform }: Context, inputs: AllocationInputs): UploadPlace {
  return { platform, tenant: inputs.msTenantId, urn: inputs.__urn };
}

function notSent(reasons: Reason[]): UploadOutcome {
  return { rows: new Map(), pending: NO_PENDING, taskId: undefined, sbcIds: [], reasons };
}

async function sendChunk(context: Context, inputs: AllocationInputs, chunk: Chunk): Promise<UploadOutcome> {
  const { numbers, ours, what } = chunk;
  const request = uploadRequest(inputs, numbers);
  let taskId: string;
  try {
    ({ taskId } = await context.api.upload(inputs.msTenantId, request));
  } catch (error) {
    if (mayHaveBeenDone(error)) return settleLost(context, inputs, { numbers, ours, note: messageOf(error) });
    return notSent(
      error instanceof ApiError
        ? refusedRequest(numbers, request, error)
        : [{ code: "not_sent", numbers, text: messageOf(error) }],
    );
  }
  chunk.accepted(taskId);
  const end = await awaitTask(context, taskId, [{ urn: inputs.__urn, what }]);
  return sortOut(context, inputs, { numbers, ours, end });
}

async function settleLost(
  context: Context,
  inputs: AllocationInputs,
  { note, ...sent }: { numbers: NumberSet; ours: NumberSet; note: string },
): Promise<UploadOutcome> {
  const end = endWithoutTask("lost", `the answer to the upload was lost: ${note}`);
  const lostAt = new Date(context.clock.now()).toISOString();
  const outcome = await sortOut(context, inputs, { ...sent, end });
  const pending = outcome.pending.numbers.isEmpty ? NO_PENDING : { ...outcome.pending, tasks: [], lostAt };
  return { ...outcome, taskId: undefined, pending };
}

/** Sorts the numbers of an upload into seen, pending and refused. */
async function sortOut(context: Context, inputs: AllocationInputs, ended: Ended): Promise<UploadOutcome> {
  const { numbers, ours, end } = ended;
  const outcome = { taskId: end.taskId, sbcIds: end.task?.sbcIds ?? [] };
  const onTheirWay = (left: NumberSet): Pending => ({
    numbers: left,
    tasks: [end.taskId],
    lostAt: undefined,
  });
  try {
    const found = await seenAfterUpload(context, inputs, ended);
    const strange = new Map(
      [...found].filter(([, row]) => allowedTakeover(context, inputs, row) === undefined),
    );
    const others = broughtInByOthers(strange, end).minus(ours);
    const missing = numbers.minus(NumberSet.fromNumbers(found.keys()));
    const rows: Rows = new Map([...found].filter(([phoneNumber]) => !others.has(phoneNumber)));
    const reasons = othersReasons(others);
    if (missing.isEmpty) return { ...outcome, rows, pending: NO_PENDING, reasons };
    if (end.verdict === "failed")
      return { ...outcome, rows, pending: NO_PENDING, reasons: [...reasons, ...refusals(missing, end)] };
    reasons.push(notSeen(missing, end.note));
    return { ...outcome, rows, pending: onTheirWay(missing), reasons };
  } catch (error) {
    if (!(error instanceof LivePlatformError)) throw error;
    const reason = notSeen(numbers, `${end.note}; looking at the tenant failed: ${error.message}`);
    return { ...outcome, rows: new Map(), pending: onTheirWay(numbers), reasons: [reason] };
  }
}

function othersReasons(others: NumberSet): Reason[] {
  if (others.isEmpty) return [];
  const text =
    "in the tenant, but another upload brought them in at the same moment, so they are not taken over. " +
    "Look for a second stack that declares them too, and take them out of one of the two";
  return [{ code: "not_ours", numbers: others, text }];
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
