import { LivePlatformError } from "./errors";

/** No token could be had, so the request was not sent. */
export class SignInError extends LivePlatformError {
  readonly code = "no_token";
  /** The answer was no, and will be no again; false where nobody answered. */
  readonly isRefusal: boolean;

  constructor(message: string, { isRefusal }: { isRefusal: boolean }) {
    super("SignInError", message);
    this.isRefusal = isRefusal;
  }
}
