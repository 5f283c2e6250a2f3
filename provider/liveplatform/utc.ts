const ZONED = /(?:z|utc|gmt|[+-]\d\d:?\d\d)$/i;
const ISO_TIME = /^(\d{4}-\d\d-\d\d)[t ](\d\d:\d\d.*)$/i;
/** What .NET writes for "no date at all". */
const NO_DATE = /^0001-01-01/;

/**
 * A time that the platform states, in milliseconds since 1970; NaN where it is none. Without a zone it is UTC: `Date.parse`
 * would take it for the time of the machine that the run happens to be on.
 */
export function parseUtc(text: string | null | undefined): number {
  const time = (text ?? "").trim().replace(ISO_TIME, "$1T$2");
  if (NO_DATE.test(time)) return NaN;
  // A date alone is UTC already.
  if (ZONED.test(time) || /^\d{4}-\d\d-\d\d$/.test(time)) return Date.parse(time);
  return Date.parse(ISO_TIME.test(time) ? `${time}Z` : `${time} UTC`);
}
