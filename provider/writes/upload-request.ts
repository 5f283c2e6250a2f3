import type { UploadRequest } from "../liveplatform";
import type { NumberSet } from "../numbers/number-set";
import type { AllocationInputs } from "../state/state";

/** The body of an upload of these numbers, with the settings of their allocation. */
export function uploadRequest(inputs: AllocationInputs, numbers: NumberSet): UploadRequest {
  const {
    callingProfile,
    usage,
    additionalUsages,
    capabilities,
    country,
    address,
    location,
    typeOfService,
    ticketId,
  } = inputs;
  return {
    callingProfile,
    usage,
    capabilities,
    ...numbers.toRequest(),
    ...(additionalUsages && { additionalUsages }),
    ...(country !== undefined && { country }),
    ...(address !== undefined && { address }),
    ...(location !== undefined && { location }),
    ...(typeOfService !== undefined && { typeOfService }),
    ...(ticketId !== undefined && { ticketId }),
  };
}
