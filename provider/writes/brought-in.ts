import { parseUtc } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import type { ReadableRow, Row, Rows } from "../tenant/rows";
import { refusedIn } from "./refusals";
import type { TaskEnd } from "./task-end";

/** The platform's clock and ours may differ by so much. */
const SKEW_MS = 5 * 60_000;

/** An upload that has ended. */
export interface Sent {
  readonly end: TaskEnd;
  /** When it was sent; ISO 8601. */
  readonly at: string;
}

/**
 * Numbers that are in the tenant after an upload, and that another upload brought in: two stacks may send the same numbers at
 * the same moment. What a task refuses by name is its own only where the row names its job; where a task failed without
 * naming it, it is another's where the row names another job. After a lost answer no job is known: see `broughtInMeanwhile`.
 */
export function broughtInByOthers(rows: Rows, sent: Sent): NumberSet {
  const { end } = sent;
  if (end.verdict === "lost") return broughtInMeanwhile(rows, sent);
  const refused = refusedIn(NumberSet.fromNumbers(rows.keys()), end);
  const job = end.task?.msJobId;
  const others = [...rows].filter(([phoneNumber, row]) => {
    if (refused.has(phoneNumber)) return job === undefined || jobOf(row) !== job;
    return end.verdict === "failed" && job !== undefined && (jobOf(row) ?? job) !== job;
  });
  return NumberSet.fromNumbers(others.map(([phoneNumber]) => phoneNumber));
}

/**
 * What the rows themselves say not to be ours: not uploaded by REST, or created before the request was sent; and with each such
 * number all that the same job brought in, as one request is one job. Where nothing says so, the number is ours. Its settings say
 * nothing: somebody may have changed them since.
 */
function broughtInMeanwhile(rows: Rows, { at }: Sent): NumberSet {
  const foreign = [...rows].filter(([, row]) => row !== "unreadable" && isForeign(row, Date.parse(at)));
  const jobs = new Set(foreign.flatMap(([, row]) => jobOf(row) ?? []));
  const numbers = new Set(foreign.map(([phoneNumber]) => phoneNumber));
  const others = [...rows].filter(([phoneNumber, row]) => {
    const job = jobOf(row);
    return numbers.has(phoneNumber) || (job !== undefined && jobs.has(job));
  });
  return NumberSet.fromNumbers(others.map(([phoneNumber]) => phoneNumber));
}

function isForeign(row: ReadableRow, sentAt: number): boolean {
  const source = row.source?.toLowerCase() ?? "webapi";
  // An unknown time is NaN, which compares false.
  return source !== "webapi" || parseUtc(row.whenCreated) < sentAt - SKEW_MS;
}

function jobOf(row: Row): string | undefined {
  return row === "unreadable" ? undefined : (row.tnUploadJobId ?? undefined);
}
