/** A shorter secret may be a part of a word; a longer one is no part of anything else. */
const LONG = 16;
/** From this length on a part of a base64 text tells a secret. */
const TELLING = 8;

const WORD = "[\\p{L}\\p{N}_]";
/** An escape ends in a letter or a digit, and what follows begins anew. */
const BEGINS = `(?:(?<!${WORD})|(?<=%[\\da-f]{2}|\\\\[nrtbf]|\\\\u[\\da-f]{4}))`;
const ENDS = `(?!${WORD})`;

/**
 * Puts a mark in place of secrets, in every spelling in which an error may hold them: as they are, in a URL, in JSON, in
 * base64. A short one only where it stands by itself: "tok" is no part of "token".
 *
 * @example
 * masker(["tok"], "[secret]")("Bearer tok: the token is refused"); // "Bearer [secret]: the token is refused"
 */
export function masker(secrets: readonly string[], mark: string): (text: string) => string {
  let pattern: RegExp | undefined;
  return (text) => {
    pattern ??= patternOf(secrets);
    return text.replace(pattern, mark);
  };
}

/** The longest first: another secret may be a part of it. */
function patternOf(secrets: readonly string[]): RegExp {
  const spellings = new Set(secrets.flatMap(asSent).flatMap(spellingsOf));
  const sorted = [...spellings].sort((a, b) => b.length - a.length).map(standing);
  return new RegExp(sorted.length === 0 ? "(?!)" : sorted.join("|"), "giu");
}

/** Line breaks and blanks that came with it from a file are not sent. */
function asSent(secret: string): string[] {
  return [secret, secret.trim(), secret.replace(/\s+/g, "")].filter((form) => form.trim() !== "");
}

function spellingsOf(secret: string): string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  const inForm = new URLSearchParams({ "": secret }).toString().slice(1);
  const inUrl = [encodeURIComponent(secret), encodeURI(secret), inForm];
  return [secret, inJson, JSON.stringify(inJson).slice(1, -1), ...inUrl, ...base64Of(Buffer.from(secret))];
}

/** The whole, and what of it stands in a longer text whatever stands before it. */
function base64Of(secret: Buffer): string[] {
  const whole = secret.toString("base64");
  const parts = secret.length < TELLING ? [] : [0, 1, 2].map((before) => base64Within(secret, before));
  return [whole, whole.replace(/=+$/, ""), ...parts].flatMap((text) => [
    text,
    text.replaceAll("+", "-").replaceAll("/", "_"),
    encodeURIComponent(text),
  ]);
}

/** Without the characters that hold bits of what is around it. */
function base64Within(secret: Buffer, before: number): string {
  const text = Buffer.concat([Buffer.alloc(before), secret])
    .toString("base64")
    .replace(/=+$/, "");
  const end = (before + secret.length) % 3 === 0 ? text.length : -1;
  return text.slice(Math.ceil((before * 4) / 3), end);
}

function standing(spelling: string): string {
  const literal = spelling.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  if (spelling.length >= LONG) return literal;
  const isWord = new RegExp(WORD, "u");
  const [first = "", last = ""] = [spelling.at(0), spelling.at(-1)];
  return `${isWord.test(first) ? BEGINS : ""}${literal}${isWord.test(last) ? ENDS : ""}`;
}
