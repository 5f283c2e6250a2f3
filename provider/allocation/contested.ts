import { NumberSet } from "../numbers/number-set";
import type { Context } from "./context";
import { messageOf } from "./errors";

/** An allocation that is still declared gives up its numbers in this run: its release begins within this time, or later than we can wait. */
const RELEASE_BEGINS_WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 250;

/**
 * The numbers that an allocation of another tenant in this run still holds, after waiting for a release that is
 * under way. A number belongs to one tenant at a time: uploading it earlier is refused.
 */
export async function contestedNumbers(
  context: Context,
  tenant: string,
  numbers: NumberSet,
): Promise<{ numbers: NumberSet; reasons: string[] }> {
  const owner = { platform: context.platform, tenant };
  if (context.ownership.heldElsewhere(owner, numbers).length === 0)
    return { numbers: NumberSet.empty, reasons: [] };
  await waitForReleases(context, owner, numbers);
  const held = context.ownership.heldElsewhere(owner, numbers);
  const still = await Promise.all(
    held.map(({ holding }) => stillHeld(context, holding.tenant, numbers.intersect(holding.numbers))),
  );
  return {
    numbers: NumberSet.unionAll(still.map((one) => one.numbers)),
    reasons: still.flatMap((one) => one.reasons),
  };
}

async function waitForReleases(
  context: Context,
  owner: { platform: string; tenant: string },
  numbers: NumberSet,
): Promise<void> {
  const started = context.clock.now();
  for (let sawRelease = false; ;) {
    const held = context.ownership.heldElsewhere(owner, numbers);
    const waited = context.clock.now() - started;
    const isReleasing = held.some((one) => one.releasing);
    const mayBegin = !sawRelease && waited < RELEASE_BEGINS_WITHIN_MS && held.some((one) => one.declared);
    if ((!isReleasing && !mayBegin) || waited > context.settings.taskTimeoutMs) return;
    sawRelease ||= isReleasing;
    await context.clock.sleep(LOOK_EVERY_MS);
  }
}

async function stillHeld(
  context: Context,
  tenant: string,
  numbers: NumberSet,
): Promise<{ numbers: NumberSet; reasons: string[] }> {
  try {
    const rows = await context.view(tenant).lookAgain(numbers);
    const held = [...rows].flatMap(([phoneNumber, row]) =>
      row !== "unreadable" && row.tenantId === tenant ? phoneNumber : [],
    );
    if (held.length === 0) return { numbers: NumberSet.empty, reasons: [] };
    const contested = NumberSet.fromNumbers(held);
    const reason = `${contested.describe()}: held by tenant ${tenant}, whose allocation has not released it yet; run pulumi up again`;
    return { numbers: contested, reasons: [reason] };
  } catch (error) {
    const reason = `${numbers.describe()}: held by tenant ${tenant} when the run began, and looking there failed: ${messageOf(error)}`;
    return { numbers, reasons: [reason] };
  }
}
