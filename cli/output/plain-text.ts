const LONGEST = 200;

/** Text of the platform for a terminal, a comment or a page: one line without control characters, not endless. */
export function plainText(text: string): string {
  const line = text
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}…`;
}
