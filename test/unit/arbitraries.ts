import fc from "fast-check";

/**
 * Values close together, so that runs, neighbours and overlaps are common, and around powers of ten, where numbers
 * that follow each other as integers have different lengths.
 */
const digits = fc.oneof(
  fc.integer({ min: 990, max: 1020 }),
  fc.integer({ min: 1, max: 25 }),
  fc.integer({ min: 61395556880, max: 61395556910 }),
  fc.integer({ min: 999999999999990, max: 999999999999999 }),
);

/** An E.164 number, in form; not necessarily one that a numbering plan knows. */
export const phoneNumber: fc.Arbitrary<string> = digits.map((value) => `+${value}`);

export const phoneNumbers: fc.Arbitrary<string[]> = fc.array(phoneNumber, { maxLength: 40 });

/** Start and end of one length, up to a few dozen numbers apart. */
export const phoneNumberRange: fc.Arbitrary<{ start: string; end: string }> = fc
  .tuple(digits, fc.nat({ max: 30 }))
  .map(([first, more]) => ({ first, last: Math.min(first + more, 10 ** String(first).length - 1) }))
  .map(({ first, last }) => ({ start: `+${first}`, end: `+${last}` }));

export const phoneNumberRanges: fc.Arbitrary<{ start: string; end: string }[]> = fc.array(phoneNumberRange, {
  maxLength: 12,
});

/** The numbers of a range, one by one: what a naive implementation does. */
export function expandRange({ start, end }: { start: string; end: string }): string[] {
  const numbers: string[] = [];
  for (let value = Number(start.slice(1)); value <= Number(end.slice(1)); value++) numbers.push(`+${value}`);
  return numbers;
}

/** In numeric order, each once. */
export function ascending(values: Iterable<string>): string[] {
  return Array.from(new Set(values)).sort((a, b) => Number(a) - Number(b));
}
