/**
 * The text of a file, as Windows writes it too: UTF-8 with or without a mark, UTF-16 of either byte order. Without a mark,
 * UTF-16 is known by its first character, which must be of ASCII, as in JSON.
 *
 * Errors: bytes that are neither; `source` says where they came from.
 *
 * @example
 * decodeText(readFileSync("preview.json"), "preview.json"); // PowerShell 5 writes UTF-16: > preview.json
 */
export function decodeText(bytes: Uint8Array, source: string): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Error(
      `${source} cannot be read as text: expected UTF-8 or UTF-16, and it is neither, or only a part of it.`,
    );
  }
}

function encodingOf([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  const hasMark = (one: number, other: number): boolean => first === one && second === other;
  if (hasMark(0xff, 0xfe) || (second === 0 && first !== 0)) return "utf-16le";
  if (hasMark(0xfe, 0xff) || (first === 0 && second !== 0)) return "utf-16be";
  return "utf-8";
}
