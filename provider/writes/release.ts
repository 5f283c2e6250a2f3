import { NumberSet } from "../numbers/number-set";
import type { Allocation, Known } from "../run/allocation";
import { type Rows, numbersWhere } from "../tenant/rows";
import { bestEffort } from "./best-effort";
import {
  NOTHING_RELEASED,
  type ReleaseOutcome,
  goneAfter,
  isLeaving,
  joinReleases,
  narrowRelease,
} from "./released";
import { endWithoutTask } from "./task-end";
import type { Writer } from "./tenant-writes";
import { unassignUsed } from "./unassign";
import type { WriteContext } from "./write-context";

/** Unassigns those in use, releases, and says what is gone afterwards. Never throws. */
export async function release(
  context: Writer,
  { id, urn, platform, tenant }: Known,
  rows: Rows,
): Promise<ReleaseOutcome> {
  const numbers = NumberSet.fromNumbers(rows.keys());
  if (numbers.isEmpty) return NOTHING_RELEASED;
  const by = { id, urn, platform, tenant };
  const gives = { fact: "gives" as const, ...by, numbers: numbers.toCanonical() };
  context.ledger.add({ ...gives, phase: "begun" });
  try {
    const unassigned = await unassignUsed(context, by, rows);
    const underWay = numbersWhere(rows, isLeaving);
    const gone = await awaitUnderWay(context, by, underWay);
    const open = numbers.minus(unassigned.failed).minus(underWay);
    const outcomes = await context
      .writes(tenant)
      .releases.write({ urn, numbers: open, timeoutMs: context.settings.taskTimeoutMs });
    const released = joinReleases([gone, ...outcomes.map((outcome) => narrowRelease(outcome, open))]);
    return { ...released, reasons: [...unassigned.reasons, ...released.reasons] };
  } finally {
    bestEffort(context, urn, () => {
      context.ledger.add({ ...gives, phase: "done" });
    });
  }
}

/** Numbers whose release an earlier run or somebody else has asked for: it may still fail, so it is not asked for again but watched. */
function awaitUnderWay(
  context: WriteContext,
  { tenant, urn }: Allocation,
  numbers: NumberSet,
): Promise<ReleaseOutcome> {
  if (numbers.isEmpty) return Promise.resolve(NOTHING_RELEASED);
  const note = "already being released; run again when they are gone";
  const end = endWithoutTask("vanished", note);
  return goneAfter(context, tenant, [{ numbers, end, urns: [urn] }]);
}
