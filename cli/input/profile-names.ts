import { type LivePlatform, LivePlatformError } from "../../provider/liveplatform";

/** Id of a calling profile, in lower case → its name; empty where the list cannot be read: names are only for people. */
export async function profileNames(api: LivePlatform): Promise<ReadonlyMap<string, string>> {
  try {
    const profiles = await api.callingProfiles();
    return new Map(
      profiles.flatMap(({ callingProfileId, name }): [string, string][] =>
        name === null ? [] : [[callingProfileId, name]],
      ),
    );
  } catch (error) {
    if (error instanceof LivePlatformError) return new Map();
    throw error;
  }
}
