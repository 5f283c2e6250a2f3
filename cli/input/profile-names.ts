import { type LivePlatform, LivePlatformError } from "../../provider/liveplatform";

/** Id of a calling profile, in lower case → its name. */
export type ProfileNames = ReadonlyMap<string, string>;

/** The names of all profiles; empty where the list cannot be read: names are only for people. */
export async function profileNames(api: LivePlatform): Promise<ProfileNames> {
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
