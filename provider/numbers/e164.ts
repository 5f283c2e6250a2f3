import { likelyForm } from "./likely-form";
import { sizeOfRange } from "./number-range";
import { type NumberingPlan, numberingPlans } from "./numbering-plans";

/** `problem` continues a sentence that begins with the value: `has 2 digits after +61; numbers of +61 …`. */
export type E164Check =
  | { ok: true; country: string | undefined; callingCode: string; tollFree: boolean }
  | { ok: false; problem: string };

/** `problem` continues a sentence that begins with the range: `is reversed: swap start and end`. */
export type RangeCheck =
  | { ok: true; size: number; tollFree: boolean; country: string | undefined; callingCode: string }
  | { ok: false; problem: string };

/** The longest range that an allocation may name, in numbers. */
export const MAX_RANGE_SIZE = 100_000;

const MAX_DIGITS = 15;

/** Those in service; 822 and the rest of 88x are reserved for it, and no number has them yet. */
const NORTH_AMERICAN_TOLL_FREE = new Set(["800", "833", "844", "855", "866", "877", "888"]);

/**
 * Whether a text is exactly an E.164 number: a plus and digits, an assigned calling code, a length that the code's
 * numbers can have. Whether its block is in use is not asked: metadata learns of new blocks later than operators.
 *
 * `country` is an ISO code, undefined where the calling code is shared and the block unknown, or of no country;
 * `tollFree` is by the area code in North America; elsewhere it is false where the block is unknown.
 *
 * @example
 * checkE164("+61395556880"); // { ok: true, country: "AU", callingCode: "61", tollFree: false }
 * checkE164("0061395556880"); // { ok: false, problem: "is not E.164: write +61395556880" }
 */
export function checkE164(value: string): E164Check {
  if (!/^\+[1-9]\d*$/.test(value)) return refuse(`is not E.164: ${likelyForm(value)}`);
  const digits = value.slice(1);
  if (digits.length > MAX_DIGITS)
    return refuse(`has ${digits.length} digits, and E.164 allows ${MAX_DIGITS} at most`);
  const plan = numberingPlans().planOf(digits);
  if (plan === undefined) return refuse("does not begin with an assigned country calling code");
  return checkAgainstPlan(value, plan);
}

/**
 * Whether two texts are the ends, both included, of a range that an allocation may name: numbers of one country and one
 * length, start not above end, at most `MAX_RANGE_SIZE` numbers. `tollFree` holds where either end is.
 *
 * @example
 * checkRange("+61395556900", "+61395556999"); // { ok: true, size: 100, tollFree: false, country: "AU", callingCode: "61" }
 */
export function checkRange(start: string, end: string): RangeCheck {
  const from = checkE164(start);
  if (!from.ok) return refuse(`has the start ${JSON.stringify(start)}, which ${from.problem}`);
  const to = checkE164(end);
  if (!to.ok) return refuse(`has the end ${JSON.stringify(end)}, which ${to.problem}`);
  if (from.callingCode !== to.callingCode || isOtherCountry(from.country, to.country))
    return refuse(`begins in ${placeOf(from)} and ends in ${placeOf(to)}: write one range for each`);

  const size = sizeOfRange({ first: Number(start), last: Number(end) });
  if (start.length !== end.length) {
    return refuse(
      `begins with ${start.length - 1} digits and ends with ${end.length - 1}: both must have the same length`,
    );
  }
  if (size < 1) return refuse("is reversed: swap start and end");
  if (size > MAX_RANGE_SIZE) {
    return refuse(
      `holds ${size} numbers, and a range may hold ${MAX_RANGE_SIZE} at most: check its end, or split it`,
    );
  }
  const { callingCode } = from;
  const country = from.country ?? to.country;
  return { ok: true, size, tollFree: from.tollFree || to.tollFree, country, callingCode };
}

function checkAgainstPlan(value: string, plan: NumberingPlan): E164Check {
  const national = value.slice(1 + plan.callingCode.length);
  const parsed = numberingPlans().parse(value);
  // Only a zero is taken for a trunk prefix: other prefixes (8 in Russia) may as well begin a new block.
  if (national.startsWith("0") && parsed !== undefined && parsed.number !== value)
    return refuse(`keeps the 0 that is dialled inside the country only: write ${parsed.number}`);

  const known = parsed?.number === value ? parsed : undefined;
  // A code of no country lists no lengths; the library knows them.
  if (!plan.lengths.includes(national.length) && known?.isPossible() !== true)
    return refuse(wrongLength(national.length, plan));

  return {
    ok: true,
    country: known?.country ?? onlyCountryOf(plan),
    callingCode: plan.callingCode,
    tollFree: isTollFree(national, plan, known?.getType()),
  };
}

/** North American area codes say it for every block, also for those that no metadata knows. */
function isTollFree(national: string, { callingCode }: NumberingPlan, type: string | undefined): boolean {
  return callingCode === "1" ? NORTH_AMERICAN_TOLL_FREE.has(national.slice(0, 3)) : type === "TOLL_FREE";
}

function onlyCountryOf({ countries }: NumberingPlan): string | undefined {
  return countries.length === 1 ? countries[0] : undefined;
}

function wrongLength(length: number, { callingCode, countries, lengths }: NumberingPlan): string {
  const had = `has ${length} ${length === 1 ? "digit" : "digits"} after +${callingCode}`;
  if (lengths.length === 0) return `${had}, which is not a length of its numbers`;
  const country = new Intl.DisplayNames("en", { type: "region" }).of(countries[0] ?? "");
  return `${had}; numbers of +${callingCode} (${country}) have ${listOf(lengths)}`;
}

/** [5, 6, 7, 9] → "5 to 7 or 9". */
function listOf(lengths: readonly number[]): string {
  const runs: { first: number; last: number }[] = [];
  for (const length of lengths) {
    const open = runs.at(-1);
    if (open?.last === length - 1) open.last = length;
    else runs.push({ first: length, last: length });
  }
  return runs.map(({ first, last }) => (first === last ? `${first}` : `${first} to ${last}`)).join(" or ");
}

function isOtherCountry(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function placeOf({ callingCode, country }: { callingCode: string; country: string | undefined }): string {
  return country === undefined ? `+${callingCode}` : `+${callingCode} (${country})`;
}

function refuse(problem: string): { ok: false; problem: string } {
  return { ok: false, problem };
}
