import { counted } from "../common/counted";
import type { NumberSet } from "../numbers/number-set";
import type { Allocation } from "../run/allocation";
import { messageOf } from "../state/errors";
import type { Reason } from "../state/reason";
import { type Rows, numbersWhere } from "../tenant/rows";
import { watchRows } from "./after-write";
import { mayHaveBeenDone } from "./may-have-been-done";
import type { WriteContext } from "./write-context";

export interface Cleared {
  /** The rows of the numbers, as they are now. */
  rows: Rows;
  reasons: Reason[];
}

/** Takes removal marks from numbers and looks whether they are gone: also where the answer was lost. Never throws. */
export async function clearMarks(
  context: WriteContext,
  allocation: Allocation,
  marked: NumberSet,
): Promise<Cleared> {
  if (marked.isEmpty) return { rows: new Map(), reasons: [] };
  context.engine.progress(allocation.urn, `clearing the removal status of ${counted(marked.size, "number")}`);
  try {
    await context.api.clearRemovalStatus([...marked]);
  } catch (error) {
    if (mayHaveBeenDone(error)) return lookAtMarks(context, allocation, marked, ` (${messageOf(error)})`);
    return failed(marked, `removal status not cleared: ${messageOf(error)}`);
  }
  return lookAtMarks(
    context,
    allocation,
    marked,
    " after its removal status was cleared: Operator Connect does not list it. Look it up in the Teams admin center",
  );
}

/** `untold`: what there is to say of numbers that are still marked. */
async function lookAtMarks(
  context: WriteContext,
  allocation: Allocation,
  marked: NumberSet,
  untold: string,
): Promise<Cleared> {
  try {
    const rows = await watchRows(context, {
      ...{ tenant: allocation.tenant, numbers: marked, undone: stillMarked },
      shown: { urns: [allocation.urn], deed: "clearing", why: "their removal status was cleared" },
    });
    const still = stillMarked(rows);
    if (still.isEmpty) return { rows, reasons: [] };
    const text = `still MarkedForRemoval${untold}. Then run pulumi up again`;
    return { rows, reasons: [{ code: "not_cleared", numbers: still, text }] };
  } catch (error) {
    return failed(
      marked,
      `it is not known whether the removal status was cleared, because reading the tenant failed: ${messageOf(error)}`,
    );
  }
}

function stillMarked(rows: Rows): NumberSet {
  return numbersWhere(rows, (row) => row !== "unreadable" && row.acquiredNumberStatus === "MarkedForRemoval");
}

function failed(numbers: NumberSet, text: string): Cleared {
  return { rows: new Map(), reasons: [{ code: "not_cleared", numbers, text }] };
}
