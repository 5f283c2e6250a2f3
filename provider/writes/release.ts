import { counted } from "../common/counted";
import { NumberSet } from "../numbers/number-set";
import type { Allocation, KnownAllocation } from "../run/allocation";
import { type Rows, inUse, numbersWhere, withRow } from "../tenant/rows";
import { awaitTask } from "./await-task";
import { bestEffort } from "./best-effort";
import { isLeaving } from "./leaving";
import { NOTHING_RELEASED, type ReleaseOutcome, goneAfter, joinReleases } from "./released";
import { endWithoutTask, mayGoOn } from "./task-end";
import type { Writer } from "./tenant-writes";
import type { WriteContext } from "./write-context";

/**
 * Unassigns those in use, releases, and says what is gone afterwards. Never throws: the brake has counted the numbers before, and
 * others of the run, who are told here that they may wait for them, come to them a run later where they are not.
 */
export async function release(context: Writer, by: KnownAllocation, rows: Rows): Promise<ReleaseOutcome> {
  const numbers = withRow(rows);
  if (numbers.isEmpty) return NOTHING_RELEASED;
  tellOthers(context, by, { numbers, phase: "begun" });
  try {
    return await releaseAll(context, by, rows);
  } finally {
    tellOthers(context, by, { numbers, phase: "done" });
  }
}

function tellOthers(
  context: Writer,
  { id, urn, platform, tenant }: KnownAllocation,
  { numbers, phase }: { numbers: NumberSet; phase: "begun" | "done" },
): void {
  bestEffort(context, urn, () => {
    context.ledger.add({ fact: "gives", id, urn, platform, tenant, numbers: numbers.toCanonical(), phase });
  });
}

async function releaseAll(context: Writer, by: KnownAllocation, rows: Rows): Promise<ReleaseOutcome> {
  const { urn, tenant } = by;
  const { releases, unassigns } = context.writes(tenant);
  const { taskTimeoutMs: timeoutMs } = context.settings;
  // One that is still in use would stop the release of all that are sent with it.
  const unassigned = await unassigns.write({ urn, numbers: inUse(rows), timeoutMs });
  const stillUsed = NumberSet.unionAll(unassigned.map(({ failed }) => failed));
  const wanted = withRow(rows).minus(stillUsed);
  const underWay = numbersWhere(rows, isLeaving);
  const ours = await awaitEarlier(context, by, underWay);
  const others = await awaitOthers(context, by, underWay.minus(ours.numbers));
  const toRelease = wanted.minus(underWay).union(ours.again);
  const sent = await releases.write({ urn, numbers: toRelease, timeoutMs });
  const released = joinReleases([ours.outcome, others.outcome, ...sent]);
  return { ...released, reasons: [...unassigned.flatMap(({ reasons }) => reasons), ...released.reasons] };
}

/** Numbers whose release has been asked for before, and what has become of them. */
interface UnderWay {
  readonly numbers: NumberSet;
  readonly outcome: ReleaseOutcome;
}

/** Those of an earlier run that has not seen the end of it: once its task has ended, what is still there is asked for again. */
async function awaitEarlier(
  context: WriteContext,
  by: Allocation,
  underWay: NumberSet,
): Promise<UnderWay & { readonly again: NumberSet }> {
  const { clock, journal, platform } = context;
  const { tenant, urn } = by;
  const { numbers: released, tasks } = journal.released(by, clock.now());
  const numbers = underWay.intersect(released);
  const what = `waiting for the release of ${counted(numbers.size, "number")} by an earlier run`;
  const awaited = numbers.isEmpty ? [] : tasks;
  const ends = await Promise.all(
    awaited.map((taskId) => awaitTask(context, taskId, [{ urn, what }], journal.statusOf(platform, taskId))),
  );
  const end = ends.find(mayGoOn) ?? ends[0];
  if (end === undefined)
    return { numbers: NumberSet.empty, outcome: NOTHING_RELEASED, again: NumberSet.empty };
  const outcome = await goneAfter(context, tenant, [{ numbers, end, urns: [urn] }]);
  if (mayGoOn(end)) return { numbers, outcome, again: NumberSet.empty };
  return { numbers, outcome: { ...outcome, reasons: [] }, again: numbers.minus(outcome.released) };
}

/** Those of somebody else, or of which no task is known: it may still fail, so it is not asked for again but watched. */
async function awaitOthers(
  context: WriteContext,
  { tenant, urn }: Allocation,
  numbers: NumberSet,
): Promise<UnderWay> {
  if (numbers.isEmpty) return { numbers, outcome: NOTHING_RELEASED };
  const note = "already being released; run again when that is done";
  const end = endWithoutTask("vanished", note);
  return { numbers, outcome: await goneAfter(context, tenant, [{ numbers, end, urns: [urn] }]) };
}
