import { counted } from "../counted";
import type { NumberSet } from "../numbers/number-set";
import { type Rows, ownRows } from "../tenant/rows";
import { namedIn } from "./refusals";
import type { TaskEnd } from "./task-end";
import type { WriteContext } from "./write-context";

/** Looks, at growing intervals, for what a task that went well (or whose end is not known) should have brought about. */
const MORE_LOOKS = 4;
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
  open: (rows: Rows) => NumberSet;
  /** On which rows to show what is waited for. */
  shown: { urns: readonly string[]; deed: keyof typeof DEEDS };
}

/** The list is the truth: the tenant's rows of the numbers after a write, looked at again while it may still show. */
export async function observeWrite(context: WriteContext, write: Write): Promise<Rows> {
  const { tenant, numbers, end, open } = write;
  const view = context.view(tenant);
  let rows = ownRows(await view.lookAgain(numbers), tenant);
  if (end.verdict === "succeeded") view.trust.record(open(rows).isEmpty);
  const looks = moreLooks(end, open(rows));
  for (let look = 0; look < looks && !open(rows).isEmpty; look += 1) {
    const { pollIntervalMs, maxPollIntervalMs } = context.settings;
    const ms = Math.min(pollIntervalMs * 2 ** look, maxPollIntervalMs);
    showWait(context, write, { ms, count: open(rows).size });
    await context.cancellation.wait((signal) => context.clock.sleep(ms, signal));
    if (context.cancellation.isCancelled) return rows;
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
  const isLost = end.verdict === "lost" && end.taskId === undefined;
  const why = isLost ? `the answer to their ${deed} was lost` : end.note;
  const seconds = Math.max(1, Math.round(ms / 1000));
  const wait = `waiting ${seconds} s to see whether ${counted(count, "number")} ${DEEDS[deed]}: ${why}`;
  for (const urn of urns) context.engine.progress(urn, wait);
}

function moreLooks(end: TaskEnd, open: NumberSet): number {
  if (end.verdict === "timedOut") return 0;
  if (end.verdict === "failed") return namedIn(open, end).equals(open) ? 0 : 1;
  return end.verdict === "succeeded" ? MORE_LOOKS : MORE_LOOKS_UNTOLD;
}
