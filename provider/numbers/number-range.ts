/** E.164 digits as integers: 15 digits at most, so always below 2^53. `first` and `last` have the same number of digits. */
export interface NumberRange {
  readonly first: number;
  readonly last: number;
}

const POWERS_OF_TEN: ReadonlySet<number> = new Set(
  Array.from({ length: 16 }, (_, exponent) => 10 ** exponent),
);

/** A plus, and 15 digits at most. */
export const E164 = /^\+[1-9]\d{0,14}$/;

/** `+61395556880` → 61395556880; undefined for anything that is not E.164. */
export function parseNumber(phoneNumber: string): number | undefined {
  return E164.test(phoneNumber) ? Number(phoneNumber.slice(1)) : undefined;
}

/** Errors: a RangeError that names what is not a number, is reversed or mixes lengths. */
export function rangeOf(start: string, end: string): NumberRange {
  const first = numberOf(start);
  const last = numberOf(end);
  if (start.length !== end.length)
    throw new RangeError(`"${start}..${end}" mixes numbers of different lengths`);
  if (first > last) throw new RangeError(`"${start}..${end}" is reversed`);
  return { first, last };
}

/** The range of a canonical key, `+61395556880` or `+61395556900..+61395556999`. Errors: as `rangeOf`. */
export function rangeOfKey(key: string): NumberRange {
  const dots = key.indexOf("..");
  if (dots >= 0) return rangeOf(key.slice(0, dots), key.slice(dots + 2));
  const value = numberOf(key);
  return { first: value, last: value };
}

/** The normalised ranges of canonical keys in any order. Errors: as `rangeOf`. */
export function rangesOfKeys(keys: Iterable<string>): NumberRange[] {
  const singles: number[] = [];
  const ranges: NumberRange[] = [];
  for (const key of keys) {
    const value = parseNumber(key);
    if (value === undefined) ranges.push(rangeOfKey(key));
    else singles.push(value);
  }
  // A typed array sorts several times as fast as a list of objects.
  const sorted = Array.from(Float64Array.from(singles).sort(), (value) => ({ first: value, last: value }));
  return normaliseRanges([...sorted, ...ranges]);
}

export function keyOfRange({ first, last }: NumberRange): string {
  return first === last ? `+${first}` : `+${first}..+${last}`;
}

export function sizeOfRange({ first, last }: NumberRange): number {
  return last - first + 1;
}

/** Sorted, disjoint, adjacent ranges merged: the one form in which equal sets are equal lists. */
export function normaliseRanges(ranges: Iterable<NumberRange>): NumberRange[] {
  // Two sorted lists one after the other are two runs to the sort, which merges them in linear time.
  const sorted = Array.from(ranges).sort((a, b) => a.first - b.first);
  const merged: NumberRange[] = [];
  let open: NumberRange | undefined;
  for (const range of sorted) {
    if (open === undefined) {
      open = range;
    } else if (range.first <= open.last || continues(open, range)) {
      open = extend(open, range.last);
    } else {
      merged.push(open);
      open = range;
    }
  }
  if (open !== undefined) merged.push(open);
  return merged;
}

/** What `left` has and `right` has not; both normalised, and so is the result. */
export function subtractRanges(left: readonly NumberRange[], right: readonly NumberRange[]): NumberRange[] {
  const rest: NumberRange[] = [];
  let next = 0;
  for (const range of left) {
    let first = range.first;
    for (; next < right.length; next++) {
      const hole = right[next];
      if (hole === undefined || hole.first > range.last) break;
      if (hole.first > first) rest.push({ first, last: hole.first - 1 });
      first = Math.max(first, hole.last + 1);
      // The hole may reach into the next range of `left`: it is looked at again there.
      if (hole.last > range.last) break;
    }
    if (first <= range.last) rest.push({ first, last: range.last });
  }
  return rest;
}

/** What both have, piece by piece, so that asking for the first piece costs no more than finding it. */
export function* intersectRanges(
  left: readonly NumberRange[],
  right: readonly NumberRange[],
): Generator<NumberRange, undefined> {
  let l = 0;
  let r = 0;
  for (;;) {
    const a = left[l];
    const b = right[r];
    if (a === undefined || b === undefined) return undefined;
    const first = Math.max(a.first, b.first);
    const last = Math.min(a.last, b.last);
    if (first <= last) yield { first, last };
    if (a.last < b.last) l++;
    else r++;
  }
}

function numberOf(phoneNumber: string): number {
  const value = parseNumber(phoneNumber);
  if (value === undefined)
    throw new RangeError(`"${phoneNumber}" is not an E.164 number such as +61395556880`);
  return value;
}

function extend(range: NumberRange, last: number): NumberRange {
  return last > range.last ? { first: range.first, last } : range;
}

/** +999 and +1000 are neighbours as integers but not as telephone numbers: a range has one length. */
function continues(range: NumberRange, next: NumberRange): boolean {
  return next.first === range.last + 1 && !POWERS_OF_TEN.has(next.first);
}
