import { isInUse, parseUtc } from "../liveplatform";
import type { AllocationInputs } from "../state/state";
import type { ReadableRow, Row } from "../tenant/rows";
import type { WriteContext } from "./write-context";

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;

/** Why a number that somebody else has brought in may be taken over all the same, where it may. */
export function allowedTakeover(
  context: WriteContext,
  inputs: AllocationInputs,
  row: Row,
): "adopted" | "interrupted" | undefined {
  if (inputs.adoptExisting === true) return "adopted";
  const isAllowed = context.settings.adoptInterrupted.has(inputs.msTenantId);
  return isAllowed && row !== "unreadable" && looksInterrupted(context, row) ? "interrupted" : undefined;
}

/** Whether a row is as an interrupted run leaves it. */
export function looksInterrupted(context: WriteContext, row: ReadableRow): boolean {
  return row.source?.toLowerCase() === "webapi" && !isInUse(row) && isRecent(context, row) === true;
}

/** Whether it was uploaded within a day; undefined where the row does not say when. */
export function isRecent(context: WriteContext, row: ReadableRow): boolean | undefined {
  const age = context.clock.now() - parseUtc(row.whenCreated);
  return Number.isNaN(age) ? undefined : age <= DAY_MS && age >= -HOUR_MS;
}
