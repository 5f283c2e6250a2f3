/** A line that is not blank. */
export interface Line {
  /** As the spreadsheet counts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}
