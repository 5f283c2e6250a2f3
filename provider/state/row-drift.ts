import { lowerCase } from "../common/lower-case";
import type { Row } from "../tenant/rows";
import { type Drift, leavingStatus } from "./drift";
import type { DeclaredSettings } from "./state";

/** The capability that a usage brings by itself (inferred, see docs/api-notes.md). */
export const CAPABILITY_OF_USAGE: Readonly<Record<string, string>> = {
  CallingUserAssignment: "UserAssignment",
  FirstPartyAppAssignment: "FirstPartyAppAssignment",
  ThirdPartyAppAssignment: "ThirdPartyAppAssignment",
  ConferenceAssignment: "ConferenceAssignment",
};
const USAGE_CAPABILITIES = lowerCase(Object.values(CAPABILITY_OF_USAGE));
/** Those that an upload may ask for, as far as they are known; the list is open. */
export const REQUESTED_CAPABILITIES = ["InboundCalling", "OutboundCalling", "Mobile"];
const KNOWN_CAPABILITIES = new Set([
  ...lowerCase([...REQUESTED_CAPABILITIES, "Office365"]),
  ...USAGE_CAPABILITIES,
]);

/**
 * What is wrong with a number of the tenant, undefined when it is as declared.
 * A value that the API's documents do not name never counts: the vocabulary may grow.
 */
export function driftOf(declared: DeclaredSettings, row: Row): Drift | undefined {
  if (row === "unreadable") return undefined;
  if (row.tenantId !== "" && row.tenantId !== declared.msTenantId)
    return { kind: "held by tenant", tenant: row.tenantId };
  const leaving = leavingStatus(row.acquiredNumberStatus);
  if (leaving !== undefined) return { kind: leaving };
  if (row.callingProfileId !== null && row.callingProfileId !== declared.callingProfile)
    return { kind: "callingProfile", profile: row.callingProfileId };
  const lacking = lackingCapabilities(declared, row.acquiredCapabilities);
  return lacking.length === 0 ? undefined : { kind: "lacks", capabilities: lacking };
}

/** What rows lack, by their capabilities: those of a tenant have few different lists of them, and each is compared once. */
const compared = new WeakMap<DeclaredSettings, Map<string, string[]>>();

function lackingCapabilities(declared: DeclaredSettings, capabilities: readonly string[]): string[] {
  const known = compared.get(declared) ?? new Map<string, string[]>();
  compared.set(declared, known);
  const key = capabilities.join("\n");
  const lacking = known.get(key) ?? lackingIn(declared, capabilities);
  known.set(key, lacking);
  return lacking;
}

function lackingIn(declared: DeclaredSettings, capabilities: readonly string[]): string[] {
  const acquired = lowerCase(capabilities);
  const has = (capability: string): boolean => acquired.has(capability.toLowerCase());
  const hasOneOf = (known: ReadonlySet<string>): boolean => [...acquired].some((name) => known.has(name));
  if (!hasOneOf(KNOWN_CAPABILITIES)) return [];
  const lacking = declared.capabilities.filter((capability) => !has(capability));
  const own = CAPABILITY_OF_USAGE[declared.usage];
  // A platform may show one of several declared usages only.
  const brought = [own, ...(declared.additionalUsages ?? []).map((usage) => CAPABILITY_OF_USAGE[usage])];
  const hasDeclared = brought.some((capability) => capability !== undefined && has(capability));
  return own !== undefined && hasOneOf(USAGE_CAPABILITIES) && !hasDeclared ? [...lacking, own] : lacking;
}
