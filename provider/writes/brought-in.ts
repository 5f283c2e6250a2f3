import { NumberSet } from "../numbers/number-set";
import type { Row, Rows } from "../tenant/rows";
import { refusedIn } from "./refusals";
import type { TaskEnd } from "./task-end";

/**
 * Numbers that are in the tenant after an upload, and that another upload brought in: two stacks may send the same numbers at
 * the same moment. What a task refuses by name is its own only where the row names its job; where a task failed without
 * naming it, it is another's where the row names another job.
 */
export function broughtInByOthers(rows: Rows, end: TaskEnd): NumberSet {
  const refused = refusedIn(NumberSet.fromNumbers(rows.keys()), end);
  const job = end.task?.msJobId;
  const others = [...rows].filter(([phoneNumber, row]) => {
    if (refused.has(phoneNumber)) return job === undefined || jobOf(row) !== job;
    return end.verdict === "failed" && job !== undefined && (jobOf(row) ?? job) !== job;
  });
  return NumberSet.fromNumbers(others.map(([phoneNumber]) => phoneNumber));
}

function jobOf(row: Row): string | undefined {
  return row === "unreadable" ? undefined : (row.tnUploadJobId ?? undefined);
}
