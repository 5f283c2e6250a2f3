import { counted } from "../counted";
import type { NumberSet } from "../numbers/number-set";
import { type Rows, ownRows } from "../tenant/rows";
import { isPartial, refusedIn } from "./refusals";
import { type TaskEnd, mayGoOn } from "./task-end";
import type { WriteContext } from "./write-context";

/** Looks, at growing intervals, for what a write that went well should have brought about: at least so many, and for so long. */
const MORE_LOOKS = 4;
const LOOK_FOR_MS = 30_000;
/** The same, where nobody can tell what became of a write: a task takes minutes. */
const MORE_LOOKS_UNTOLD = 6;

/** What a write is to bring about. */
const DEEDS = {
  upload: "arrived",
  release: "are gone",
  unassignment: "are unassigned",
} as const;

/** A write that has been carried out, or may have been. */
export interface Write {
  tenant: string;
  numbers: NumberSet;
  end: TaskEnd;
  /** The numbers for which it has not happened, by the rows of the tenant. */
  undone: (rows: Rows) => NumberSet;
  /** On which rows to show what is waited for. */
  shown: { urns: readonly string[]; deed: keyof typeof DEEDS };
}

/** The list is the truth: the tenant's rows of the numbers after a write, looked at again while it may still show. */
export async function observeWrite(context: WriteContext, write: Write): Promise<Rows> {
  const { tenant, numbers, end, undone } = write;
  const { settings, clock, cancellation } = context;
  const view = context.view(tenant);
  let rows = ownRows(await view.lookAgain(numbers), tenant);
  if (end.verdict === "succeeded") view.trust.record(undone(rows).isEmpty);
  const { looks, forMs } = patienceFor(write, undone(rows));
  const until = clock.now() + Math.min(forMs, settings.taskTimeoutMs);
  for (let look = 0; look < looks || clock.now() < until; look += 1) {
    const awaited = expected(end, undone(rows));
    if (awaited.isEmpty) return rows;
    const ms = Math.min(settings.pollIntervalMs * 2 ** look, settings.maxPollIntervalMs);
    showWait(context, write, { ms, count: awaited.size });
    await cancellation.wait((signal) => clock.sleep(ms, signal));
    if (cancellation.isCancelled) return rows;
    rows = ownRows(await view.lookAgain(numbers), tenant);
  }
  return rows;
}

function showWait(
  context: WriteContext,
  { end, shown }: Write,
  { ms, count }: { ms: number; count: number },
): void {
  const { urns, deed } = shown;
  const isLost = end.verdict === "untold" && end.taskId === undefined;
  const why = isLost ? `the answer to their ${deed} was lost` : end.note;
  const seconds = Math.max(1, Math.round(ms / 1000));
  const wait = `waiting ${seconds} s to see whether ${counted(count, "number")} ${DEEDS[deed]}: ${why}`;
  for (const urn of urns) context.engine.progress(urn, wait);
}

/** Those for which it may still happen: what a task that has ended refuses by name is decided. */
function expected(end: TaskEnd, undone: NumberSet): NumberSet {
  return mayGoOn(end) ? undone : undone.minus(refusedIn(undone, end));
}

function patienceFor({ numbers, end }: Write, undone: NumberSet): { looks: number; forMs: number } {
  if (end.verdict === "timedOut") return { looks: 0, forMs: 0 };
  if (end.verdict === "succeeded" || isFailedForSome(end, { numbers, undone }))
    return { looks: MORE_LOOKS, forMs: LOOK_FOR_MS };
  if (end.verdict === "failed") return { looks: 1, forMs: 0 };
  return { looks: MORE_LOOKS_UNTOLD, forMs: LOOK_FOR_MS };
}

/** Whether a task that failed has done, or says that it has done, a part of its work: the rest of that may show late. */
export function isFailedForSome(
  end: TaskEnd,
  { numbers, undone }: { numbers: NumberSet; undone: NumberSet },
): boolean {
  return isPartial(end) || (end.verdict === "failed" && undone.size < numbers.size);
}
