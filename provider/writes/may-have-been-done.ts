import { ApiError, NoAnswerError, ResponseShapeError } from "../liveplatform";

/** Whether a write may have been carried out although it failed: then the tenant decides, not a second write. */
export function mayHaveBeenDone(error: unknown): boolean {
  const hasFacts =
    error instanceof ApiError || error instanceof NoAnswerError || error instanceof ResponseShapeError;
  return hasFacts && error.outcomeUnknown;
}
