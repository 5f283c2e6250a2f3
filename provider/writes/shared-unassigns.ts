import { ApiError } from "../liveplatform";
import type { NumberSet } from "../numbers/number-set";
import { messageOf } from "../state/errors";
import type { Reason } from "../state/reason";
import { type Rows, inUse, numbersWhere } from "../tenant/rows";
import { observeWrite } from "./after-write";
import { awaitTask } from "./await-task";
import { mayHaveBeenDone } from "./may-have-been-done";
import { type Part, SharedWrite, announce, patient } from "./shared-write";
import { type TaskEnd, endWithoutTask } from "./task-end";
import type { WriteContext } from "./write-context";

export interface UnassignOutcome {
  /** Still in use, or not known not to be. */
  readonly failed: NumberSet;
  /** Why they are. */
  readonly reasons: Reason[];
  /** Refused as a whole. */
  readonly isInVain: boolean;
}

interface Ended {
  readonly numbers: NumberSet;
  readonly urns: readonly string[];
  readonly end: TaskEnd | { readonly refused: unknown };
}

/** The unassignments of one tenant. */
export function sharedUnassigns(
  context: WriteContext,
  tenant: string,
  mayBeShared: () => boolean,
): SharedWrite<Part, Ended, UnassignOutcome> {
  return new SharedWrite({
    clock: context.clock,
    maxNumbers: context.settings.maxNumbersPerRequest,
    mayBeShared,
    send: (numbers, parts) => sendUnassign(context, tenant, { numbers, parts }),
    conclude: (ended) => lookAtUse(context, tenant, ended),
    isInVain: ({ isInVain }) => isInVain,
  });
}

async function sendUnassign(
  context: WriteContext,
  tenant: string,
  { numbers, parts }: { numbers: NumberSet; parts: readonly Part[] },
): Promise<Ended> {
  const shown = announce(context, "unassigning", { numbers, parts });
  const urns = shown.map(({ urn }) => urn);
  try {
    const { taskId } = await context.api.unassign(tenant, [...numbers]);
    return { numbers, urns, end: await awaitTask(patient(context, parts), taskId, shown) };
  } catch (error) {
    const end = mayHaveBeenDone(error) ? endWithoutTask("lost", messageOf(error)) : { refused: error };
    return { numbers, urns, end };
  }
}

async function lookAtUse(
  context: WriteContext,
  tenant: string,
  { numbers, urns, end }: Ended,
): Promise<UnassignOutcome> {
  if ("refused" in end) {
    const isInVain = end.refused instanceof ApiError && end.refused.isRefusal;
    return notUnassigned(numbers, { why: `: ${messageOf(end.refused)}`, isInVain });
  }
  try {
    const shown = { urns, deed: "unassignment" } as const;
    const failed = mayBeUsed(await observeWrite(context, { tenant, numbers, end, open: mayBeUsed, shown }));
    const isInVain = end.verdict === "failed" && failed.equals(numbers);
    return notUnassigned(failed, { source: end.note, isInVain });
  } catch (error) {
    return notUnassigned(numbers, { why: `: ${messageOf(error)}`, isInVain: false });
  }
}

function notUnassigned(
  failed: NumberSet,
  { why = "", source, isInVain }: { why?: string; source?: string; isInVain: boolean },
): UnassignOutcome {
  const text = `not unassigned, so not released${why}`;
  const reason: Reason = { code: "not_unassigned", numbers: failed, text, ...(source && { source }) };
  return { failed, reasons: failed.isEmpty ? [] : [reason], isInVain };
}

/** A row that cannot be read may be in use. */
function mayBeUsed(rows: Rows): NumberSet {
  return inUse(rows).union(numbersWhere(rows, (row) => row === "unreadable"));
}
