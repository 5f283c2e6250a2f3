const NUMBER = /^\d+(?:\.\d+)?$/;
const DURATION = /^(?=.)(?:\d+(?:\.\d+)?h)?(?:\d+(?:\.\d+)?m)?(?:\d+(?:\.\d+)?s)?(?:\d+ms)?$/;
const UNIT_MS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/**
 * Milliseconds of a duration: hours, minutes, seconds and milliseconds, each at most once and in this order; a number
 * without a unit is seconds. Undefined for anything else.
 *
 * @example
 * parseDuration("1h30m"); // 5_400_000
 * parseDuration("90"); // 90_000
 * parseDuration("500ms"); // 500
 */
export function parseDuration(text: string): number | undefined {
  const duration = NUMBER.test(text) ? `${text}s` : text;
  if (!DURATION.test(duration)) return undefined;
  const parts = Array.from(
    duration.matchAll(/([\d.]+)(ms|[hms])/g),
    ([, amount, unit = ""]) => Number(amount) * (UNIT_MS[unit] ?? 0),
  );
  return Math.round(parts.reduce((sum, part) => sum + part, 0));
}
