/** A mistake in the program, told without a stack: it would only say where in this package the sentence stands. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  constructor(message: string) {
    super(message);
    Object.defineProperty(this, "stack", { value: `UsageError: ${message}` });
  }
}
