/** A session border controller that carries a number: by id and name, or (v2 list) by its address. */
export interface Sbc {
  sbcId?: number;
  sbcName?: string;
  /** The v2 list has the address instead of id and name. */
  fqdn?: string;
  port?: number;
}

/**
 * A telephone number of a tenant, in the API's own field names. Fields beyond these are dropped; a field the answer
 * lacks is null, or an empty list. GUIDs that are compared (`tenantId`, `callingProfileId`) are in lower case.
 */
export interface TenantNumber {
  /** E.164: `+`, country code, at most 15 digits. */
  telephoneNumber: string;
  /** The customer's Entra tenant, a GUID. */
  tenantId: string;
  /** A GUID; `getCallingProfiles` has its name. */
  callingProfileId: string | null;
  /**
   * `Active`, `ReleaseRequested`, `MarkedForRemoval`, `ReadyForRemoval`, `Uploaded`, `Unknown(7)` for a code without
   * a name, or null on old data.
   */
  acquiredNumberStatus: string | null;
  /** The code the status was sent as; null where it was a name that is not known. */
  acquiredNumberStatusCode: number | null;
  /** `Unassigned`, `UserAssigned`, `ConferenceAssigned`, `VoiceApp` …; whatever is not `Unassigned` or null is in use. */
  assignmentStatus: string | null;
  /** What the number can do now: what its upload asked for, and what its usage brings. */
  acquiredCapabilities: string[];
  availableCapabilities: string[];
  /** Who uploaded it: `webapi`, `webui`, `ocsync`. */
  source: string | null;
  /** When it was uploaded; ISO 8601, as are the other dates. */
  whenCreated: string | null;
  /** When Operator Connect took it. */
  acquiredOn: string | null;
  /** Such as `AU`. */
  isoCountryCode: string | null;
  /** The SBCs that carry it. */
  sbcList: Sbc[];
  sbcListArray: Sbc[];
  sbcListJson: string | null;
  id: number | null;
  uploadTelephoneNumberEntryId: number | null;
  uploadToAccountJobId: number | null;
  tnUploadJobId: string | null;
  tenantCallingProfileId: number | string | null;
  ocSipConnectionName: string | null;
  ocSipConnectionDescription: string | null;
  ovocChannelId: number | null;
  umpCustomerGuid: string | null;
  umpCustomerFullName: string | null;
  msCompanyName: string | null;
  consentedOn: string | null;
  locationId: string | null;
  civicAddressId: string | null;
  aslcht: string | null;
  aslsct: string | null;
  aslvCode: number | null;
  /** .NET ticks: beyond 2^53, so right to about 100 of them. */
  asticks: number | null;
}

/** Assignment states that are no use of the number; `Active` is an odd example of the v2 list. */
const notInUse: readonly string[] = ["unassigned", "active"];

/** Whether someone uses the number, so that releasing it would cut them off. A state that is not known counts as use. */
export function isInUse(number: Pick<TenantNumber, "assignmentStatus">): boolean {
  return number.assignmentStatus !== null && !notInUse.includes(number.assignmentStatus.toLowerCase());
}
