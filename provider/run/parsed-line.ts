/** What a line of a shared log holds; undefined where it is no JSON, as one that a killed process has left half written. */
export function parsedLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
