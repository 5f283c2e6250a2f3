/** `problem` continues a sentence that begins with the file: `is empty`. */
export type Parsed = { readonly value: unknown } | { readonly problem: string };

const OPENING = /^\s*[{[]/;

/**
 * The one JSON document of a text. What npm, pnpm or Yarn print before and after the output of a script is passed over.
 *
 * @example
 * parseDocument('> shop@1.0.0 preview\n> pulumi preview --json\n\n{"steps":[]}'); // { value: { steps: [] } }
 */
export function parseDocument(text: string): Parsed {
  if (text.trim() === "") return { problem: "is empty" };
  const whole = parsed(text);
  if (whole !== undefined) return whole;
  const lines = text.split("\n");
  const start = lines.findIndex((line) => OPENING.test(line));
  if (start < 0) return { problem: "is not JSON" };
  const rest = lines.slice(start).join("\n").trimStart();
  const end = endOfDocument(rest);
  if (end === undefined) return { problem: "ends in the middle of its JSON" };
  if (
    rest
      .slice(end)
      .split("\n")
      .some((line) => OPENING.test(line))
  )
    return { problem: "holds more than one JSON document" };

  return parsed(rest.slice(0, end)) ?? { problem: "is not JSON" };
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Where the first document ends: behind the bracket that closes its first one. */
function endOfDocument(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at);
    if (character === "{" || character === "[") depth++;
    if (character === "}" || character === "]") depth--;
    if (depth === 0) return at + 1;
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}
