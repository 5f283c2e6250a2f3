/** A count for people, with its thousands apart: `2,713`. */
export function figure(count: number): string {
  return count.toLocaleString("en-US");
}
