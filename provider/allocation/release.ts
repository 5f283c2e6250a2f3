import { counted } from "../counted";
import { LivePlatformError } from "../liveplatform";
import { mapLimit } from "../lanes";
import { NumberSet } from "../numbers/number-set";
import { awaitTask, endWithoutTask, type TaskEnd } from "./await-task";
import type { Context } from "./context";
import { messageOf, UserError } from "./errors";
import { inUse, numbersWhere, ownRows } from "./observe";
import { observeWrite } from "./observe-write";
import type { Reason } from "./reason";
import { refusals } from "./refusals";
import type { Row, Rows } from "./observe";
import { unassignUsed } from "./unassign";
import { mayHaveBeenDone } from "./upload";

/** The platform takes 10 releases per 10 s; more than two side by side of one allocation gain nothing. */
const CHUNKS_AT_ONCE = 2;

/** Numbers to release, and for whom. */
export interface Release {
  id: string;
  urn: string;
  tenant: string;
  /** Numbers that are in the tenant: their rows. */
  rows: Rows;
  /** Whether numbers in use may be unassigned first. */
  unassign: boolean;
}

export interface ReleaseOutcome {
  /** Gone, or as good as gone. */
  released: NumberSet;
  /** Those among them that the platform still lists: their release is accepted and not carried out. */
  leaving: NumberSet;
  /** Why the others are still there. */
  reasons: Reason[];
}

const NOTHING_RELEASED: ReleaseOutcome = { released: NumberSet.empty, leaving: NumberSet.empty, reasons: [] };

/** Throws, before anything is written, where numbers in use would be released without leave. */
export function refuseInUse({ tenant, rows, unassign }: Release): void {
  const unreadable = numbersWhere(rows, (row) => row === "unreadable");
  if (!unreadable.isEmpty) {
    throw new UserError(
      `What the platform says of ${unreadable.describe()} in tenant ${tenant} cannot be read, so it is not known whether they are in use. ` +
        "Nothing has been changed. Look them up in the portal, and report the row that the platform lists",
    );
  }
  const used = inUse(rows);
  if (used.isEmpty || unassign) return;
  throw new UserError(
    `${used.size} of the ${rows.size} numbers to release from tenant ${tenant} are in use: ${used.describe()}. ` +
      "Nothing has been changed. Unassign them in the Teams admin center, keep them declared, or set unassignOnRelease: true " +
      "(and run pulumi up with it before a replacement or a destroy)",
  );
}

/** Unassigns where that is allowed, releases, and says what is gone afterwards. Never throws. */
export async function release(context: Context, request: Release): Promise<ReleaseOutcome> {
  const numbers = NumberSet.fromNumbers(request.rows.keys());
  if (numbers.isEmpty) return NOTHING_RELEASED;
  context.registry.add({ kind: "releasing", id: request.id, busy: true });
  try {
    const unassigned = await unassignUsed(context, request);
    const underWay = numbersWhere(request.rows, isLeaving);
    const chunks = numbers
      .minus(unassigned.failed)
      .minus(underWay)
      .chunks(context.settings.maxNumbersPerRequest);
    const gone = await awaitUnderWay(context, request.tenant, underWay);
    const sent = await mapLimit(chunks, CHUNKS_AT_ONCE, (chunk) => sendChunk(context, request, chunk));
    const outcomes = [gone];
    for (const group of lookedAtTogether(sent.filter((chunk) => "end" in chunk)))
      outcomes.push(await goneAfter(context, request.tenant, group));
    return {
      released: NumberSet.unionAll(outcomes.map((outcome) => outcome.released)),
      leaving: NumberSet.unionAll(outcomes.map((outcome) => outcome.leaving)),
      reasons: [
        ...unassigned.reasons,
        ...sent.flatMap((chunk) => ("end" in chunk ? [] : chunk.reason)),
        ...outcomes.flatMap((outcome) => outcome.reasons),
      ],
    };
  } finally {
    context.registry.add({ kind: "releasing", id: request.id, busy: false });
  }
}

/** Numbers whose release an earlier run or somebody else has asked for: it may still fail, so it is not asked for again but watched. */
function awaitUnderWay(context: Context, tenant: string, numbers: NumberSet): Promise<ReleaseOutcome> {
  if (numbers.isEmpty) return Promise.resolve(NOTHING_RELEASED);
  const note = "their release was under way already; run again when they are gone";
  const end = endWithoutTask("vanished", note);
  return goneAfter(context, tenant, [{ numbers, end }]);
}

/** A request to release that was sent, or may have been, and how its task ended. */
interface SentChunk {
  numbers: NumberSet;
  end: TaskEnd;
}

async function sendChunk(
  context: Context,
  request: Release,
  numbers: NumberSet,
): Promise<SentChunk | { reason: Reason }> {
  const what = `releasing ${counted(numbers.size, "number")}`;
  context.engine.progress(request.urn, what);
  try {
    const { taskId } = await context.api.release(request.tenant, { phoneNumbers: [...numbers] });
    return { numbers, end: await awaitTask(context, taskId, { urn: request.urn, what }) };
  } catch (error) {
    if (!mayHaveBeenDone(error)) return { reason: notReleased(numbers, messageOf(error)) };
    return {
      numbers,
      end: endWithoutTask("lost", messageOf(error)),
    };
  }
}

/**
 * One look is enough for all whose tasks ended alike: a list after each of the hundred requests that release a
 * tenant of 100,000 would read 5,000 pages. What failed is looked at by what its own task says.
 */
function lookedAtTogether(sent: readonly SentChunk[]): SentChunk[][] {
  const groups = new Map<string, SentChunk[]>();
  for (const chunk of sent) {
    const { verdict, taskId } = chunk.end;
    const key = verdict === "failed" ? taskId : verdict;
    groups.set(key, [...(groups.get(key) ?? []), chunk]);
  }
  return [...groups.values()];
}

/** The list is the truth: what is gone after tasks that ended alike. No task is believed here: a number that state drops is forgotten. */
async function goneAfter(
  context: Context,
  tenant: string,
  sent: readonly SentChunk[],
): Promise<ReleaseOutcome> {
  const [first] = sent;
  if (first === undefined) return NOTHING_RELEASED;
  const { end } = first;
  const numbers = NumberSet.unionAll(sent.map((chunk) => chunk.numbers));
  try {
    const seen = await observeWrite(context, { tenant, numbers, end, open: openAfter(end) });
    const view = context.view(tenant);
    const rows = end.verdict === "succeeded" ? seen : ownRows(await view.lookConfirmed(numbers), tenant);
    const left = openAfter(end)(rows);
    const leaving = NumberSet.fromNumbers(rows.keys()).minus(left);
    const released = numbers.minus(left);
    view.recordReleased(released.minus(leaving));
    return { released, leaving, reasons: sent.flatMap((chunk) => stillThere(chunk, left)) };
  } catch (error) {
    if (!(error instanceof LivePlatformError)) throw error;
    const text = `released or not, looking at the tenant failed (${end.note}): ${error.message}`;
    return { ...NOTHING_RELEASED, reasons: [{ code: "not_released", numbers, text }] };
  }
}

function notReleased(numbers: NumberSet, why: string): Reason {
  return { code: "not_released", numbers, text: `not released: ${why}` };
}

function stillThere({ numbers, end }: SentChunk, left: NumberSet): Reason[] {
  const untold =
    end.taskId === "" ? "still in the tenant" : "still in the tenant, and the task does not say why";
  return refusals(left.intersect(numbers), end, untold).map((refusal) => ({
    ...refusal,
    ...notReleased(refusal.numbers, refusal.text),
  }));
}

/** What a task that succeeded leaves in ReleaseRequested is as good as gone; of any other task that is not sure. */
function openAfter(end: TaskEnd): (rows: Rows) => NumberSet {
  return (rows) => numbersWhere(rows, (row) => end.verdict !== "succeeded" || !isLeaving(row));
}

function isLeaving(row: Row): boolean {
  return row !== "unreadable" && row.acquiredNumberStatus === "ReleaseRequested";
}
