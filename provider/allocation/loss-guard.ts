import { counted, isOrAre } from "../common/counted";
import { figure } from "../numbers/figure";
import type { NumberSet } from "../numbers/number-set";
import type { Allocation } from "../run/allocation";
import { UserError } from "../state/errors";
import type { Context } from "./context";

/** An allocation of more numbers than this does not lose half of them unnoticed. */
const SMALL = 20;

interface Loss {
  allocation: Allocation;
  held: NumberSet;
  /** Those of them that the tenant does not have, confirmed. */
  missing: NumberSet;
  /** A delete of a handful of numbers, each of which the platform denies, is done; so is any in a tenant that we emptied. */
  isDelete: boolean;
}

/** What the guard needs of a process's context. */
type LossContext = Pick<Context, "settings" | "view" | "clock"> & {
  readonly journal: Pick<Context["journal"], "released">;
};

/**
 * An empty answer is not a deletion: a wrong channel, lost rights or an outage look just like it. Throws where so much
 * is missing that a person must say that it is true. What an earlier run has asked to release, and could not save, is no loss.
 */
export async function refuseLoss(context: LossContext, loss: Loss): Promise<void> {
  const { allocation, held, missing, isDelete } = loss;
  const { tenant } = allocation;
  if (missing.isEmpty || context.settings.acceptLoss.has(tenant)) return;
  const { numbers: released } = context.journal.released(allocation, context.clock.now());
  const unexplained = missing.minus(released);
  if (unexplained.isEmpty) return;
  const isLarge = !isDelete && held.size > SMALL && unexplained.size * 2 > held.size;
  const isAll = missing.size === held.size;
  const isDone = isDelete && context.view(tenant).isGone(held);
  // A delete asks too: a list that is refused shows that the GETs' "not found" were no answers.
  const listsNothing = isAll && (await context.view(tenant).listsNothing()) && !isDone;
  if (!isLarge && !listsNothing) return;
  const { channelId } = context.settings;
  const channel = channelId === undefined ? "no channel" : `channel ${channelId}`;
  throw new UserError(
    `${whatIsMissing(loss, listsNothing)} (${missing.describe(5)}). The state has not been changed: a wrong channel (asked with ${channel}), missing permissions or an ` +
      `outage look the same. If the numbers are really gone, run the same command again with LIVEPLATFORM_ACCEPT_LOSS=${tenant}, which accepts that for one run`,
    "loss",
  );
}

function whatIsMissing({ allocation: { tenant }, held, missing }: Loss, listsNothing: boolean): string {
  return listsNothing
    ? `Tenant ${tenant} lists no number at all, and this allocation holds ${figure(held.size)} there`
    : `Of ${counted(held.size, "number")} that this allocation holds in tenant ${tenant}, ${figure(missing.size)} ${isOrAre(missing.size)} missing`;
}
