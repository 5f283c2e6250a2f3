import type { UploadRequest } from "../liveplatform";
import type { NumberSet } from "../numbers/number-set";
import { SENT, type SentName } from "../state/properties";
import type { AllocationInputs } from "../state/state";

/** The body of an upload of these numbers, with what is sent of their allocation. */
export function uploadRequest(inputs: AllocationInputs, numbers: NumberSet): UploadRequest {
  return { ...sentOf(inputs), ...numbers.toRequest() };
}

function sentOf(inputs: AllocationInputs): Pick<AllocationInputs, SentName>;
function sentOf(inputs: AllocationInputs): Partial<AllocationInputs> {
  const given = SENT.filter((name) => inputs[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, inputs[name]]));
}
