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

/** MarkedForRemoval → Active. One request after the other: after a failure, what follows is not sent. */
export async function clearRemovalStatus(
  transport: Transport,
  numbers: readonly string[],
): Promise<{ processedCount: number }> {
  let processedCount = 0;
  for (let from = 0; from < numbers.length; from += MOST_MARKS) {
    const answer = await transport.send({
      verb: "POST",
      path: "/api/v3/oc/action/clear-removal-status",
      body: { telephoneNumbers: numbers.slice(from, from + MOST_MARKS) },
      kind: "write",
      answer: processedSchema,
      expected: "a count of processed numbers",
    });
    processedCount += answer.data.processedCount;
  }
  return { processedCount };
}
