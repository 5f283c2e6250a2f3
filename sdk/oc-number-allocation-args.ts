import type * as pulumi from "@pulumi/pulumi";

import type { AnyText } from "../provider/data-sources/types";

export type { AnyText };

/**
 * The inputs of an allocation: at least one number in `phoneNumbers` and `phoneNumberRanges` together. The preview reports all
 * mistakes at once, each with its property and value.
 */
export interface OcNumberAllocationArgs {
  /** The customer's Microsoft Entra tenant, a GUID. A change replaces the allocation. */
  msTenantId: pulumi.Input<string>;
  /** Id of the calling profile, a GUID; `getCallingProfiles` lists them. A change is made in place. */
  callingProfile: pulumi.Input<string>;
  /** What the numbers are for. Toll-free numbers need `FirstPartyAppAssignment`. A change is made in place. */
  usage: pulumi.Input<Usage | AnyText>;
  /**
   * At least one, such as `InboundCalling`, `OutboundCalling`, `Mobile`; any other text is passed on. Order and
   * case do not matter. A change is made in place.
   */
  capabilities: pulumi.Input<pulumi.Input<string>[]>;
  /** Single numbers in E.164, such as `+61395556880`: in any order, none twice in this allocation or in another of the stack. */
  phoneNumbers?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** Runs of consecutive numbers, which must not overlap one another or `phoneNumbers`. */
  phoneNumberRanges?: pulumi.Input<pulumi.Input<PhoneNumberRange>[]> | undefined;
  /** Further usages, without `usage` itself. Sent with the upload, and not compared with the tenant. A change is made in place. */
  additionalUsages?: pulumi.Input<pulumi.Input<Usage | AnyText>[]> | undefined;
  /**
   * ISO 3166 code of two letters, such as `AU`; required for North American toll-free numbers. Sent with the upload, and not compared with the tenant.
   * A change is made in place.
   */
  country?: pulumi.Input<string> | undefined;
  /** Emergency address. Sent with the upload, and not compared with the tenant. A change is made in place. */
  address?: pulumi.Input<string> | undefined;
  /** City of the emergency location. Sent with the upload, and not compared with the tenant. A change is made in place. */
  location?: pulumi.Input<string> | undefined;
  /** Type of service. Sent with the upload, and not compared with the tenant. A change is made in place. */
  typeOfService?: pulumi.Input<string> | undefined;
  /** Id of a service request, sent with later uploads. A change sends no request. */
  ticketId?: pulumi.Input<string> | undefined;
  /**
   * Takes over numbers that are already in the tenant with these settings, instead of failing the preview. Destroying the
   * stack then releases them. A change sends no request.
   *
   * @defaultValue `false`
   */
  adoptExisting?: pulumi.Input<boolean> | undefined;
  /**
   * Releases numbers that are taken out of the allocation. `false` leaves them in the tenant, for another stack, and names
   * them in a warning; a destroy releases all the same. A change sends no request.
   *
   * @defaultValue `true`
   */
  releaseRemoved?: pulumi.Input<boolean> | undefined;
  /**
   * Unassigns numbers in use before releasing them, instead of stopping: their users lose them. For a replacement or a destroy it must
   * already be in the state: run an `up` with it first. A change sends no request.
   *
   * @defaultValue `false`
   */
  unassignOnRelease?: pulumi.Input<boolean> | undefined;
  /**
   * Has each preview warn of numbers in the tenant that no allocation of the run declares, within the blocks of this allocation:
   * every hundred (…00 to …99) that has one of its numbers. Costs the tenant's list; never fails a run. A change sends no request.
   *
   * @defaultValue `false`
   */
  reportUnmanaged?: pulumi.Input<boolean> | undefined;
}

/**
 * What Teams may use a number for: people (`CallingUserAssignment`), auto attendants, call queues and other applications of
 * Microsoft (`FirstPartyAppAssignment`) or of others (`ThirdPartyAppAssignment`), conference bridges.
 */
export type Usage =
  "CallingUserAssignment" | "FirstPartyAppAssignment" | "ThirdPartyAppAssignment" | "ConferenceAssignment";

/**
 * Consecutive numbers, both ends included: of one country and one length, the start not above the end, at most 100,000
 * numbers.
 *
 * @example
 * { start: "+61395556900", end: "+61395556999" } // 100 numbers
 */
export interface PhoneNumberRange {
  /** The first number, in E.164, such as `+61395556900`. */
  start: pulumi.Input<string>;
  /** The last number, in E.164, such as `+61395556999`. */
  end: pulumi.Input<string>;
}

/**
 * Numbers in their canonical form, sorted and merged: a number, or `first..last` → how many, such as
 * `{ "+61395556880": 1, "+61395556900..+61395556999": 100 }`.
 */
export type NumberMap = Record<string, number>;

/** Numbers that wait for Operator Connect; usually the customer's consent in the Teams admin center is missing. */
export interface NotAcquired {
  /** The day of the oldest upload, such as `2026-11-18`. */
  since: string;
  /** How many there are. */
  count: number;
  /** Some of them, at most 8, as keys of `numbers`. */
  numbers: string[];
}
