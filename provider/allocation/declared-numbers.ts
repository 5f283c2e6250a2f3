import { isOrAre } from "../common/counted";
import type { Failure } from "../common/operations";
import { checkE164, checkRange } from "../numbers/e164";
import { NumberSet } from "../numbers/number-set";
import { unknownOfRange } from "./unknown-members";

interface Piece {
  property: string;
  label: string;
  numbers: NumberSet;
  tollFree: boolean;
  callingCode: string;
}

export interface DeclaredNumbers {
  numbers: NumberSet;
  /** A toll-free number among them, for messages. */
  tollFree: string | undefined;
  /** A North American toll-free number among them: it needs `country`. */
  northAmericanTollFree: string | undefined;
  failures: Failure[];
}

interface GivenNumbers {
  readonly phoneNumbers?: unknown;
  readonly phoneNumberRanges?: unknown;
}

/** A property with its value, numbers that need no check of their plan, and where failures go. */
interface Entry {
  readonly property: string;
  readonly value: unknown;
  readonly passed: NumberSet;
  readonly failures: Failure[];
}

/**
 * Reads `phoneNumbers` and `phoneNumberRanges`; every failure names its entry and its value.
 *
 * @param passed numbers that have passed before, with the same usage and country: nobody waits twice for the check of ten thousand
 */
export function readDeclaredNumbers(
  { phoneNumbers, phoneNumberRanges }: GivenNumbers,
  passed: NumberSet = NumberSet.empty,
): DeclaredNumbers {
  const failures: Failure[] = [];
  const entriesOf = (property: string, value: unknown): Entry[] =>
    readList(property, value, failures).map(([name, item]) => ({
      property: name,
      value: item,
      passed,
      failures,
    }));
  const pieces = [
    ...entriesOf("phoneNumbers", phoneNumbers).flatMap(single),
    ...entriesOf("phoneNumberRanges", phoneNumberRanges).flatMap(range),
  ];
  for (const failure of repeated(pieces)) failures.push(failure);
  const numbers = NumberSet.unionOf(pieces);
  if (numbers.isEmpty && failures.length === 0) {
    failures.push({
      property: "phoneNumbers",
      reason: "give at least one number in phoneNumbers or phoneNumberRanges",
    });
  }
  const tollFree = pieces.filter((piece) => piece.tollFree);
  return {
    numbers,
    tollFree: tollFree[0]?.label,
    northAmericanTollFree: tollFree.find((piece) => piece.callingCode === "1")?.label,
    failures,
  };
}

function readList(property: string, value: unknown, failures: Failure[]): [string, unknown][] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    failures.push({ property, reason: `${property} must be a list, got ${JSON.stringify(value)}` });
    return [];
  }
  return value.map((item: unknown, index) => [`${property}[${index}]`, item]);
}

/** A number that has passed is no toll-free one that lacks anything. */
const PASSED = { ok: true, tollFree: false, callingCode: "" } as const;

function single({ property, value, passed, failures }: Entry): Piece[] {
  if (typeof value !== "string") {
    const what = value === null ? "undefined or null" : JSON.stringify(value);
    failures.push({ property, reason: `${what} is not a text such as "+61395556880"` });
    return [];
  }
  const checked = passed.has(value) ? PASSED : checkE164(value);
  if (checked.ok) return [{ ...checked, property, label: value, numbers: NumberSet.of(value) }];

  failures.push({ property, reason: `${JSON.stringify(value)} ${checked.problem}` });
  return [];
}

function range({ property, value, passed, failures }: Entry): Piece[] {
  const { start, end, ...others } = startAndEnd(value);
  const unknown = unknownOfRange(property, others);
  failures.push(...unknown);
  if (unknown.length > 0) return [];
  if (typeof start !== "string" || typeof end !== "string") {
    failures.push({
      property,
      reason: `${value === null ? "undefined or null" : JSON.stringify(value)} is not a range: { start: "+61…", end: "+61…" }`,
    });
    return [];
  }
  const label = `${start}..${end}`;
  const checked = hasRange(passed, start, end) ? PASSED : checkRange(start, end);
  if (checked.ok) return [{ ...checked, property, label, numbers: NumberSet.fromRanges([{ start, end }]) }];
  failures.push({ property, reason: `${label} ${checked.problem}` });
  return [];
}

function startAndEnd(value: unknown): { start?: unknown; end?: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function hasRange(set: NumberSet, start: string, end: string): boolean {
  const isInOrder = set.has(start) && set.has(end) && start.length === end.length && start <= end;
  return isInOrder && NumberSet.fromRanges([{ start, end }]).minus(set).isEmpty;
}

/** Numbers given twice; sorted by their first number, only neighbours can overlap the running maximum. */
function repeated(pieces: readonly Piece[]): Failure[] {
  const sorted = [...pieces].sort((a, b) => firstOf(a) - firstOf(b));
  const failures: Failure[] = [];
  let widest: Piece | undefined;
  for (const piece of sorted) {
    if (widest?.numbers.overlaps(piece.numbers)) {
      const shared = widest.numbers.intersect(piece.numbers);
      failures.push({
        property: piece.property,
        reason: `${shared.describe()} ${isOrAre(shared.size)} given twice: in ${widest.property} (${widest.label}) and in ${piece.property} (${piece.label})`,
      });
    }
    if (widest === undefined || lastOf(piece) > lastOf(widest)) widest = piece;
  }
  return failures;
}

function firstOf(piece: Piece): number {
  return piece.numbers.ranges[0]?.first ?? 0;
}

function lastOf(piece: Piece): number {
  return piece.numbers.ranges.at(-1)?.last ?? 0;
}
