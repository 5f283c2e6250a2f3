import type { LivePlatform } from "../../provider/liveplatform";
import { LISTS, steadyList } from "../input/steady-list";
import type { Listed } from "./grouping";

/**
 * All that the platform lists for a tenant, and the names of the calling profiles.
 *
 * Errors: also where every list changed while it was read.
 */
export async function readTenant(api: LivePlatform, msTenantId: string): Promise<Listed> {
  const profiles = await api.callingProfiles();
  const { numbers, unreadable, consistent } = await steadyList(() => api.listNumbers({ msTenantId }));
  if (!consistent) throw changedEachTime(msTenantId);
  const profileNames = profiles.flatMap(({ callingProfileId, name }): [string, string][] =>
    name === null ? [] : [[callingProfileId, name]],
  );
  return { numbers, unreadable, profileNames: new Map(profileNames) };
}

function changedEachTime(msTenantId: string): Error {
  return new Error(
    `The list of tenant ${msTenantId} changed each of the ${LISTS} times that it was read, so numbers may be missing in it. ` +
      "Run this again when no upload or release is under way.",
  );
}
