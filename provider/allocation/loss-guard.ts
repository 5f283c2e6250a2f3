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
type LossContext = Pick<Context, "settings" | "view" | "givenUp">;

/**
 * An empty answer is not a deletion: a wrong channel, lost rights or an outage look just like it. Throws where so much
 * is missing that a person must say that it is true. What an earlier run has released, and could not save, is no loss.
 */
export async function refuseLoss(context: LossContext, loss: Loss): Promise<void> {
  const { allocation, held, missing } = loss;
  const { tenant } = allocation;
  if (context.settings.acceptLoss.has(tenant) || !(await isLoss(context, loss))) return;
  const { surely, perhaps } = await context.givenUp(allocation, missing);
  if (!(await isRestLost(context, loss, surely))) return;
  // What answers with nothing at all may be an outage, and the request have come to nothing.
  const isBelievable = !perhaps.isEmpty && !(await context.view(tenant).listsNothing());
  if (isBelievable && !(await isRestLost(context, loss, surely.union(perhaps)))) return;
  const listsNothing = missing.size === held.size && (await context.view(tenant).listsNothing());
  const { channelId } = context.settings;
  const channel = channelId === undefined ? "no channel" : `channel ${channelId}`;
  throw new UserError(
    `${whatIsMissing(loss, listsNothing)} (${missing.describe(5)}). The state has not been changed: a wrong channel (asked with ${channel}), missing permissions or an ` +
      `outage look the same. ${whoAskedFor(perhaps)}If the numbers are really gone, run the same command again with LIVEPLATFORM_ACCEPT_LOSS=${tenant}, which accepts that for one run`,
    "loss",
  );
}

function whoAskedFor(perhaps: NumberSet): string {
  if (perhaps.isEmpty) return "";
  return `An interrupted run of this stack has asked to release ${figure(perhaps.size)} of them, and had no answer. `;
}

function whatIsMissing({ allocation: { tenant }, held, missing }: Loss, listsNothing: boolean): string {
  return listsNothing
    ? `Tenant ${tenant} lists no number at all, and this allocation holds ${figure(held.size)} there`
    : `Of ${counted(held.size, "number")} that this allocation holds in tenant ${tenant}, ${figure(missing.size)} ${isOrAre(missing.size)} missing`;
}

/** By all that is held and by what is left of it: what is given up must not make the loss of the others look small. */
async function isRestLost(context: LossContext, loss: Loss, given: NumberSet): Promise<boolean> {
  if (given.isEmpty) return true;
  const rest = { ...loss, missing: loss.missing.minus(given) };
  return (await isLoss(context, rest)) || isLoss(context, { ...rest, held: loss.held.minus(given) });
}

async function isLoss(
  context: LossContext,
  { allocation: { tenant }, held, missing, isDelete }: Loss,
): Promise<boolean> {
  if (missing.isEmpty) return false;
  if (!isDelete && held.size > SMALL && missing.size * 2 > held.size) return true;
  const view = context.view(tenant);
  const isDone = isDelete && view.isGone(held);
  // A delete asks too: a list that is refused shows that the GETs' "not found" were no answers.
  return missing.size === held.size && (await view.listsNothing()) && !isDone;
}
