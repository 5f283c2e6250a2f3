import * as z from "zod";
import type { Transport } from "./transport";

/** How many numbers are on their way out. */
export interface RemovalStatusSummary {
  /** Operator Connect no longer lists them; the mark can be cleared. */
  markedForRemovalCount: number;
  /** Confirmed for deletion; that cannot be undone. */
  readyForRemovalCount: number;
  /** Both together. */
  totalCount: number;
}

/** The most numbers that one request may name. */
export const MOST_MARKS = 500;

const summarySchema = z
  .object({
    markedForRemovalCount: z.number(),
    readyForRemovalCount: z.number(),
    // The example has one name, the table of fields the other.
    totalCount: z.number().nullish(),
    totalCounts: z.number().nullish(),
  })
  .transform(({ totalCount, totalCounts, ...counts }) => ({
    ...counts,
    totalCount: totalCount ?? totalCounts ?? counts.markedForRemovalCount + counts.readyForRemovalCount,
  }));

const processedSchema = z.object({
  data: z.object({ processedCount: z.number() }),
  // A refusal with status 200 must not pass for work done.
  succeeded: z.literal(true).nullish(),
});

export function removalStatusSummary(
  transport: Transport,
  msTenantId: string | undefined,
): Promise<RemovalStatusSummary> {
  return transport.send({
    verb: "GET",
    path: "/api/v3/oc/numbers/removal-status/summary",
    query: { msTenantId },
    kind: "read",
    answer: summarySchema,
    expected: "a summary of removal states",
  });
}

/** MarkedForRemoval → Active, of `MOST_MARKS` numbers at the most. */
export async function clearRemovalStatus(
  transport: Transport,
  telephoneNumbers: readonly string[],
): Promise<{ processedCount: number }> {
  const { data } = await transport.send({
    verb: "POST",
    path: "/api/v3/oc/action/clear-removal-status",
    body: { telephoneNumbers },
    kind: "write",
    answer: processedSchema,
    expected: "a count of processed numbers",
  });
  return data;
}
