import { counted, itOrThem, itOrThey } from "../common/counted";
import { type NumberSet } from "../numbers/number-set";
import { inUse } from "../tenant/rows";
import type { Context } from "./context";
import { decide } from "./decide";
import { foretellChange } from "./foretell";
import { type ComingUpload, hopeless, refuseHopelessChange } from "./preflight";
import { type ComingChange, movesTenant, situationAhead } from "./situation-ahead";
import type { KnownSubject } from "./subject";
import { hasUnknown } from "./unknown";

/**
 * What an up would do for a change, noted for the run: stops at the brake, and where what is released could not come back;
 * warns of numbers in use; foretells the rest. Returns the numbers that the allocation gives up.
 */
export async function foresee(
  context: Context,
  allocation: KnownSubject,
  change: ComingChange,
): Promise<NumberSet> {
  const { inputs } = change;
  const situation = await situationAhead(context, allocation, change);
  const decision = decide(situation);
  const toRelease = decision.of("release");
  context.brake.plan(allocation, decision.of("release", "reset", "repair"));
  const released = decision.of("release", "reset");
  const used = released.isEmpty ? released : inUse(await context.view(allocation.tenant).look(released));
  if (!used.isEmpty) warnOfUse(context, allocation, { ...change, used });
  const givenUp = decision.of("release", "leave");
  if (inputs === undefined) return givenUp;
  const wanted = inputs.numbers;
  const again = movesTenant(change) ? toRelease.intersect(wanted) : decision.of("reset");
  await refuseHopelessChange(context, { settings: inputs, numbers: again });
  await warnOfHopelessRepair(context, { settings: inputs, numbers: decision.of("repair") }, allocation.urn);
  await foretellChange(context, { change: { ...change, inputs }, allocation, situation, decision });
  return givenUp;
}

async function warnOfHopelessRepair(context: Context, upload: ComingUpload, urn: string): Promise<void> {
  const objection = await hopeless(context, upload);
  if (objection === undefined) return;
  context.warnOnce(
    urn,
    `${upload.numbers.describe(5)}: cannot be repaired, because the platform would refuse ${itOrThem(upload.numbers.size)}. ${objection}`,
  );
}

function warnOfUse(
  context: Context,
  { urn, isSecret }: KnownSubject,
  { used, ...change }: ComingChange & { used: NumberSet },
): void {
  const { state, settings } = change;
  const news = change.news.values;
  const isAll = movesTenant(change);
  const mayUnassign = isAll ? state.unassignOnRelease === true : news.unassignOnRelease === true;
  const may =
    settings.length > 0 && settings.every((property) => hasUnknown(news[property])) ? "may" : "will";
  const why = settings.length === 0 ? "" : ` (${settings.join(", ")})`;
  const what = `this ${isAll ? "replacement" : "update"}${why} ${may} release`;
  const consequence = mayUnassign
    ? `${itOrThey(used.size)} will be unassigned first (unassignOnRelease)`
    : `the run will stop before anything is released. Unassign ${itOrThem(used.size)} in the Teams admin center, or allow it with unassignOnRelease: true`;
  const notYet =
    isAll && !mayUnassign && news.unassignOnRelease === true
      ? ". unassignOnRelease: true has no effect yet, because a replacement uses the value in the state: run pulumi up with it alone first"
      : "";
  context.warnOnce(
    urn,
    `${what} ${counted(used.size, "number")} in use${isSecret ? "" : `: ${used.describe()}`}; ${consequence}${notYet}`,
  );
}
