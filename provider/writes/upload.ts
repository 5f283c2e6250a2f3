import { ApiError, NoAnswerError, ResponseShapeError } from "../liveplatform";
import type { NumberSet } from "../numbers/number-set";
import type { UploadPlace } from "../run/upload-journal";
import type { AllocationInputs } from "../state/state";
import type { Writer } from "./tenant-writes";
import { type UploadOutcome, joinUploads, narrowUpload } from "./uploaded";
import type { WriteContext } from "./write-context";

/**
 * Uploads numbers that are not in the tenant, waits for the tasks, and says what is there afterwards. Never throws.
 * `ours`: numbers that are this allocation's whoever has brought them in, as it held or sent them before. `begun`: numbers
 * that it has released to upload them anew, which a run that is cancelled still sends.
 */
export async function upload(
  context: Writer,
  inputs: AllocationInputs,
  { numbers, ours, begun }: { numbers: NumberSet; ours: NumberSet; begun: NumberSet },
): Promise<UploadOutcome> {
  const { taskTimeoutMs: timeoutMs } = context.settings;
  const writes = context.writes(inputs.msTenantId).uploads(inputs);
  const outcomes = await writes.write({ urn: inputs.__urn, numbers, ours, begun, timeoutMs });
  return joinUploads(outcomes.map((outcome) => narrowUpload(outcome, numbers)));
}

/** Where the journal has what an allocation of this stack uploads. */
export function journalPlace({ platform }: WriteContext, inputs: AllocationInputs): UploadPlace {
  return { platform, tenant: inputs.msTenantId, urn: inputs.__urn };
}

/** Whether a write may have been carried out although it failed: then the tenant decides, not a second write. */
export function mayHaveBeenDone(error: unknown): boolean {
  const hasFacts =
    error instanceof ApiError || error instanceof NoAnswerError || error instanceof ResponseShapeError;
  return hasFacts && error.outcomeUnknown;
}
