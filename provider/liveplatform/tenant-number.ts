/** A session border controller that carries a number: by id and name, or (v2 list) by its address. */
export interface Sbc {
  /** Its id on the platform. */
  sbcId?: number;
  /** Its name there. */
  sbcName?: string;
  /** The v2 list has the address instead of id and name. */
  fqdn?: string;
  /** Beside `fqdn`. */
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
  /** `Unassigned`, `UserAssigned`, `ConferenceAssigned`, `VoiceApp` …; whatever is not `Unassigned`, empty or null is in use. */
  assignmentStatus: string | null;
  /** What the number can do now: what its upload asked for, and what its usage brings. */
  acquiredCapabilities: string[];
  /** What Operator Connect could give it. */
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
  /** As `sbcList`; the platform fills one or the other. */
  sbcListArray: Sbc[];
  /** As `sbcList`, as text. */
  sbcListJson: string | null;
  /** Of the row on the platform. */
  id: number | null;
  /** Of the number within its upload. */
  uploadTelephoneNumberEntryId: number | null;
  /** Of the upload that brought it. */
  uploadToAccountJobId: number | null;
  /** Of that upload at Operator Connect, a GUID. */
  tnUploadJobId: string | null;
  /** Of the calling profile within the tenant; the platform's documentation says no more. */
  tenantCallingProfileId: number | string | null;
  /** The SIP connection at Operator Connect. */
  ocSipConnectionName: string | null;
  /** What is said of it there. */
  ocSipConnectionDescription: string | null;
  /** The channel of the customer: what `channelId` filters by. */
  ovocChannelId: number | null;
  /** The customer's id on the platform. */
  umpCustomerGuid: string | null;
  /** The customer's name on the platform. */
  umpCustomerFullName: string | null;
  /** The customer's name at Microsoft. */
  msCompanyName: string | null;
  /** When the customer consented to the operator. */
  consentedOn: string | null;
  /** Of the emergency location in Teams. */
  locationId: string | null;
  /** Of the civic address in Teams. */
  civicAddressId: string | null;
  /** A date; the platform's documentation does not say of what. */
  aslcht: string | null;
  /** A date; the platform's documentation does not say of what. */
  aslsct: string | null;
  /** A number such as 200; the platform's documentation does not say of what. */
  aslvCode: number | null;
  /** .NET ticks: beyond 2^53, so right to about 100 of them. */
  asticks: number | null;
}

/** The part of it that decides (whose it is, its settings, whether it is in use), and the ids of its SBCs. */
export type NumberState = Pick<
  TenantNumber,
  | "telephoneNumber"
  | "tenantId"
  | "callingProfileId"
  | "acquiredNumberStatus"
  | "assignmentStatus"
  | "acquiredCapabilities"
  | "source"
  | "whenCreated"
  | "tnUploadJobId"
> & { sbcIds: number[] };

/** A row of a list, with all that is known of the number or with a part of it. */
export type Listed = Pick<TenantNumber, "telephoneNumber" | "assignmentStatus">;

/** Assignment states that are no use of the number; `Active` is an odd example of the v2 list. */
const NOT_IN_USE: readonly string[] = ["", "unassigned", "active"];

/** Whether someone uses the number, so that releasing it would cut them off. A state that is not known counts as use. */
export function isInUse(number: Pick<TenantNumber, "assignmentStatus">): boolean {
  return (
    number.assignmentStatus !== null && !NOT_IN_USE.includes(number.assignmentStatus.trim().toLowerCase())
  );
}
