import { NumberSet } from "../numbers/number-set";
import type { Allocation, KnownAllocation } from "../run/allocation";
import { type Rows, inUse, numbersWhere, withRow } from "../tenant/rows";
import { bestEffort } from "./best-effort";
import { isLeaving } from "./leaving";
import { NOTHING_RELEASED, type ReleaseOutcome, goneAfter, joinReleases } from "./released";
import { awaitReleasedBefore } from "./released-before";
import { endWithoutTask } from "./task-end";
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
  const toRelease = wanted.minus(underWay).union(ours.failed.intersect(wanted));
  const sent = await releases.write({ urn, numbers: toRelease, timeoutMs });
  const released = joinReleases([...ours.outcomes, others, ...sent]);
  return { ...released, reasons: [...unassigned.flatMap(({ reasons }) => reasons), ...released.reasons] };
}

/** Those whose release an earlier run has not seen the end of, each by its own task; what one has left that failed is asked for again. */
async function awaitEarlier(
  context: WriteContext,
  by: Allocation,
  underWay: NumberSet,
): Promise<{ numbers: NumberSet; outcomes: ReleaseOutcome[]; failed: NumberSet }> {
  const ended = await awaitReleasedBefore(context, by, underWay);
  const seen = await Promise.all(
    ended.map(async (one) => {
      const outcome = await goneAfter(context, by.tenant, [{ ...one, urns: [by.urn] }]);
      if (one.end.verdict !== "failed") return { outcome, failed: NumberSet.empty };
      return { outcome: { ...outcome, reasons: [] }, failed: one.numbers.minus(outcome.released) };
    }),
  );
  return {
    numbers: NumberSet.unionOf(ended),
    outcomes: seen.map(({ outcome }) => outcome),
    failed: NumberSet.unionAll(seen.map(({ failed }) => failed)),
  };
}

/** Those of somebody else, or of which no task is known: it may still fail, so it is not asked for again but watched. */
function awaitOthers(
  context: WriteContext,
  { tenant, urn }: Allocation,
  numbers: NumberSet,
): Promise<ReleaseOutcome> {
  if (numbers.isEmpty) return Promise.resolve(NOTHING_RELEASED);
  const note = "already being released; run again when that is done";
  const end = endWithoutTask("vanished", note);
  return goneAfter(context, tenant, [{ numbers, end, urns: [urn] }]);
}
