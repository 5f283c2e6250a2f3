import { messageOf } from "../common/message-of";
import { ApiError } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import { type Reason, narrowReasons } from "../state/reason";
import { type Rows, inUse, numbersWhere } from "../tenant/rows";
import { observeWrite } from "./after-write";
import { mayHaveBeenDone } from "./may-have-been-done";
import { refusedIn } from "./refusals";
import { refusedRequest } from "./refused-request";
import { type SharedRequest, sendInTurn } from "./send-in-turn";
import { type Answer, type Part, type SharedOptions, SharedWrite } from "./shared-write";
import { type TaskEnd, endWithoutTask } from "./task-end";
import type { WriteContext } from "./write-context";

export interface UnassignOutcome extends Answer {
  /** Still in use, or not known not to be. */
  readonly failed: NumberSet;
  /** Why they are. */
  readonly reasons: Reason[];
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
  shared: SharedOptions,
): SharedWrite<Part, Ended, UnassignOutcome> {
  return new SharedWrite({
    ...shared,
    send: (numbers, parts) => sendUnassign(context, tenant, { ...shared, numbers, parts }),
    conclude: (ended) => lookAtUse(context, tenant, ended),
    narrow: narrowUnassign,
  });
}

async function sendUnassign(context: WriteContext, tenant: string, request: SharedRequest): Promise<Ended> {
  const { numbers } = request;
  const urns = request.parts.map(({ urn }) => urn);
  try {
    const end = await sendInTurn(context, { doing: "unassigning", ...request }, () =>
      context.api.unassign(tenant, [...numbers]),
    );
    return { numbers, urns, end };
  } catch (error) {
    const end = mayHaveBeenDone(error) ? endWithoutTask("untold", messageOf(error)) : { refused: error };
    return { numbers, urns, end };
  }
}

async function lookAtUse(
  context: WriteContext,
  tenant: string,
  { numbers, urns, end }: Ended,
): Promise<UnassignOutcome> {
  if ("refused" in end) return refusedUnassign(numbers, end.refused);
  try {
    const shown = { urns, deed: "unassignment" } as const;
    const failed = mayBeUsed(await observeWrite(context, { tenant, numbers, end, undone: mayBeUsed, shown }));
    const isInVain = end.verdict === "failed" && failed.equals(numbers);
    const reasons = failed.isEmpty ? [] : [reasonFor(failed, { source: end.note })];
    return { failed, reasons, isInVain, named: refusedIn(failed, end) };
  } catch (error) {
    const reasons = [reasonFor(numbers, { why: `: ${messageOf(error)}` })];
    return { failed: numbers, reasons, isInVain: false, named: NumberSet.empty };
  }
}

function refusedUnassign(numbers: NumberSet, error: unknown): UnassignOutcome {
  if (!(error instanceof ApiError)) {
    const reasons = [reasonFor(numbers, { why: `: ${messageOf(error)}` })];
    return { failed: numbers, reasons, isInVain: false, named: NumberSet.empty };
  }
  const { named, reasons } = refusedRequest(error, numbers);
  return {
    failed: numbers,
    reasons: reasons.map(({ text, source, ...one }) => reasonFor(one.numbers, { why: `: ${text}`, source })),
    isInVain: error.isRefusal,
    named,
  };
}

/** What became of some of the numbers. */
export function narrowUnassign(outcome: UnassignOutcome, numbers: NumberSet): UnassignOutcome {
  return {
    failed: outcome.failed.intersect(numbers),
    reasons: narrowReasons(outcome.reasons, numbers),
    isInVain: outcome.isInVain,
    named: outcome.named.intersect(numbers),
  };
}

function reasonFor(
  numbers: NumberSet,
  { why = "", source }: { why?: string; source?: string | undefined },
): Reason {
  const text = `not unassigned, so not released${why}`;
  return { code: "not_unassigned", numbers, text, ...(source !== undefined && { source }) };
}

/** A row that cannot be read may be in use. */
function mayBeUsed(rows: Rows): NumberSet {
  return inUse(rows).union(numbersWhere(rows, (row) => row === "unreadable"));
}
