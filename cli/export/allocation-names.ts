import type { GroupSettings } from "../../provider/allocation/declare-row";
import { hash } from "../../provider/common/hash";

const USAGE_NAMES: ReadonlyMap<string, string> = new Map([
  ["CallingUserAssignment", "users"],
  ["FirstPartyAppAssignment", "voice-apps"],
  ["ThirdPartyAppAssignment", "third-party-apps"],
  ["ConferenceAssignment", "conferences"],
]);
const USUAL_CAPABILITIES = "inbound-outbound";
const LONGEST_PROFILE = 40;

/**
 * A speaking name for each group, such as `calling-emea-users`: from the profile's name, the usages, the capabilities
 * where they are not both directions of calling, and the country where it is declared.
 *
 * Which other groups there are plays no part (but where two would have the same name), so that numbers with new settings
 * rename no resource that is deployed already.
 */
export function namesOf(
  groups: readonly GroupSettings[],
  profileNames: ReadonlyMap<string, string>,
): Map<GroupSettings, string> {
  const profiles = profileSlugs(profileNames);
  const names = new Map(groups.map((group) => [group, nameOf(group, profiles)]));
  const taken = Array.from(names.values());
  for (const [group, name] of names)
    if (taken.filter((other) => other === name).length > 1) names.set(group, `${name}-${digestOf(group)}`);

  return names;
}

/** Profiles of one name are told apart by their ids, whether or not both have numbers in this tenant. */
function profileSlugs(profileNames: ReadonlyMap<string, string>): Map<string, string> {
  const slugs = new Map(
    Array.from(profileNames, ([id, name]) => [id, slugOf(name).slice(0, LONGEST_PROFILE)]),
  );
  const taken = Array.from(slugs.values());
  for (const [id, slug] of slugs) {
    const isShared = taken.filter((other) => other === slug).length > 1;
    if (slug === "") slugs.set(id, unnamed(id));
    else if (isShared) slugs.set(id, `${slug}-${id.slice(0, 8)}`);
  }
  return slugs;
}

function nameOf(group: GroupSettings, profiles: ReadonlyMap<string, string>): string {
  const usages = [group.usage, ...group.additionalUsages].map(
    (usage) => USAGE_NAMES.get(usage) ?? slugOf(usage),
  );
  const capabilities = group.capabilities.map((name) => slugOf(name.replace(/Calling$/, ""))).join("-");
  return [
    profiles.get(group.callingProfile) ?? unnamed(group.callingProfile),
    usages.join("-and-"),
    ...(capabilities === USUAL_CAPABILITIES ? [] : [capabilities]),
    ...(group.country === undefined ? [] : [group.country.toLowerCase()]),
  ].join("-");
}

function unnamed(profile: string): string {
  return `profile-${profile.slice(0, 8)}`;
}

/** `Zürich Büro 2` → `zurich-buro-2`; empty where nothing of the text can stand in a name. */
function slugOf(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

function digestOf(group: GroupSettings): string {
  return hash(JSON.stringify(group), 6);
}
