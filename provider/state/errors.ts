/**
 * An error meant for a person: it says what happened, to which numbers, and what to do next.
 * It prints without a stack trace, which would only say where in the provider the sentence stands.
 */
export class UserError extends Error {
  override readonly name: string = "UserError";

  /** @param code what kind of refusal it is, in one word: what is asserted where the wording may change */
  constructor(
    message: string,
    readonly code?: string,
  ) {
    super(message);
    Object.defineProperty(this, "stack", { value: message });
  }
}

/** What a part of an operation has come to. */
export interface Part {
  id: string;
  properties: Record<string, unknown>;
  reasons: string[];
  codes: readonly string[];
}

/**
 * Part of an operation is done. The engine saves `properties` as the resource's state, shows each reason under the
 * resource, ends the run as failed, and goes on with `update` the next time.
 */
export class PartialAllocationError extends UserError {
  override readonly name = "PartialAllocationError";

  readonly id: string;
  readonly properties: Part["properties"];
  /** What the engine prints. */
  readonly reasons: string[];
  /** What kinds of reasons there are. */
  readonly codes: readonly string[];

  constructor(message: string, { id, properties, reasons, codes }: Part) {
    super(message, "partial");
    this.id = id;
    this.properties = properties;
    this.reasons = reasons;
    this.codes = codes;
  }

  /** The same with other properties. */
  with(properties: Part["properties"]): PartialAllocationError {
    const { message, id, reasons, codes } = this;
    return new PartialAllocationError(message, { id, properties, reasons, codes });
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
