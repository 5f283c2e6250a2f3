import { counted } from "../../provider/common/counted";

/** `skipped`: not tried, because of another finding or because it cannot be tried without changing something. */
export type Verdict = "ok" | "warning" | "failed" | "skipped";

/** What one check has found. */
export interface Finding {
  /** What was checked, in a word or two. */
  readonly check: string;
  readonly verdict: Verdict;
  /** What was found. */
  readonly text: string;
  /** What to do about it. */
  readonly advice?: string;
}

const VERDICT_WIDTH = 8;
const CHECK_WIDTH = 17;
const INDENT = " ".repeat(VERDICT_WIDTH + CHECK_WIDTH + 2);

/** One line for a terminal; where an error is a list, its lines stand below each other. */
export function lineOf({ check, verdict, text, advice }: Finding): string {
  const said = advice === undefined ? text : `${text}. ${advice}`;
  return `${verdict.padEnd(VERDICT_WIDTH)} ${check.padEnd(CHECK_WIDTH)} ${said.replaceAll("\n", `\n${INDENT}`)}`;
}

/** The message of an error; those of the client say what to do themselves. */
export function failure(check: string, error: unknown): Finding {
  return { check, verdict: "failed", text: error instanceof Error ? error.message : String(error) };
}

/** `12 seconds`, `59 minutes`, `30 hours`, `83 days`: of either sign. */
export function span(ms: number): string {
  const seconds = Math.abs(ms) / 1000;
  const units: readonly [number, string][] = [
    [86_400, "day"],
    [3600, "hour"],
    [60, "minute"],
  ];
  // Two of a unit are the least that it is good for: 90 minutes say more than 1 hour.
  const [size, name] = units.find(([unit]) => seconds >= 2 * unit) ?? [1, "second"];
  return counted(Math.floor(seconds / size), name);
}
