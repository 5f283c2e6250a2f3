/** A line of CSV (RFC 4180). Text that a spreadsheet would take for a formula is made text by an apostrophe. */
export function csvLine(cells: readonly string[]): string {
  return cells.map(cellOf).join(",");
}

function cellOf(text: string): string {
  const isNumbers = /^\+\d+(?:\.\.\+\d+)?$/.test(text);
  const harmless = /^[=+\-@\t\r]/.test(text) && !isNumbers ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
