/** Names that are compared without case: the platform's pages do not agree on it. */
export function lowerCase(names: readonly string[]): Set<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}
