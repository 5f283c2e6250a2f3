import type { Allocation, KnownAllocation } from "../run/allocation";

export interface Subject extends Allocation {
  /** Its numbers are in a secret list: no sum of its work names them, and nor does its id. */
  readonly isSecret: boolean;
}

export type KnownSubject = Subject & KnownAllocation;
