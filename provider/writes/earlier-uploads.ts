import { counted, itOrThey } from "../common/counted";
import { LivePlatformError } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import type { Allocation } from "../run/allocation";
import { sentInTenant } from "../run/others";
import { NOTHING_SENT, type Sent, joinSent, narrowSent } from "../run/sent";
import type { Reason } from "../state/reason";
import { type Rows, withoutRow } from "../tenant/rows";
import { observeWrite } from "./after-write";
import { awaitTask } from "./await-task";
import { bestEffort } from "./best-effort";
import { type EndOfTask, type TaskEnd, endWithoutTask, mayGoOn, unknownStatuses } from "./task-end";
import type { WriteContext } from "./write-context";

/** After this time an upload whose answer was lost has either arrived or never will: a task takes a few minutes. */
const LOST_FOR_MS = 10 * 60_000;

/** What became of numbers that were sent earlier and not seen. */
export interface Earlier {
  /** Still on their way. */
  pending: Sent;
  /** Not seen, and nobody knows their task: an update sends them again, a delete must not take them for gone at once. */
  unanswered: Sent;
  /** All that are not in the tenant. */
  missing: NumberSet;
  reasons: Reason[];
}

const NOTHING: Earlier = {
  pending: NOTHING_SENT,
  unanswered: NOTHING_SENT,
  missing: NumberSet.empty,
  reasons: [],
};

/** What other allocations of the run, or a run of this stack that was killed on this machine, have sent of these numbers and not seen. */
export function sentByOthers(context: WriteContext, allocation: Allocation, numbers: NumberSet): Sent {
  const { claims, journal, clock } = context;
  const sent = [...sentInTenant(claims, allocation), ...journal.unfinished(allocation, clock.now())];
  return narrowSent(joinSent(sent.filter((one) => one.numbers.overlaps(numbers))), numbers);
}

/**
 * Awaits the tasks of earlier uploads, and ends those in the journal of which nothing is on its way any more.
 */
export async function awaitEarlier(
  context: WriteContext,
  allocation: Allocation,
  sent: Sent,
): Promise<Earlier> {
  const earlier = await findEarlier(context, allocation, sent);
  if (sent.numbers.isEmpty) return earlier;
  const awaited = earlier.pending.numbers.union(earlier.unanswered.numbers);
  const { journal, clock } = context;
  const gone = earlier.missing.minus(awaited);
  bestEffort(context, allocation.urn, () => {
    journal.close(allocation, { asked: sent.numbers, gone, awaited, now: clock.now() });
  });
  return earlier;
}

/** Awaits the tasks of earlier uploads whose numbers are not in the tenant yet. If the answer was lost, it polls the tenant for a while. */
async function findEarlier(context: WriteContext, allocation: Allocation, pending: Sent): Promise<Earlier> {
  if (pending.numbers.isEmpty) return NOTHING;
  const missing = withoutRow(await context.view(allocation.tenant).look(pending.numbers), pending.numbers);
  if (missing.isEmpty) return NOTHING;
  const ends = await awaitTasks(context, allocation, pending, missing);
  const going = ends.filter(mayGoOn);
  try {
    const end: TaskEnd = going[0] ?? ends[0] ?? lostAnswer;
    const found = (rows: Rows): NumberSet => withoutRow(rows, missing);
    const unseen = found(
      await observeWrite(context, {
        ...{ tenant: allocation.tenant, numbers: missing, end, undone: found },
        shown: { urns: [allocation.urn], deed: "upload" },
      }),
    );
    if (unseen.isEmpty) return NOTHING;
    for (const { verdict, note } of ends)
      if (verdict === "stuck") nameStuck(context, allocation, unseen, note);
    return going.length > 0
      ? onTheirWay(
          { ...narrowSent(pending, unseen), statuses: unknownStatuses(going, pending.statuses) },
          going,
        )
      : { ...NOTHING, unanswered: unansweredOf(pending, unseen), missing: unseen };
  } catch (error) {
    if (!(error instanceof LivePlatformError)) throw error;
    const reason: Reason = {
      code: "on_their_way",
      numbers: missing,
      text: `still being uploaded; ${error.message}`,
    };
    const statuses = unknownStatuses(ends, pending.statuses);
    return {
      ...NOTHING,
      pending: { ...narrowSent(pending, missing), statuses },
      missing,
      reasons: [reason],
    };
  }
}

function awaitTasks(
  context: WriteContext,
  { urn }: Allocation,
  { tasks, statuses = {} }: Sent,
  missing: NumberSet,
): Promise<EndOfTask[]> {
  const { journal, platform } = context;
  const what = `waiting for ${counted(missing.size, "number")} of an earlier run`;
  return Promise.all(
    tasks.map((taskId) => {
      const earlier = journal.statusOf(platform, taskId) ?? statuses[taskId];
      return awaitTask(context, taskId, [{ urn, what }], earlier);
    }),
  );
}

/** Once: what is not there is sent again, and another task has it then. */
function nameStuck(context: WriteContext, { urn }: Allocation, unseen: NumberSet, note: string): void {
  context.warnOnce(
    urn,
    `${unseen.describe()}: not in the tenant, and ${note}. This task is no longer waited for; what the program declares is uploaded again`,
  );
}

/**
 * Those of the numbers whose upload's answer was lost, and that may still arrive: who takes them for gone leaves them to nobody.
 */
export function mayArrive(
  context: WriteContext,
  { unanswered }: Earlier,
  numbers: NumberSet,
): { pending: Sent; reasons: Reason[] } {
  const pending = narrowSent(unanswered, numbers);
  const until = Date.parse(pending.lostAt ?? "") + Math.min(context.settings.taskTimeoutMs, LOST_FOR_MS);
  // An unknown time is NaN, which compares false: nothing was lost.
  if (!(context.clock.now() < until)) return { pending: NOTHING_SENT, reasons: [] };
  const text =
    `the answer to the upload was lost at ${pending.lostAt ?? ""}, and ${itOrThey(pending.numbers.size)} may still arrive; ` +
    `run again after ${new Date(until).toISOString()}`;
  return { pending, reasons: [{ code: "on_their_way", numbers: pending.numbers, text }] };
}

/** Nobody knows the task of a lost answer: what is not seen after some looks is most likely not coming. */
const lostAnswer = endWithoutTask("vanished", "the answer to the upload was lost");

function unansweredOf(pending: Sent, unseen: NumberSet): Sent {
  return pending.lostAt === undefined ? NOTHING_SENT : narrowSent(pending, unseen);
}

function onTheirWay(pending: Sent, going: readonly EndOfTask[]): Earlier {
  const notes = going.map(({ note }) => note).join("; ");
  return {
    pending: { ...pending, tasks: going.map(({ taskId }) => taskId) },
    unanswered: NOTHING_SENT,
    missing: pending.numbers,
    reasons: [
      {
        code: "on_their_way",
        numbers: pending.numbers,
        text: `still being uploaded (${notes}), and kept in state as pending; run again when that has ended`,
      },
    ],
  };
}
