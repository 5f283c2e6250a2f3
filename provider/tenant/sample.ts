/** So many of the items, at equal distances. */
export function sample(items: readonly string[], count: number): string[] {
  const step = Math.max(1, Math.floor(items.length / Math.max(1, count)));
  return items.filter((_, index) => index % step === 0).slice(0, count);
}
