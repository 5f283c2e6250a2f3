import { randomBytes } from "node:crypto";

/** Codes that open the page once each: a link with one can be printed, and is worth nothing once it was used. */
export class Invitations {
  readonly #codes = new Set<string>();

  /** A new code. */
  issue(): string {
    const code = randomBytes(16).toString("base64url");
    this.#codes.add(code);
    return code;
  }

  /** Whether the code was good; it is not any more. */
  redeem(code: string): boolean {
    return this.#codes.delete(code);
  }
}
