/** Where a number can be held by one allocation at a time. */
export interface Place {
  /** The platform's identity: the normalised base URL. */
  readonly platform: string;
  readonly tenant: string;
}

export interface Allocation extends Place {
  readonly urn: string;
  /** Undefined where it is yet to be created, or where only its old inputs have been seen. */
  readonly id?: string | undefined;
}

/** One of the state, or one whose id has just been made. */
export type KnownAllocation = Allocation & { readonly id: string };
