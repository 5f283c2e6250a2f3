import { figure } from "./figure";
import {
  type NumberRange,
  intersectRanges,
  keyOfRange,
  normaliseRanges,
  parseNumber,
  rangeOf,
  rangeOfKey,
  rangesOfKeys,
  sizeOfRange,
  subtractRanges,
} from "./number-range";

export type { NumberRange } from "./number-range";

/** A set as state keeps it: a number or `first..last` → how many numbers, e.g. `{"+61395556900..+61395556999": 100}`. */
export type CanonicalNumbers = Record<string, number>;

/**
 * An immutable set of E.164 numbers, kept as ranges: what it costs depends on how many runs of consecutive numbers
 * there are, not on how many numbers. Equal sets have equal ranges, equal keys and equal canonical maps.
 *
 * Everything that makes a set of text throws a RangeError naming the text that is not a number or a range.
 *
 * @example
 * NumberSet.of("+61395556880", "+61395556900..+61395556999").minus(NumberSet.of("+61395556950")).keys();
 * // ["+61395556880", "+61395556900..+61395556949", "+61395556951..+61395556999"]
 */
export class NumberSet implements Iterable<string> {
  static readonly empty = new NumberSet([]);

  /** Sorted, disjoint, never adjacent (but where the number of digits changes). */
  readonly ranges: readonly NumberRange[];
  readonly size: number;

  private constructor(ranges: readonly NumberRange[]) {
    this.ranges = ranges;
    this.size = ranges.reduce((sum, range) => sum + sizeOfRange(range), 0);
  }

  /** A set of numbers and `first..last` keys, in any order, repeated or overlapping as they may be. */
  static of(...phoneNumbers: string[]): NumberSet {
    return NumberSet.fromNumbers(phoneNumbers);
  }

  /** As `of`, for lists of any length. */
  static fromNumbers(phoneNumbers: Iterable<string>): NumberSet {
    return new NumberSet(rangesOfKeys(phoneNumbers));
  }

  /** A set of ranges, both ends included. Errors: also where start is above end, or their lengths differ. */
  static fromRanges(ranges: Iterable<{ start: string; end: string }>): NumberSet {
    return new NumberSet(normaliseRanges(Array.from(ranges, ({ start, end }) => rangeOf(start, end))));
  }

  /** The inverse of `toCanonical`. Errors: also where a count is not that of its key. */
  static fromCanonical(map: CanonicalNumbers | undefined): NumberSet {
    return map === undefined
      ? NumberSet.empty
      : new NumberSet(normaliseRanges(Object.entries(map).map(canonicalRange)));
  }

  static unionAll(sets: Iterable<NumberSet>): NumberSet {
    const some = Array.from(sets).filter((set) => !set.isEmpty);
    const [only = NumberSet.empty] = some;
    return some.length <= 1 ? only : new NumberSet(normaliseRanges(some.flatMap((set) => set.ranges)));
  }

  static unionOf(items: Iterable<{ readonly numbers: NumberSet }>): NumberSet {
    return NumberSet.unionAll(Array.from(items, ({ numbers }) => numbers));
  }

  get isEmpty(): boolean {
    return this.size === 0;
  }

  get lowest(): string | undefined {
    const range = this.ranges[0];
    return range && `+${range.first}`;
  }

  /** False for text that is not a number. */
  has(phoneNumber: string): boolean {
    const value = parseNumber(phoneNumber);
    return value !== undefined && contains(this.ranges, value);
  }

  union(other: NumberSet): NumberSet {
    return NumberSet.unionAll([this, other]);
  }

  minus(other: NumberSet): NumberSet {
    return spansMeet(this, other) ? new NumberSet(subtractRanges(this.ranges, other.ranges)) : this;
  }

  intersect(other: NumberSet): NumberSet {
    return spansMeet(this, other)
      ? new NumberSet(Array.from(intersectRanges(this.ranges, other.ranges)))
      : NumberSet.empty;
  }

  overlaps(other: NumberSet): boolean {
    return spansMeet(this, other) && intersectRanges(this.ranges, other.ranges).next().done !== true;
  }

  equals(other: NumberSet): boolean {
    const isTwin = ({ first, last }: NumberRange, index: number) => {
      const twin = other.ranges[index];
      return first === twin?.first && last === twin.last;
    };
    return this.ranges.length === other.ranges.length && this.ranges.every(isTwin);
  }

  /** `{"+61395556880": 1, "+61395556900..+61395556999": 100}`, keys ascending. */
  toCanonical(): CanonicalNumbers {
    return Object.fromEntries(this.ranges.map((range) => [keyOfRange(range), sizeOfRange(range)]));
  }

  /** The keys of the canonical map, ascending. */
  keys(): string[] {
    return this.ranges.map(keyOfRange);
  }

  /** Every single number, ascending. */
  *[Symbol.iterator](): Generator<string, undefined> {
    for (const { first, last } of this.ranges)
      for (let value = first; value <= last; value++) yield `+${value}`;

    return undefined;
  }

  /** The `count` lowest numbers, or all where there are fewer. */
  take(count: number): NumberSet {
    return count >= 1 ? (this.pieces(Math.floor(count)).next().value ?? NumberSet.empty) : NumberSet.empty;
  }

  /**
   * Consecutive pieces of at most `maxNumbers` numbers, all but the last full; none of an empty set.
   * Errors: a RangeError where `maxNumbers` is not a positive whole number.
   */
  chunks(maxNumbers: number): NumberSet[] {
    if (!Number.isInteger(maxNumbers) || maxNumbers < 1)
      throw new RangeError(`chunks of ${maxNumbers} numbers: expected a positive whole number`);

    return Array.from(this.pieces(maxNumbers));
  }

  /** As an upload names them: single numbers in one list, runs of two and more in the other. */
  toRequest(): { phoneNumbers: string[]; phoneNumberRanges: { start: string; end: string }[] } {
    const singles = this.ranges.filter(({ first, last }) => first === last);
    const runs = this.ranges.filter(({ first, last }) => first < last);
    return {
      phoneNumbers: singles.map(keyOfRange),
      phoneNumberRanges: runs.map(({ first, last }) => ({ start: `+${first}`, end: `+${last}` })),
    };
  }

  /**
   * For messages: `+61395556880, +61395556900..+61395556999 (101 numbers)`. Beyond `max` keys the rest is counted, in
   * numbers: `+61395556880, … and 100 more (101 numbers)`. A single number is just itself, an empty set `no numbers`.
   */
  describe(max = 10): string {
    if (this.isEmpty) return "no numbers";
    const shown = this.ranges.slice(0, max);
    const hidden = this.size - shown.reduce((sum, range) => sum + sizeOfRange(range), 0);
    const parts =
      hidden > 0 ? [...shown.map(keyOfRange), `… and ${figure(hidden)} more`] : shown.map(keyOfRange);
    return this.size === 1 ? parts.join() : `${parts.join(", ")} (${figure(this.size)} numbers)`;
  }

  private *pieces(maxNumbers: number): Generator<NumberSet, undefined> {
    let piece: NumberRange[] = [];
    let room = maxNumbers;
    for (const range of this.ranges) {
      for (let first = range.first; first <= range.last;) {
        const last = Math.min(range.last, first + room - 1);
        piece.push({ first, last });
        room -= last - first + 1;
        first = last + 1;
        if (room > 0) continue;
        yield new NumberSet(piece);
        piece = [];
        room = maxNumbers;
      }
    }
    if (piece.length > 0) yield new NumberSet(piece);
    return undefined;
  }
}

/** Whether the spans of two sets meet. Mostly they do not, and a run of a thousand allocations compares a million pairs. */
function spansMeet({ ranges: left }: NumberSet, { ranges: right }: NumberSet): boolean {
  const [a, b] = [left[0], right[0]];
  if (a === undefined || b === undefined) return false;
  return a.first <= (right.at(-1) ?? b).last && b.first <= (left.at(-1) ?? a).last;
}

function canonicalRange([key, count]: [string, number]): NumberRange {
  const range = rangeOfKey(key);
  if (count !== sizeOfRange(range))
    throw new RangeError(`"${key}" holds ${sizeOfRange(range)} numbers, not ${count}`);

  return range;
}

function contains(ranges: readonly NumberRange[], value: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const range = ranges[middle];
    if (range === undefined || value < range.first) high = middle;
    else if (value > range.last) low = middle + 1;
    else return true;
  }
  return false;
}
