import type { LivePlatformError } from "../liveplatform";
import { NotSentError } from "../liveplatform/errors";

/** Why it is not known what became of a write: what is known of its task, and why the tenant could not tell more. */
export function notRead(note: string, error: LivePlatformError): string {
  // A read is not sent once the run is cancelled.
  if (error instanceof NotSentError) return `${note}, and the tenant was not read any more`;
  return `${note}; reading the tenant failed: ${error.message}`;
}
