import type { AllocationState } from "./model";

/**
 * An error meant for a person: it says what happened, to which numbers, and what to do next.
 * It prints without a stack trace, which would only say where in the provider the sentence stands.
 */
export class UserError extends Error {
  override readonly name: string = "UserError";

  constructor(message: string) {
    super(message);
    Object.defineProperty(this, "stack", { value: message });
  }
}

/**
 * Part of an operation is done. The engine saves `properties` as the resource's state, shows each reason under the
 * resource, ends the run as failed, and goes on with `update` the next time.
 */
export class PartialAllocationError extends UserError {
  override readonly name = "PartialAllocationError";

  constructor(
    message: string,
    readonly id: string,
    readonly properties: AllocationState,
    readonly reasons: string[],
  ) {
    super(message);
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
