import type { RefusalCode } from "./refusal-code";

/**
 * An error whose message is a sentence for whoever runs the program: what happened, to what, and what to do next. It prints without a
 * stack trace, which would only say where in this package the sentence stands.
 */
export abstract class ErrorForPeople extends Error {
  declare readonly isForPeople: true;
  /** What kind of error it is: the wording may change. */
  abstract readonly code: RefusalCode;

  /** @param printed what an engine or a terminal prints in place of the stack */
  constructor(message: string, printed = message) {
    super(message);
    Object.defineProperty(this, "isForPeople", { value: true });
    Object.defineProperty(this, "stack", { value: printed, configurable: true });
  }
}
