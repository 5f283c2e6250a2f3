import { NumberSet } from "../numbers/number-set";
import type { Allocation, KnownAllocation } from "../run/allocation";
import { type Rows, inUse, numbersWhere, withRow } from "../tenant/rows";
import { bestEffort } from "./best-effort";
import { isLeaving } from "./leaving";
import { NOTHING_RELEASED, type ReleaseOutcome, goneAfter, joinReleases } from "./released";
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
  const underWay = numbersWhere(rows, isLeaving);
  const gone = await awaitUnderWay(context, by, underWay);
  const toRelease = withRow(rows).minus(stillUsed).minus(underWay);
  const released = joinReleases([gone, ...(await releases.write({ urn, numbers: toRelease, timeoutMs }))]);
  return { ...released, reasons: [...unassigned.flatMap(({ reasons }) => reasons), ...released.reasons] };
}

/** Numbers whose release an earlier run or somebody else has asked for: it may still fail, so it is not asked for again but watched. */
function awaitUnderWay(
  context: WriteContext,
  { tenant, urn }: Allocation,
  numbers: NumberSet,
): Promise<ReleaseOutcome> {
  if (numbers.isEmpty) return Promise.resolve(NOTHING_RELEASED);
  const note = "already being released; run again when that is done";
  const end = endWithoutTask("vanished", note);
  return goneAfter(context, tenant, [{ numbers, end, urns: [urn] }]);
}
