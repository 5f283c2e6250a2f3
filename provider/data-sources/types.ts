import type { TenantNumber } from "../liveplatform";

/** A text that only the preview checks: the type of values that come from a file or a configuration. */
export type AnyText = string & Record<never, never>;

/** A status that the list can be filtered by. */
export type AcquiredNumberStatus = "Active" | "ReleaseRequested" | "MarkedForRemoval" | "ReadyForRemoval";

/** Which numbers are asked for. */
export interface GetTenantNumbersArgs {
  /** The customer's Entra tenant, a GUID; without it the numbers of all tenants that the credential sees. */
  msTenantId?: string | undefined;
  /** Only numbers of this status; without it all. */
  acquiredNumberStatus?: AcquiredNumberStatus | AnyText | undefined;
  /** Numbers asked for in a page, 1 to 10000; where the platform gives fewer, that is believed. Default: the provider's, 1000. */
  pageSize?: number | undefined;
}

/** A list of numbers. */
export interface TenantNumbers {
  /** Sorted by telephone number. Rows that cannot be read are left out, with a warning that names them. */
  numbers: TenantNumber[];
  /** How many the platform says there are: more than `numbers` holds where rows were left out. */
  totalRecords: number;
}
