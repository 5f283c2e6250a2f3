import { type NumberSet } from "../numbers/number-set";
import type { Allocation, KnownAllocation } from "../run/allocation";
import { type Rows, numbersWhere, withRow } from "../tenant/rows";
import { bestEffort } from "./best-effort";
import { isLeaving } from "./leaving";
import { NOTHING_RELEASED, type ReleaseOutcome, goneAfter, joinReleases } from "./released";
import { endWithoutTask } from "./task-end";
import type { Writer } from "./tenant-writes";
import { unassignUsed } from "./unassign";
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
  const unassigned = await unassignUsed(context, by, rows);
  const underWay = numbersWhere(rows, isLeaving);
  const gone = await awaitUnderWay(context, by, underWay);
  const toRelease = withRow(rows).minus(unassigned.failed).minus(underWay);
  const outcomes = await context
    .writes(by.tenant)
    .releases.write({ urn: by.urn, numbers: toRelease, timeoutMs: context.settings.taskTimeoutMs });
  const released = joinReleases([gone, ...outcomes]);
  return { ...released, reasons: [...unassigned.reasons, ...released.reasons] };
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
