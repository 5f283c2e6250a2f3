import { DAY_MS, HOUR_MS } from "../common/durations";
import { isInUse, parseUtc } from "../liveplatform";
import type { AllocationInputs } from "../state/state";
import type { ReadableRow, Row } from "../tenant/rows";
import type { WriteContext } from "./write-context";

/** Which numbers of others an allocation may take over. */
export interface TakeoverRules {
  /** Any that is as declared. */
  readonly adoptExisting: boolean;
  /** Any that looks as an interrupted run leaves it. */
  readonly adoptInterrupted: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export function takeoverRules(
  { settings, clock }: Pick<WriteContext, "settings" | "clock">,
  inputs: Pick<AllocationInputs, "adoptExisting" | "msTenantId">,
): TakeoverRules {
  return {
    adoptExisting: inputs.adoptExisting === true,
    adoptInterrupted: settings.adoptInterrupted.has(inputs.msTenantId),
    now: clock.now(),
  };
}

/** Why a number that somebody else has brought in may be taken over all the same, where it may. */
export function allowedTakeover(rules: TakeoverRules, row: Row): "adopted" | "interrupted" | undefined {
  if (rules.adoptExisting) return "adopted";
  const isAllowed = rules.adoptInterrupted && row !== "unreadable" && looksInterrupted(row, rules.now);
  return isAllowed ? "interrupted" : undefined;
}

/** Whether a row is as an interrupted run leaves it. */
export function looksInterrupted(row: ReadableRow, now: number): boolean {
  return row.source?.toLowerCase() === "webapi" && !isInUse(row) && isRecent(row, now) === true;
}

/** Whether it was uploaded within a day; undefined where the row does not say when. */
export function isRecent(row: ReadableRow, now: number): boolean | undefined {
  const age = now - parseUtc(row.whenCreated);
  return Number.isNaN(age) ? undefined : age <= DAY_MS && age >= -HOUR_MS;
}
