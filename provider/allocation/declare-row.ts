import { isGuid } from "../common/guid";
import type { TenantNumber } from "../liveplatform";
import { checkE164 } from "../numbers/e164";
import { CAPABILITY_OF_USAGE } from "../state/row-drift";
import { USAGES } from "./declared-settings";
import { type Vocabulary, capabilityProblem, requestedOf } from "./vocabulary";

/** What an allocation says of its numbers, apart from which they are. */
export interface GroupSettings {
  readonly callingProfile: string;
  readonly usage: string;
  readonly additionalUsages: readonly string[];
  readonly capabilities: readonly string[];
  /** Only where an allocation must name it: North American toll-free numbers. */
  readonly country: string | undefined;
}

/** How a number of the tenant can be declared, or why it cannot. */
type Verdict = { readonly settings: GroupSettings } | { readonly reason: string };

/** Whose numbers are declared, and by which words. */
export interface DeclaringTenant {
  /** In lower case. */
  readonly msTenantId: string;
  readonly vocabulary: Vocabulary;
}

const COUNTRY = /^[A-Z]{2}$/;

const LEAVING: ReadonlyMap<string, string> = new Map([
  [
    "MarkedForRemoval",
    "MarkedForRemoval: Operator Connect no longer lists it. Clear the mark and export again, or let it go",
  ],
  ["ReleaseRequested", "ReleaseRequested: it is being released"],
  ["ReadyForRemoval", "ReadyForRemoval: it is leaving, which cannot be undone"],
]);
/** `null` is what numbers have that are older than the states. */
const HELD: readonly (string | null)[] = ["Active", "Uploaded", null];

/**
 * Decides by a number's row whether an allocation can declare it just as it is, so that the first `up` finds nothing to
 * do about it. Pure.
 */
export function declareRow(tenant: DeclaringTenant, row: TenantNumber): Verdict {
  const problem = placeProblem(tenant, row) ?? capabilityProblem(tenant.vocabulary, row);
  if (problem !== undefined) return { reason: problem };
  return settingsOf(tenant, row);
}

function placeProblem({ msTenantId }: DeclaringTenant, row: TenantNumber): string | undefined {
  const { tenantId, acquiredNumberStatus: status, callingProfileId: profile } = row;
  if (tenantId !== msTenantId)
    return `the list of this tenant contains it, but says that tenant ${tenantId} holds it`;
  const leaving = LEAVING.get(status ?? "");
  if (leaving !== undefined) return leaving;
  if (!HELD.includes(status)) return `its state is ${String(status)}, which this version does not know`;
  if (profile === null) return "it has no calling profile";
  return isGuid(profile) ? undefined : `its calling profile is "${profile}", which is not a GUID`;
}

function settingsOf({ vocabulary }: DeclaringTenant, row: TenantNumber): Verdict {
  const acquired = new Set(row.acquiredCapabilities.map((name) => name.toLowerCase()));
  const usages = USAGES.filter((usage) => acquired.has((CAPABILITY_OF_USAGE[usage] ?? usage).toLowerCase()));
  const checked = checkE164(row.telephoneNumber);
  if (!checked.ok) return { reason: `it ${checked.problem}` };
  const usage = checked.tollFree ? tollFreeUsage(usages) : usages[0];
  if (usage === undefined) {
    return {
      reason: `it is toll-free, and an allocation can declare that only with the usage FirstPartyAppAssignment; it has ${usages.join(", ")}`,
    };
  }
  const needsCountry = checked.tollFree && checked.callingCode === "1";
  const country = needsCountry ? (row.isoCountryCode?.toUpperCase() ?? "") : undefined;
  if (country !== undefined && !COUNTRY.test(country)) {
    return {
      reason:
        "it is a North American toll-free number, whose country an allocation must name, and the platform does not give it",
    };
  }
  return {
    settings: {
      callingProfile: row.callingProfileId ?? "",
      usage,
      additionalUsages: usages.filter((other) => other !== usage),
      capabilities: requestedOf(vocabulary, row),
      country,
    },
  };
}

function tollFreeUsage(usages: readonly string[]): string | undefined {
  return usages.find((usage) => usage === "FirstPartyAppAssignment");
}
