/** A session border controller that carries a number: by id and name, or (v2 list) by its address. */
export interface Sbc {
  sbcId?: number;
  sbcName?: string;
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
  tenantId: string;
  callingProfileId: string | null;
  /**
   * `Active`, `ReleaseRequested`, `MarkedForRemoval`, `ReadyForRemoval`, `Uploaded`, `Unknown(7)` for a code without
   * a name, or null on old data.
   */
  acquiredNumberStatus: string | null;
  /** The code the status was sent as; null where it was a name that is not known. */
  acquiredNumberStatusCode: number | null;
  /** `Unassigned`, `UserAssigned`, `ConferenceAssigned`, `VoiceApp` … or null; see `isInUse`. */
  assignmentStatus: string | null;
  acquiredCapabilities: string[];
  availableCapabilities: string[];
  /** `webapi`, `webui`, `ocsync`. */
  source: string | null;
  /** ISO 8601, as are the other dates. */
  whenCreated: string | null;
  acquiredOn: string | null;
  isoCountryCode: string | null;
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
