import type { LivePlatform, NumbersList } from "../../provider/liveplatform";
import type { Listed } from "./grouping";

/** A list that changes while it is read is read so often. */
const LISTS = 3;

/**
 * All that the platform lists for a tenant, and the names of the calling profiles.
 *
 * Errors: also where every list changed while it was read.
 */
export async function readTenant(api: LivePlatform, msTenantId: string): Promise<Listed> {
  const profiles = await api.callingProfiles();
  const { numbers, unreadable } = await steadyList(api, msTenantId);
  const profileNames = profiles.flatMap(({ callingProfileId, name }): [string, string][] =>
    name === null ? [] : [[callingProfileId, name]],
  );
  return { numbers, unreadable, profileNames: new Map(profileNames) };
}

async function steadyList(api: LivePlatform, msTenantId: string): Promise<NumbersList> {
  for (let attempt = 1; attempt <= LISTS; attempt++) {
    const list = await api.listNumbers({ msTenantId });
    if (list.consistent) return list;
  }
  throw new Error(
    `The list of tenant ${msTenantId} changed each of the ${LISTS} times that it was read, so numbers may be missing in it. ` +
      "Run this again when no upload or release is under way.",
  );
}
