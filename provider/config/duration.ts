const DURATION = /^(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?(?:(\d+)ms)?$/;

const UNITS_MS = [3_600_000, 60_000, 1000, 1];

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
  const [, ...amounts] = DURATION.exec(/^\d+(\.\d+)?$/.test(text) ? `${text}s` : text) ?? [];
  if (amounts.every((amount) => amount === undefined)) return undefined;
  return Math.round(
    amounts.reduce((sum, amount, unit) => sum + Number(amount ?? 0) * (UNITS_MS[unit] ?? 0), 0),
  );
}
