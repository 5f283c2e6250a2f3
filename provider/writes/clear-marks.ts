import { counted } from "../common/counted";
import { messageOf } from "../common/message-of";
import { ApiError, mayHaveBeenDone } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import type { Allocation } from "../run/allocation";
import { type Reason, narrowReasons } from "../state/reason";
import { type Rows, numbersWhere } from "../tenant/rows";
import { watchRows } from "./after-write";
import { refusedRequest } from "./refused-request";
import { type Answer, type Part, type SharedOptions, SharedWrite, narrowAnswer } from "./shared-write";
import type { Writer } from "./tenant-writes";
import type { WriteContext } from "./write-context";

interface Cleared {
  /** The rows of the numbers, as they are now. */
  rows: Rows;
  reasons: Reason[];
}

/** What came of a request to clear marks. */
export interface Asked extends Answer {
  /** Those of whose marks it is certain that they were not cleared. */
  readonly refused: NumberSet;
}

const ASKED: Asked = { reasons: [], refused: NumberSet.empty, isInVain: false, named: NumberSet.empty };

export function sharedMarks(context: WriteContext, shared: SharedOptions): SharedWrite<Part, Asked, Asked> {
  return new SharedWrite({
    ...shared,
    send: (numbers) => ask(context, numbers),
    conclude: (asked) => Promise.resolve(asked),
    narrow: (asked, numbers) => ({
      ...narrowAnswer(asked, numbers),
      refused: asked.refused.intersect(numbers),
    }),
  });
}

/**
 * Takes removal marks from numbers and looks whether they are gone: also where the answer was lost, and where it was no. Where the
 * platform names numbers that it refuses, the others are sent without them. Never throws.
 */
export async function clearMarks(
  context: Writer,
  allocation: Allocation,
  marked: NumberSet,
): Promise<Cleared> {
  if (marked.isEmpty) return { rows: new Map(), reasons: [] };
  const { urn, tenant } = allocation;
  context.engine.progress(urn, `clearing the removal status of ${counted(marked.size, "number")}`);
  const { marks } = context.writes(tenant);
  const all = await marks.write({ urn, numbers: marked, timeoutMs: context.settings.taskTimeoutMs });
  return lookAtMarks(context, allocation, marked, {
    reasons: all.flatMap(({ reasons }) => reasons),
    refused: NumberSet.unionAll(all.map(({ refused }) => refused)),
  });
}

async function ask({ api }: WriteContext, numbers: NumberSet): Promise<Asked> {
  try {
    await api.clearRemovalStatus([...numbers]);
    return ASKED;
  } catch (error) {
    if (mayHaveBeenDone(error))
      return { ...ASKED, reasons: [reasonFor(numbers, "still MarkedForRemoval", messageOf(error))] };
    if (!(error instanceof ApiError))
      return { ...ASKED, reasons: [reasonFor(numbers, notCleared(messageOf(error)))], refused: numbers };
    const { named, reasons } = refusedRequest(error, numbers);
    const told = reasons.map(({ text, source, ...one }) => reasonFor(one.numbers, notCleared(text), source));
    return { reasons: told, refused: numbers, isInVain: error.isRefusal, named };
  }
}

/** The list is the truth: a number that has no mark any more is done, whatever was said of it. */
async function lookAtMarks(
  context: WriteContext,
  { tenant, urn }: Allocation,
  marked: NumberSet,
  { reasons, refused }: Pick<Asked, "reasons" | "refused">,
): Promise<Cleared> {
  try {
    const rows = await watchRows(context, {
      ...{ tenant, numbers: marked, undone: (seen) => stillMarked(seen).minus(refused) },
      shown: { urns: [urn], deed: "clearing", why: "the removal status was cleared" },
    });
    const still = stillMarked(rows);
    const told = narrowReasons(reasons, still);
    const untold = still.minus(NumberSet.unionOf(told));
    return { rows, reasons: untold.isEmpty ? told : [...told, reasonFor(untold, NOT_LISTED)] };
  } catch (error) {
    const text = `it is not known whether the removal status was cleared, because reading the tenant failed: ${messageOf(error)}`;
    const certain = narrowReasons(reasons, refused);
    const unknown = marked.minus(refused);
    return { rows: new Map(), reasons: unknown.isEmpty ? certain : [...certain, reasonFor(unknown, text)] };
  }
}

const NOT_LISTED =
  "still MarkedForRemoval after the removal status was cleared, so not listed by Operator Connect. Look in the Teams admin center, " +
  "then run pulumi up again";

function stillMarked(rows: Rows): NumberSet {
  return numbersWhere(rows, (row) => row !== "unreadable" && row.acquiredNumberStatus === "MarkedForRemoval");
}

function notCleared(why: string): string {
  return `removal status not cleared: ${why}`;
}

function reasonFor(numbers: NumberSet, text: string, source?: string): Reason {
  return { code: "not_cleared", numbers, text, source };
}
