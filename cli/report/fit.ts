/** As many of the lines, from the first on, as there is room for, and in place of the others what `rest` says of them. */
export function fitLines<T>(
  items: readonly T[],
  room: number,
  { show, rest }: { show: (item: T) => string; rest: (hidden: readonly T[]) => string },
): string[] {
  const lines = items.map(show);
  if (lines.length === 0 || lengthOf(lines) <= room) return lines;
  // What is said of all is at least as long as what is said of some.
  let left = room - lengthOf([rest(items)]);
  const shown = lines.findIndex((line) => (left -= lengthOf([line])) < 0);
  return [...lines.slice(0, shown), rest(items.slice(shown))];
}

/** With the line breaks. */
export function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

export function clip(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}
