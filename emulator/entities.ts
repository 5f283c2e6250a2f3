/** `acquiredNumberStatus` by name. 4 has no public name; numbers stay in it between upload and acquisition. */
export const STATUS = {
  Active: 0,
  ReleaseRequested: 1,
  MarkedForRemoval: 2,
  ReadyForRemoval: 3,
  Uploaded: 4,
} as const;

/** The name of an `acquiredNumberStatus`, or what it is where it has none. */
export function statusName(status: number | null): string {
  return Object.entries(STATUS).find(([, code]) => code === status)?.[0] ?? String(status);
}

/** A session border controller. */
export interface Sbc {
  sbcId: number;
  sbcName: string;
  /** Releases of ranges need every SBC of the tenant online. Default true. */
  online?: boolean | undefined;
}

/** A calling profile; without SBCs it refuses uploads. */
export interface CallingProfile {
  /** A GUID. */
  callingProfileId: string;
  name: string;
  region?: string | undefined;
  carrier?: string | undefined;
  sbcs: Sbc[];
}

export interface Tenant {
  msTenantId: string;
  name: string;
  umpCustomerGuid: string;
  /** ISO country codes; null accepts numbers of every country. */
  consentedCountries: string[] | null;
  ovocChannelId: number;
}

/** One telephone number as the platform holds it. Times are milliseconds since 1970. */
export interface NumberEntity {
  id: number;
  uploadTelephoneNumberEntryId: number;
  uploadToAccountJobId: number;
  tnUploadJobId: string;
  /** E.164. */
  telephoneNumber: string;
  tenantId: string;
  callingProfileId: string;
  /** `webapi` for what was uploaded over HTTP, `webui` for what the portal added. */
  source: string;
  isoCountryCode: string | null;
  acquiredNumberStatus: number | null;
  acquiredCapabilities: string[];
  availableCapabilities: string[] | null;
  assignmentStatus: string | null;
  whenCreated: number;
  acquiredOn: number | null;
  /** When an uploaded number becomes Active; null once it is. */
  acquireAt: number | null;
}

/** Settings of numbers that are put into the store without an upload; each has a default. */
export interface NumberSettings {
  callingProfileId?: string | undefined;
  usage?: string | undefined;
  additionalUsages?: string[] | undefined;
  capabilities?: string[] | undefined;
  country?: string | undefined;
  source?: string | undefined;
  acquiredNumberStatus?: number | null | undefined;
  assignmentStatus?: string | null | undefined;
}

/** What an upload asked for, apart from the numbers. */
export interface UploadSettings {
  callingProfileId: string;
  usage: string;
  additionalUsages: string[];
  capabilities: string[];
  country: string | null;
  workflowVersion: number;
}

/** What a task says about its work. */
export interface TaskMessage {
  level: "Information" | "Warning" | "Error";
  message: string;
}

export type Operation = "upload" | "release" | "unassign";

/** What can be made to refuse a number: the tasks, and the validation of number-status. */
export const REFUSABLE = ["upload", "release", "unassign", "numberStatus"] as const;
export type Refusable = (typeof REFUSABLE)[number];

export interface Task {
  id: string;
  operation: Operation;
  tenantId: string;
  numbers: string[];
  upload: UploadSettings | null;
  createdAt: number;
  dueAt: number;
  endedAt: number | null;
  status: string;
  messages: TaskMessage[];
  jobId: string;
  jobNumber: number;
  /** Refused when the task began: number and reason. */
  refused: [string, string][];
  /** Status of each number before a release marked it ReleaseRequested. */
  before: [string, number | null][];
  /** Set by a fault rule, see TaskFault. */
  fault: PlannedFault | null;
}

/** A TaskFault as the task keeps it. */
export interface PlannedFault {
  status?: string | undefined;
  hang?: boolean | undefined;
  vanish?: boolean | undefined;
  lagMs?: number | undefined;
  skip?: string[] | undefined;
  messages?: TaskMessage[] | undefined;
}
