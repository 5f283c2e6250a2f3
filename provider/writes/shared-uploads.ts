import { CANCELLED } from "../common/cancellation";
import { messageOf } from "../common/message-of";
import { ApiError } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import type { Reason } from "../state/reason";
import { hiddenTexts } from "../state/settings-change";
import type { AllocationInputs } from "../state/state";
import { withRow } from "../tenant/rows";
import { bestEffort } from "./best-effort";
import { refusedRequest } from "./refused-request";
import { type SharedRequest, sendInTurn } from "./send-in-turn";
import { type Part, type SharedOptions, SharedWrite } from "./shared-write";
import { uploadRequest } from "./upload-request";
import { type EndedUpload, type UploadOutcome, afterUpload, narrowUpload, notSent } from "./uploaded";
import type { WriteContext } from "./write-context";

export interface UploadPart extends Part {
  /** Numbers that are the allocation's whoever has brought them in, as it held or sent them before. */
  readonly ours: NumberSet;
  /** Numbers that have been released to be uploaded anew. */
  readonly begun: NumberSet;
}

interface Ended {
  /** The first of the resources that it was sent for. */
  readonly urn: string;
  /** In the journal; undefined where it could not be noted. */
  readonly key: string | undefined;
  readonly end: EndedUpload | { readonly refused: UploadOutcome };
}

/** Uploads to one tenant with these settings, whichever allocation they are for. */
export function sharedUploads(
  context: WriteContext,
  inputs: AllocationInputs,
  shared: SharedOptions,
): SharedWrite<UploadPart, Ended, UploadOutcome> {
  return new SharedWrite({
    ...shared,
    send: (numbers, parts) => sendUpload(context, inputs, { ...shared, numbers, parts }),
    conclude: (ended) => conclude(context, inputs, ended),
    narrow: narrowUpload,
  });
}

async function sendUpload(
  context: WriteContext,
  inputs: AllocationInputs,
  shared: SharedRequest<UploadPart>,
): Promise<Ended> {
  const { numbers, parts } = shared;
  const urns = parts.map((part) => part.urn);
  const [urn = ""] = urns;
  const isBegun = parts.some(({ begun }) => begun.overlaps(numbers));
  const unsent = (why: string): Ended => {
    const reason: Reason = { code: "not_sent", numbers, text: `not sent, because ${why}` };
    return { urn, key: undefined, end: { refused: notSent([reason]) } };
  };
  if (context.cancellation.isCancelled && !isBegun) return unsent(CANCELLED);
  const at = new Date(context.clock.now()).toISOString();
  let key: string | undefined;
  const note = (): void => {
    key = context.journal.begin(
      { platform: context.platform, tenant: inputs.msTenantId, urn },
      { numbers: numbers.toCanonical(), at, settings: hiddenTexts(inputs) },
    );
  };
  try {
    // What has been released for it is in no tenant: that is worse than a note that is missing.
    if (isBegun) bestEffort(context, urn, note);
    else note();
  } catch (error) {
    return unsent(`the upload could not be recorded first: ${messageOf(error)}`);
  }
  const ours = NumberSet.unionAll(parts.map((part) => part.ours));
  const request = uploadRequest(inputs, numbers);
  const end = await sendInTurn(context, { doing: "uploading", ...shared }, async () => {
    const accepted = await context.api.upload(inputs.msTenantId, request);
    bestEffort(context, urn, () => {
      if (key !== undefined) context.journal.accepted(key, accepted.taskId);
    });
    return accepted;
  });
  if ("refused" in end) return { urn, key, end: { refused: refusedUpload(numbers, request, end.refused) } };
  const sent = { numbers, ours, urns, sentAt: at };
  if (end.taskId !== undefined) return { urn, key, end: { ...sent, end, lostAt: undefined } };
  const lost = { ...end, note: `the answer to the upload was lost: ${end.note}` };
  return { urn, key, end: { ...sent, end: lost, lostAt: new Date(context.clock.now()).toISOString() } };
}

function refusedUpload(
  numbers: NumberSet,
  request: ReturnType<typeof uploadRequest>,
  error: unknown,
): UploadOutcome {
  if (!(error instanceof ApiError)) return notSent([{ code: "not_sent", numbers, text: messageOf(error) }]);
  const { reasons, named } = refusedRequest(error, numbers, request);
  return notSent(reasons, { isInVain: error.isRefusal, named });
}

/** What is on its way, and what came in, stays in the journal until a state is seen to hold it: the engine may be killed before. */
async function conclude(
  context: WriteContext,
  inputs: AllocationInputs,
  { urn, key, end }: Ended,
): Promise<UploadOutcome> {
  const outcome = "refused" in end ? end.refused : await afterUpload(context, inputs, end);
  if (key === undefined) return outcome;
  const arrived = withRow(outcome.rows);
  bestEffort(context, urn, () => {
    if (outcome.pending.numbers.isEmpty) context.journal.end(key, arrived);
    else context.journal.narrow(key, arrived.union(outcome.pending.numbers));
  });
  return outcome;
}
