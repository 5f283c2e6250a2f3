/**
 * How long a `Retry-After` header asks to wait, in milliseconds: seconds, or an HTTP date. A date that has passed
 * is 0. Anything else (negative, a word, several values) is undefined: no request to wait at all.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  const value = header?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);

  // Date.parse accepts almost anything ("-5" is a year); every HTTP date begins with a weekday.
  const date = /^[A-Za-z]+,? /.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
