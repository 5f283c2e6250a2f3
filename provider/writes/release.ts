import { NumberSet } from "../numbers/number-set";
import { numbersWhere } from "../tenant/rows";
import { bestEffort } from "./best-effort";
import type { ReleaseRequest } from "./release-request";
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

/** Unassigns where that is allowed, releases, and says what is gone afterwards. Never throws. */
export async function release(context: Writer, request: ReleaseRequest): Promise<ReleaseOutcome> {
  const numbers = NumberSet.fromNumbers(request.rows.keys());
  if (numbers.isEmpty) return NOTHING_RELEASED;
  const { id, urn, tenant } = request;
  const gives = {
    fact: "gives" as const,
    id,
    urn,
    platform: context.platform,
    tenant,
    numbers: numbers.toCanonical(),
  };
  context.ledger.add({ ...gives, phase: "begun" });
  try {
    const unassigned = await unassignUsed(context, request);
    const underWay = numbersWhere(request.rows, isLeaving);
    const gone = await awaitUnderWay(context, request, underWay);
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
  { tenant, urn }: ReleaseRequest,
  numbers: NumberSet,
): Promise<ReleaseOutcome> {
  if (numbers.isEmpty) return Promise.resolve(NOTHING_RELEASED);
  const note = "already being released; run again when they are gone";
  const end = endWithoutTask("vanished", note);
  return goneAfter(context, tenant, [{ numbers, end, urns: [urn] }]);
}
