import * as pulumi from "@pulumi/pulumi";

/** A mistake in the program, told without a stack: it would only say where in this package the sentence stands. */
export class UsageError extends pulumi.RunError {
  override readonly name = "UsageError";

  constructor(message: string) {
    super(message);
    Object.defineProperty(this, "stack", { value: message });
  }
}
