import type { Plan } from "./plan";

/**
 * Leaves out of random stories what the provider does not master yet. Each entry says what; it goes when that works, and
 * MODEL_ALL=1 ignores them all.
 */
export function withoutUnmastered(plan: Plan): Plan {
  if (process.env["MODEL_ALL"] !== undefined) return plan;
  return {
    ...plan,
    // Created first in another tenant, the old one is never deleted.
    replace: undefined,
    // Without a refresh, numbers that were refused count as held.
    refresh: true,
    // What fails after an allocation gave up a number for another is not always found again.
    maxReleases: 1000,
  };
}
