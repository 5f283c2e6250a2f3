import { masker } from "./mask";

/** Makes text from a server fit to be shown: no secret, no control characters, one line, at most `limit` characters. */
export type SafeText = (text: string, limit?: number) => string;

/** Anything that looks like a token, whoever's it is: a JWT, or what follows "Bearer". */
const tokenLike = /\beyJ[\w-]{8,}(?:\.[\w-]*)*|\bBearer\s+(?!realm|error|authorization_uri)[\w.~+/-]{8,}=*/gi;
// Escape sequences in an answer must not reach the terminal.
const controls = /[\p{Cc}\p{Cf}\s]+/gu;

/** A text of the platform that is printed at full length: one line, without control characters. */
export function oneLine(text: string): string {
  return text.replace(controls, " ").trim();
}

/** @param secrets the tokens sent so far: a server that echoes one must not get it into an error. */
export function safeText(secrets: readonly string[]): SafeText {
  const mask = masker(secrets, "***");
  return (text, limit = 300) => {
    // Masked before it is cut: half a token at the edge would not be recognised.
    const line = oneLine(mask(text).replace(tokenLike, "***"));
    return line.length > limit ? `${line.slice(0, limit)}…` : line;
  };
}
