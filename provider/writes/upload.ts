import type { NumberSet } from "../numbers/number-set";
import type { AllocationInputs } from "../state/state";
import type { Writer } from "./tenant-writes";
import { type UploadOutcome, joinUploads } from "./uploaded";

/**
 * Uploads numbers that are not in the tenant, waits for the tasks, and says what is there afterwards. Never throws.
 * `ours`: numbers that are this allocation's whoever has brought them in, as it held or sent them before. `begun`: numbers
 * that it has released to upload them anew, which a run that is cancelled still sends.
 */
export async function upload(
  context: Writer,
  urn: string,
  { inputs, ...sent }: { inputs: AllocationInputs; numbers: NumberSet; ours: NumberSet; begun: NumberSet },
): Promise<UploadOutcome> {
  const { taskTimeoutMs: timeoutMs } = context.settings;
  const writes = context.writes(inputs.msTenantId).uploads(inputs);
  return joinUploads(await writes.write({ urn, ...sent, timeoutMs }));
}
