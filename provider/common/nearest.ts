/**
 * The known name that a misspelt one was likely meant to be, whatever the case and the underscores; undefined where more
 * than `part` of its letters differ (and more than one).
 *
 * @example
 * nearest("adoptExistng", ["adoptExisting", "usage"]); // "adoptExisting"
 */
export function nearest(name: string, known: readonly string[], part = 1 / 3): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, distance: editDistance(letters(name), letters(candidate)) }))
    .sort((a, b) => a.distance - b.distance);
  if (best === undefined) return undefined;
  return best.distance <= Math.max(1, letters(best.candidate).length * part) ? best.candidate : undefined;
}

function letters(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/** How many letters must be changed, added or left out to make one text of the other. */
export function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (const [i, letter] of Array.from(one).entries()) {
    const next = [i + 1];
    for (const [j, theirs] of Array.from(other).entries()) {
      const changed = (row[j] ?? 0) + (letter === theirs ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
