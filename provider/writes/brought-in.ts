import { parseUtc } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import { type ReadableRow, type Row, type Rows, numbersWhere, omit, pick, withRow } from "../tenant/rows";
import { isPartial, refusedIn } from "./refusals";
import type { TaskEnd } from "./task-end";

/** The platform's clock and ours may differ by so much. */
const SKEW_MS = 5 * 60_000;

/** An upload that has ended. */
export interface Sending {
  readonly end: TaskEnd;
  /** When it was sent; ISO 8601. */
  readonly at: string;
}

/**
 * Numbers that are in the tenant after an upload, and that another upload brought in: two stacks may send the same numbers at
 * the same moment. What a task refuses by name is its own only where the row names its job. After a lost answer no job is known:
 * see `broughtInMeanwhile`.
 */
export function broughtInByOthers(rows: Rows, sent: Sending): NumberSet {
  const { end } = sent;
  if (end.verdict === "untold") return broughtInMeanwhile(rows, sent);
  const job = end.task?.msJobId;
  const named = refusedIn(withRow(rows), end);
  const refused = named.minus(numbersWhere(rows, (row) => job !== undefined && jobOf(row) === job));
  if (end.verdict !== "failed" || job === undefined) return refused;
  const others = omit(rows, refused);
  const taken = new Set([...pick(rows, refused).values()].flatMap((row) => jobOf(row) ?? []));
  return refused.union(broughtInByOtherJobs(others, { job, taken, sent }));
}

/**
 * Of what a task that failed does not name: what the rows say another job brought in. That a task's job is the one of its rows is
 * inferred (docs/api-notes.md), so where no row has our job it may not be so on this platform. All that came in under one job is then
 * judged by its rows alone, but only where the task says that it has failed for some, and not where that job has brought in what the
 * task refuses.
 *
 * Either mistake costs: who claims another stack's numbers will release them one day under that stack's people, and who disowns
 * his own is stuck, with a message that says so and `adoptInterrupted` as the way out. So what stays in doubt is disowned. What is
 * left to go wrong needs a task that names one number, fails for all, and runs beside another stack's upload of just the others.
 */
function broughtInByOtherJobs(
  rows: Rows,
  { job, taken, sent }: { job: string; taken: ReadonlySet<string>; sent: Sending },
): NumberSet {
  const jobs = new Set([...rows.values()].flatMap((row) => jobOf(row) ?? []));
  const isOneUnknown = jobs.size === 1 && ![job, ...taken].some((known) => jobs.has(known));
  if (isOneUnknown && isPartial(sent.end)) return broughtInMeanwhile(rows, sent);
  return numbersWhere(rows, (row) => (jobOf(row) ?? job) !== job);
}

/**
 * What the rows themselves say not to be ours: not uploaded by REST, or created before the request was sent; and with each such
 * number all that the same job brought in, as one request is one job. Where nothing says so, the number is ours. Its settings say
 * nothing: somebody may have changed them since.
 */
function broughtInMeanwhile(rows: Rows, { at }: Sending): NumberSet {
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
  return row === "unreadable" ? undefined : row.tnUploadJobId?.toLowerCase();
}
