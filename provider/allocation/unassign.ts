import { counted } from "../counted";
import { type NumberSet } from "../numbers/number-set";
import { awaitTask, endWithoutTask, type TaskEnd } from "./await-task";
import type { Context } from "./context";
import { messageOf } from "./errors";
import { inUse, numbersWhere, type Rows } from "./observe";
import { observeWrite } from "./observe-write";
import type { Reason } from "./reason";
import type { Release } from "./release";
import { mayHaveBeenDone } from "./upload";

export interface Unassigned {
  /** Still in use, or not known not to be: not to be released. */
  failed: NumberSet;
  /** Why, naming them. */
  reasons: Reason[];
}

/**
 * Unassigns those of the numbers that are in use, and looks whether they are not any more: one that still is would stop
 * the release of all that are sent with it. Never throws.
 */
export async function unassignUsed(context: Context, request: Release): Promise<Unassigned> {
  const used = inUse(request.rows);
  if (used.isEmpty) return { failed: used, reasons: [] };
  try {
    const end = await unassign(context, request, used);
    const write = { tenant: request.tenant, numbers: used, end, open: mayBeUsed };
    const left = mayBeUsed(await observeWrite(context, write));
    return left.isEmpty ? { failed: left, reasons: [] } : notUnassigned(left, { source: end.note });
  } catch (error) {
    return notUnassigned(used, { why: `: ${messageOf(error)}` });
  }
}

/** Throws where the platform has refused it. */
async function unassign(context: Context, { tenant, urn }: Release, used: NumberSet): Promise<TaskEnd> {
  try {
    const { taskId } = await context.api.unassign(tenant, [...used]);
    return await awaitTask(context, taskId, { urn, what: `unassigning ${counted(used.size, "number")}` });
  } catch (error) {
    if (!mayHaveBeenDone(error)) throw error;
    return endWithoutTask("lost", messageOf(error));
  }
}

/** A row that cannot be read may be in use. */
function mayBeUsed(rows: Rows): NumberSet {
  return inUse(rows).union(numbersWhere(rows, (row) => row === "unreadable"));
}

function notUnassigned(
  numbers: NumberSet,
  { why = "", source }: { why?: string; source?: string },
): Unassigned {
  const text = `not unassigned, so not released${why}`;
  return { failed: numbers, reasons: [{ code: "not_unassigned", numbers, text, ...(source && { source }) }] };
}
