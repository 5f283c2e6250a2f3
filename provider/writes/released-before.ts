import { counted } from "../common/counted";
import { NumberSet } from "../numbers/number-set";
import type { Allocation } from "../run/allocation";
import type { Released } from "../run/released-numbers";
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
  const sent = releasedBefore(context, by).flatMap(({ taskId, ...one }) => {
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

/** Those of missing numbers that earlier runs of the stack have given up. */
export interface GivenUp {
  /** By tasks that say that they have succeeded. */
  readonly surely: NumberSet;
  /** By requests of which no run has seen the answer, as where it was killed before that came. */
  readonly perhaps: NumberSet;
}

export async function givenUp(context: WriteContext, by: Allocation, missing: NumberSet): Promise<GivenUp> {
  const ended = await awaitReleasedBefore(context, by, missing);
  const unanswered = releasedBefore(context, by).filter(({ taskId }) => taskId === undefined);
  return {
    surely: NumberSet.unionOf(ended.filter(({ end }) => end.verdict === "succeeded")),
    perhaps: NumberSet.unionOf(unanswered).intersect(missing),
  };
}

function releasedBefore(context: WriteContext, by: Allocation): readonly Released[] {
  const { journal, clock } = context;
  return readNotes(context, by.urn, () => journal.released(by, clock.now()));
}
