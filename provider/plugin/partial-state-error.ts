import type { Values } from "../common/operations";
import type { PartialAllocationError } from "../state/errors";

/** Part of an operation is done: `properties` and `inputs` are what state is to keep, sealed for the wire. */
export class PartialStateError extends Error {
  override readonly name = "PartialStateError";
  readonly id: string;
  readonly reasons: readonly string[];

  constructor(
    { message, id, reasons }: PartialAllocationError,
    readonly properties: Values,
    readonly inputs: Values,
  ) {
    super(message);
    this.id = id;
    this.reasons = reasons;
  }
}
