import { counted, itOrThem } from "../common/counted";
import { messageOf } from "../common/message-of";
import { NumberSet } from "../numbers/number-set";
import type { Allocation } from "../run/allocation";
import type { Held } from "../run/claims";
import { declaredBy, heldElsewhere } from "../run/others";
import type { Reason } from "../state/reason";
import { ownRows, withRow } from "../tenant/rows";
import { RowWait } from "../writes/row-wait";
import type { Context } from "./context";

/** An allocation that is still declared gives up its numbers in this run: its release begins within this time, or later than we can wait. */
const RELEASE_BEGINS_WITHIN_MS = 5_000;

interface HeldElsewhere {
  numbers: NumberSet;
  /** Why, where the run has failed for them. */
  reasons: Reason[];
  /** Why, where the run is to clear the way: it must not fail, or the engine would not come to the release. */
  later: string[];
}

const NOTHING: HeldElsewhere = { numbers: NumberSet.empty, reasons: [], later: [] };

/**
 * The numbers that an allocation of another tenant in this run still holds, after waiting for a release that is
 * under way. A number belongs to one tenant at a time: uploading it earlier is refused.
 */
export async function stillHeldElsewhere(
  context: Context,
  owner: Allocation,
  numbers: NumberSet,
): Promise<HeldElsewhere> {
  if (heldElsewhere(context.claims, owner, numbers).length === 0) return NOTHING;
  await waitForReleases(context, owner, numbers);
  const held = heldElsewhere(context.claims, owner, numbers);
  const still = await Promise.all(held.map((one) => stillHeld(context, one, numbers)));
  return {
    numbers: NumberSet.unionOf(still),
    reasons: still.flatMap((one) => one.reasons),
    later: still.flatMap((one) => one.later),
  };
}

async function waitForReleases(context: Context, owner: Allocation, numbers: NumberSet): Promise<void> {
  const line = new RowWait(context, declaredBy(context.claims, owner, numbers));
  for (let sawRelease = false; ;) {
    const held = heldElsewhere(context.claims, owner, numbers);
    const isReleasing = held.some(({ underWay }) => underWay.overlaps(numbers));
    const mayBegin =
      !sawRelease && line.ms < RELEASE_BEGINS_WITHIN_MS && held.some(({ isDeclared }) => isDeclared);
    if ((!isReleasing && !mayBegin) || line.ms > context.settings.taskTimeoutMs) return;
    sawRelease ||= isReleasing;
    await line.wait(releaseOf(held, numbers));
    if (context.cancellation.isCancelled) return;
  }
}

function releaseOf(held: readonly Held[], wanted: NumberSet): string {
  const theirs = NumberSet.unionOf(held).intersect(wanted);
  const tenants = [...new Set(held.map(({ by }) => by.tenant))];
  return `the release of ${counted(theirs.size, "number")} by tenant ${tenants.join(", ")}`;
}

async function stillHeld(context: Context, held: Held, wanted: NumberSet): Promise<HeldElsewhere> {
  const { tenant } = held.by;
  const numbers = wanted.intersect(held.numbers);
  try {
    const rows = ownRows(await context.view(tenant).lookAgain(numbers), tenant);
    // What is on its way there has no row yet.
    const there = withRow(rows).union(numbers.intersect(held.sent.numbers));
    if (there.isEmpty) return NOTHING;
    const it = itOrThem(there.size);
    const when = held.isDeclared ? `has not released ${it} yet` : "is deleted at the end of this run";
    const later = `${there.describe()}: still held by tenant ${tenant}, whose allocation ${when}; run pulumi up again to upload ${it} here`;
    return { ...NOTHING, numbers: there, later: [later] };
  } catch (error) {
    const text = `held by tenant ${tenant} when the run began, and reading that tenant failed: ${messageOf(error)}`;
    return { ...NOTHING, numbers, reasons: [{ code: "held_elsewhere", numbers, text }] };
  }
}
