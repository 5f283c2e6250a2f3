import type { Rows } from "../tenant/rows";

/** Numbers to release, and for whom. */
export interface ReleaseRequest {
  id: string;
  urn: string;
  tenant: string;
  /** Numbers that are in the tenant: their rows. */
  rows: Rows;
  /** Whether numbers in use may be unassigned first. */
  unassign: boolean;
}
