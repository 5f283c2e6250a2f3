import { UsageError } from "../common/usage-error";
import type { CallingProfile } from "../liveplatform";

/**
 * The profile of a name. Case and blanks around it mean nothing, but where two names differ by nothing else.
 *
 * Errors: a UsageError where no profile, or more than one, has the name; it lists what there is.
 */
export function findProfile(name: string, profiles: readonly CallingProfile[]): CallingProfile {
  const alike = profiles.filter((profile) => plain(profile.name ?? "") === plain(name));
  const exact = alike.filter((profile) => profile.name === name);
  const found = exact.length > 0 ? exact : alike;
  const [only, another] = found;
  if (only !== undefined && another === undefined) return only;
  const which = found.length === 0 ? profiles : found;
  const listed = which.map((one) => `"${one.name ?? ""}" (${one.callingProfileId})`).join(", ");
  throw new UsageError(
    found.length === 0
      ? `no calling profile is named "${name}". The platform lists ${listed === "" ? "none" : listed}`
      : `${found.length} calling profiles are named "${name}": ${listed}. Use the id of the one that you mean`,
  );
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}
