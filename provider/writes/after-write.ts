import { counted, isOrAre } from "../common/counted";
import type { NumberSet } from "../numbers/number-set";
import { type Rows, ownRows } from "../tenant/rows";
import { isPartial, refusedIn } from "./refusals";
import { type TaskEnd, mayGoOn } from "./task-end";
import type { WriteContext } from "./write-context";

/** How long is looked, at growing intervals, for what a write should have brought about: at least so many times, and for so long. */
interface Patience {
  readonly looks: number;
  readonly forMs: number;
}

/** A list may lag behind what has been done. */
const USUAL: Patience = { looks: 4, forMs: 30_000 };
/** Where nobody can tell what became of a write: a task takes minutes. */
const LONG: Patience = { looks: 6, forMs: 30_000 };
const ONE_LOOK: Patience = { looks: 1, forMs: 0 };
const NONE: Patience = { looks: 0, forMs: 0 };

const DEEDS = {
  upload: () => "arrived",
  release: (count: number) => `${isOrAre(count)} gone`,
  unassignment: (count: number) => `${isOrAre(count)} unassigned`,
  clearing: (count: number) => `${isOrAre(count)} no longer marked for removal`,
} as const;

/** Numbers of a tenant that are to change by themselves. */
interface Watched {
  tenant: string;
  numbers: NumberSet;
  /** Those for which it has not happened, by the rows of the tenant. */
  undone: (rows: Rows) => NumberSet;
  /** On which rows to show what is waited for, and why. */
  shown: { urns: readonly string[]; deed: keyof typeof DEEDS; why: string };
}

/** A write that has been carried out, or may have been. */
interface Write extends Omit<Watched, "shown"> {
  end: TaskEnd;
  shown: Omit<Watched["shown"], "why">;
}

/** The list is the truth: the tenant's rows of the numbers after a write, looked at again while it may still show. */
export async function observeWrite(context: WriteContext, write: Write): Promise<Rows> {
  const { tenant, numbers, end, undone } = write;
  const view = context.view(tenant);
  const rows = ownRows(await view.lookAgain(numbers), tenant);
  if (end.verdict === "succeeded") view.trust.record(undone(rows).isEmpty);
  const watched: Watched = {
    ...write,
    undone: (seen) => expected(end, undone(seen)),
    shown: { ...write.shown, why: whyWait(end, write.shown.deed) },
  };
  return lookOn(context, watched, { rows, patience: patienceFor(write, undone(rows)) });
}

/** The same of what needs no task, or has had one: the rows as soon as nothing is undone, or when they have been waited for as usual. */
export async function watchRows(context: WriteContext, watched: Watched): Promise<Rows> {
  const { tenant, numbers } = watched;
  const rows = ownRows(await context.view(tenant).lookAgain(numbers), tenant);
  return lookOn(context, watched, { rows, patience: USUAL });
}

async function lookOn(
  context: WriteContext,
  { tenant, numbers, undone, shown }: Watched,
  { rows: before, patience }: { rows: Rows; patience: Patience },
): Promise<Rows> {
  const { settings, clock, cancellation } = context;
  const until = clock.now() + Math.min(patience.forMs, settings.taskTimeoutMs);
  let rows = before;
  for (let look = 0; look < patience.looks || clock.now() < until; look += 1) {
    const awaited = undone(rows);
    if (awaited.isEmpty) return rows;
    const ms = Math.min(settings.pollIntervalMs * 2 ** look, settings.maxPollIntervalMs);
    showWait(context, shown, { ms, count: awaited.size });
    await clock.sleep(ms);
    if (cancellation.isCancelled) return rows;
    rows = ownRows(await context.view(tenant).lookAgain(numbers), tenant);
  }
  return rows;
}

function showWait(
  { engine }: WriteContext,
  { urns, deed, why }: Watched["shown"],
  { ms, count }: { ms: number; count: number },
): void {
  const seconds = Math.max(1, Math.round(ms / 1000));
  const wait = `waiting ${seconds} s to see whether ${counted(count, "number")} ${DEEDS[deed](count)}: ${why}`;
  for (const urn of urns) engine.progress(urn, wait);
}

function whyWait(end: TaskEnd, deed: keyof typeof DEEDS): string {
  const isLost = end.verdict === "untold" && end.taskId === undefined;
  return isLost ? `the answer to the ${deed} was lost` : end.note;
}

/** Those for which it may still happen: what a task that has ended refuses by name is decided. */
function expected(end: TaskEnd, undone: NumberSet): NumberSet {
  return mayGoOn(end) ? undone : undone.minus(refusedIn(undone, end));
}

function patienceFor({ numbers, end }: Write, undone: NumberSet): Patience {
  if (end.verdict === "timedOut") return NONE;
  if (end.verdict === "succeeded" || isFailedForSome(end, { numbers, undone })) return USUAL;
  return end.verdict === "failed" ? ONE_LOOK : LONG;
}

/** Whether a task that failed has done, or says that it has done, a part of its work: the rest of that may show late. */
export function isFailedForSome(
  end: TaskEnd,
  { numbers, undone }: { numbers: NumberSet; undone: NumberSet },
): boolean {
  return isPartial(end) || (end.verdict === "failed" && undone.size < numbers.size);
}
