import { counted } from "../common/counted";
import { NumberSet } from "../numbers/number-set";
import type { Allocation } from "../run/allocation";
import { awaitTask } from "./await-task";
import { readNotes } from "./best-effort";
import type { EndOfTask } from "./task-end";
import type { WriteContext } from "./write-context";

/** What is left of a release of an earlier run, and how its task ended. */
export interface EndedBefore {
  readonly numbers: NumberSet;
  readonly end: EndOfTask;
}

/**
 * Awaits the tasks of releases that earlier runs of the stack have sent, and of which no operation has seen the end, as far as
 * they are about any of these numbers. Never throws: what cannot be read of the journal is not known.
 */
export async function awaitReleasedBefore(
  context: WriteContext,
  by: Allocation,
  numbers: NumberSet,
): Promise<EndedBefore[]> {
  if (numbers.isEmpty) return [];
  const { journal, clock } = context;
  const released = readNotes(context, by.urn, () => journal.released(by, clock.now()));
  const sent = released.flatMap(({ taskId, ...one }) => {
    const both = one.numbers.intersect(numbers);
    return taskId === undefined || both.isEmpty ? [] : [{ numbers: both, taskId }];
  });
  return Promise.all(
    sent.map(async ({ numbers: awaited, taskId }) => {
      const what = `waiting for the release of ${counted(awaited.size, "number")} by an earlier run`;
      return { numbers: awaited, end: await awaitTask(context, taskId, [{ urn: by.urn, what }]) };
    }),
  );
}

/** Those of missing numbers that the stack itself has given up, by tasks that say that they have succeeded: they are no loss. */
export async function givenUp(context: WriteContext, by: Allocation, missing: NumberSet): Promise<NumberSet> {
  const ended = await awaitReleasedBefore(context, by, missing);
  return NumberSet.unionOf(ended.filter(({ end }) => end.verdict === "succeeded"));
}
