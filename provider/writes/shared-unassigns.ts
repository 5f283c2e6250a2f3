import { messageOf } from "../common/message-of";
import { ApiError } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import type { Reason } from "../state/reason";
import { type Rows, inUse, numbersWhere } from "../tenant/rows";
import { observeWrite } from "./after-write";
import { refusedIn } from "./refusals";
import { refusedRequest } from "./refused-request";
import { type NotTaken, type SharedRequest, sendInTurn } from "./send-in-turn";
import { type Answer, type Part, type SharedOptions, SharedWrite, narrowAnswer } from "./shared-write";
import type { TaskEnd } from "./task-end";
import type { WriteContext } from "./write-context";

export interface UnassignOutcome extends Answer {
  /** Still in use, or not known not to be. */
  readonly failed: NumberSet;
}

interface Ended {
  readonly numbers: NumberSet;
  readonly urns: readonly string[];
  readonly end: TaskEnd | NotTaken;
}

export function sharedUnassigns(
  context: WriteContext,
  tenant: string,
  shared: SharedOptions,
): SharedWrite<Part, Ended, UnassignOutcome> {
  return new SharedWrite({
    ...shared,
    send: (numbers, parts) => sendUnassign(context, tenant, { ...shared, numbers, parts }),
    conclude: (ended) => lookAtUse(context, tenant, ended),
    narrow: (outcome, numbers) => ({
      ...narrowAnswer(outcome, numbers),
      failed: outcome.failed.intersect(numbers),
    }),
  });
}

async function sendUnassign(context: WriteContext, tenant: string, request: SharedRequest): Promise<Ended> {
  const { numbers, parts } = request;
  const end = await sendInTurn(context, { doing: "unassigning", ...request }, () =>
    context.api.unassign(tenant, [...numbers]),
  );
  return { numbers, urns: parts.map(({ urn }) => urn), end };
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
    const reasons = failed.isEmpty ? [] : [reasonFor(failed, "", end.note)];
    return { failed, reasons, isInVain, named: refusedIn(failed, end) };
  } catch (error) {
    return notUnassigned(numbers, error);
  }
}

function notUnassigned(numbers: NumberSet, error: unknown): UnassignOutcome {
  const reasons = [reasonFor(numbers, `: ${messageOf(error)}`)];
  return { failed: numbers, reasons, isInVain: false, named: NumberSet.empty };
}

function refusedUnassign(numbers: NumberSet, error: unknown): UnassignOutcome {
  if (!(error instanceof ApiError)) return notUnassigned(numbers, error);
  const { named, reasons } = refusedRequest(error, numbers);
  return {
    failed: numbers,
    reasons: reasons.map(({ text, source, ...one }) => reasonFor(one.numbers, `: ${text}`, source)),
    isInVain: error.isRefusal,
    named,
  };
}

function reasonFor(numbers: NumberSet, why: string, source?: string): Reason {
  return { code: "not_unassigned", numbers, text: `not unassigned, so not released${why}`, source };
}

/** A row that cannot be read may be in use. */
function mayBeUsed(rows: Rows): NumberSet {
  return inUse(rows).union(numbersWhere(rows, (row) => row === "unreadable"));
}
