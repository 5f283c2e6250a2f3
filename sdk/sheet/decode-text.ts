/**
 * The text of a CSV file: UTF-16 by its byte order mark or by its zeros (Excel's "Unicode text"), else UTF-8, else
 * Windows-1252 (Excel's plain "CSV" in Western Europe). A file in another encoding has letters in place of its blanks and
 * dashes then, and its numbers are refused.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return decode("utf-16le", bytes);
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return decode("utf-16be", bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return windows1252(bytes);
  }
}

/** What Windows-1252 has where Latin-1 has control characters. Some versions of Node take the one for the other. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function windows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes).toString("latin1");
  return latin1.replaceAll(/[\u0080-\u009f]/g, (one) => WINDOWS_1252.charAt(one.charCodeAt(0) - 0x80));
}

/** Leaves a byte order mark out. */
function decode(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes);
}
