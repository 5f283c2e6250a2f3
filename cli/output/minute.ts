/** `2026-02-16T16:17:56.1427926+00:00` → `2026-02-16 16:17Z`; text that is no time as it is. */
export function minute(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : `${new Date(time).toISOString().slice(0, 16).replace("T", " ")}Z`;
}
