import { allocation, range } from "./live-stack";

/** Numbers by an index, so that their count can be read off a test. */
export function number(index: number): string {
  return `+6139555${6000 + index}`;
}

/** An allocation of so many numbers, from an index on. */
export function declare(
  name: string,
  [from, count]: readonly [number, number],
  args: Readonly<Record<string, unknown>> = {},
): string {
  return allocation(name, { phoneNumberRanges: [range(number(from), number(from + count - 1))], ...args });
}

export function keys(from: number, count: number): string {
  return `${number(from)}..${number(from + count - 1)}`;
}
