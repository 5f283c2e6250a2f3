/** A mistake in the program, told without a stack: it would only say where in this package the sentence stands. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly code = "usage";
  /** What Pulumi tells its own RunError by, whichever copy of it looks; a provider's process has no use for the SDK besides. */
  readonly __pulumiRunError = true;

  constructor(message: string) {
    super(message);
    Object.defineProperty(this, "stack", { value: message });
  }
}
