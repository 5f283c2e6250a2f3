import type { CallingProfile, NumberStatus } from "../liveplatform";

/** Profiles that are named to choose from. */
const MOST_PROFILES = 5;

/** Why the platform will probably take no number with this calling profile; undefined where its list says nothing against it. */
export function profileObjection(profiles: readonly CallingProfile[], id: string): string | undefined {
  const profile = profiles.find(({ callingProfileId }) => callingProfileId === id);
  if (profile === undefined)
    return `callingProfile: the platform has no calling profile ${id}. ${choice(profiles)}`;
  // A list in which no profile has an SBC is of a platform that does not tell: numbers are taken there all the same.
  if (hasSbc(profile) || !profiles.some(hasSbc)) return undefined;
  return `callingProfile: ${nameOf(profile)} has no SBC on any of its trunks. ${choice(profiles)}, or give it an SBC in Live Platform`;
}

function choice(profiles: readonly CallingProfile[]): string {
  const withSbc = profiles.filter(hasSbc);
  const usable = withSbc.length === 0 ? profiles : withSbc;
  if (usable.length === 0)
    return "This sign-in can see no calling profile: check its permissions and the channel";
  const named = usable.slice(0, MOST_PROFILES).map(nameOf).join(", ");
  const more = usable.length > MOST_PROFILES ? ` or one of ${usable.length - MOST_PROFILES} others` : "";
  return `Declare ${named}${more}`;
}

function nameOf({ name, callingProfileId }: CallingProfile): string {
  return name === null ? callingProfileId : `"${name}" (${callingProfileId})`;
}

export function hasSbc({ trunksEnrolled }: CallingProfile): boolean {
  return trunksEnrolled.some(({ matchingSbcList }) => matchingSbcList.length > 0);
}

const REFUSED = /fail|invalid|error|reject|denied|not allowed|forbidden/i;
/** What the platform says of a number because it is in the tenant now. */
const HELD_ALREADY =
  /already|exist|assign|in use|acquired|duplicate|\bheld\b|belongs to|found in|\btaken\b|\bowned\b/i;

/**
 * What `number-status` objects to in a number that is in the tenant and shall come back to it. That it is there already, or in use,
 * is no objection.
 */
export function numberObjection({
  validationResult,
  validationDetail,
  actionRequired,
}: NumberStatus): string | undefined {
  if (validationResult === null || !REFUSED.test(validationResult)) return undefined;
  const said = [validationResult, ...validationDetail].join("; ");
  if (HELD_ALREADY.test(said)) return undefined;
  const isAdvice = actionRequired !== null && !/^(true|false)$/i.test(actionRequired);
  return isAdvice ? `${said} (${actionRequired})` : said;
}
