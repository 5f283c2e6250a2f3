import { createHash } from "node:crypto";

/** The beginning of the SHA-256 of a text: so many hexadecimal digits. */
export function hash(text: string, digits: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, digits);
}
