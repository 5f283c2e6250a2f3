import * as pulumi from "@pulumi/pulumi";

import {
  listTenant,
  listTenantV2,
  namedProfile,
  oneNumber,
  removalSummary,
  validate,
} from "../provider/data-sources";
import type { GetTenantNumbersArgs, TenantNumbers } from "../provider/data-sources/types";
import type {
  CallingProfile,
  NumberStatus,
  NumberStatusResult,
  RemovalStatusSummary,
  Sbc,
  TenantNumber,
} from "../provider/liveplatform";
import { type DataSourceOptions, ask, askOutput } from "./platform";

export type { CallingProfile, NumberStatus, NumberStatusResult, RemovalStatusSummary, Sbc, TenantNumber };
export type {
  AcquiredNumberStatus,
  GetTenantNumbersArgs,
  TenantNumbers,
} from "../provider/data-sources/types";
export type { DataSourceOptions };

/** Arguments of which some may be known only later: outputs of resources, in a preview perhaps never. */
export type Later<Args> = { [Key in keyof Args]: pulumi.Input<Args[Key]> };

/**
 * The numbers of a tenant, all pages of them.
 *
 * @throws a UsageError where an argument is wrong or unknown, or the provider's settings are not known yet; else an error that says what
 *   was asked, what came (with the platform's errorTicket and traceId) and what to do. So do all data sources.
 *
 * @example
 * const { numbers } = await liveplatform.getTenantNumbers({ msTenantId: "3bc57cac-5794-457f-ad36-2c88cade9dbb" });
 * const free = numbers.filter((n) => n.assignmentStatus === "Unassigned");
 */
export function getTenantNumbers(
  args: GetTenantNumbersArgs = {},
  options?: DataSourceOptions,
): Promise<TenantNumbers> {
  return ask(options, (platform) => listTenant({ platform, warn }, args));
}

/**
 * `getTenantNumbers` for arguments of which some are known only later.
 *
 * @example
 * const free = liveplatform
 *   .getTenantNumbersOutput({ msTenantId: desks.msTenantId })
 *   .apply(({ numbers }) => numbers.filter((n) => n.assignmentStatus === "Unassigned").length);
 */
export function getTenantNumbersOutput(
  args: Later<GetTenantNumbersArgs> = {},
  options?: DataSourceOptions,
): pulumi.Output<TenantNumbers> {
  return askOutput(options, pulumi.output(args), (platform, known) => listTenant({ platform, warn }, known));
}

/**
 * The numbers of a tenant by the older, unpaged list; fields that it does not have are null or empty. Prefer
 * `getTenantNumbers`.
 *
 * @example
 * const { numbers } = await liveplatform.getTenantNumbersV2({ msTenantId: "3bc57cac-5794-457f-ad36-2c88cade9dbb" });
 */
export function getTenantNumbersV2(
  args: { msTenantId: string },
  options?: DataSourceOptions,
): Promise<TenantNumbers> {
  return ask(options, (platform) => listTenantV2({ platform, warn }, args));
}

/** `getTenantNumbersV2` for a tenant that is known only later. */
export function getTenantNumbersV2Output(
  args: Later<{ msTenantId: string }>,
  options?: DataSourceOptions,
): pulumi.Output<TenantNumbers> {
  return askOutput(options, pulumi.output(args), (platform, known) =>
    listTenantV2({ platform, warn }, known),
  );
}

/**
 * One number in E.164, whichever tenant holds it; undefined where the platform does not know it.
 *
 * @example
 * const desk = await liveplatform.getNumber({ phoneNumber: "+61395556880" });
 * const holder = desk?.tenantId;
 */
export function getNumber(
  args: { phoneNumber: string },
  options?: DataSourceOptions,
): Promise<TenantNumber | undefined> {
  return ask(options, (platform) => oneNumber(platform, args));
}

/** `getNumber` for a number that is known only later. */
export function getNumberOutput(
  args: Later<{ phoneNumber: string }>,
  options?: DataSourceOptions,
): pulumi.Output<TenantNumber | undefined> {
  return askOutput(options, pulumi.output(args), oneNumber);
}

/**
 * How many numbers are marked for removal and ready for it, in one tenant or in all.
 *
 * @example
 * const { markedForRemovalCount } = await liveplatform.getRemovalStatusSummary({});
 */
export function getRemovalStatusSummary(
  args: { msTenantId?: string | undefined } = {},
  options?: DataSourceOptions,
): Promise<RemovalStatusSummary> {
  return ask(options, (platform) => removalSummary(platform, args));
}

/** `getRemovalStatusSummary` for a tenant that is known only later. */
export function getRemovalStatusSummaryOutput(
  args: Later<{ msTenantId?: string | undefined }> = {},
  options?: DataSourceOptions,
): pulumi.Output<RemovalStatusSummary> {
  return askOutput(options, pulumi.output(args), removalSummary);
}

/**
 * The calling profiles of the operator, with the SBCs behind each.
 *
 * @example
 * const profiles = await liveplatform.getCallingProfiles();
 */
export function getCallingProfiles(options?: DataSourceOptions): Promise<CallingProfile[]> {
  return ask(options, (platform) => platform.callingProfiles());
}

/** `getCallingProfiles` for a provider whose settings are known only later. */
export function getCallingProfilesOutput(options?: DataSourceOptions): pulumi.Output<CallingProfile[]> {
  return askOutput(options, pulumi.output({}), (platform) => platform.callingProfiles());
}

/**
 * The calling profile of a name, as the portal shows it: its id is what an allocation names.
 *
 * @throws a UsageError where no profile, or more than one, has the name.
 *
 * @example
 * const { callingProfileId } = await liveplatform.getCallingProfile({ name: "Calling EMEA" });
 */
export function getCallingProfile(
  args: { name: string },
  options?: DataSourceOptions,
): Promise<CallingProfile> {
  return ask(options, (platform) => namedProfile(platform, args));
}

/** `getCallingProfile` for a name that is known only later. */
export function getCallingProfileOutput(
  args: Later<{ name: string }>,
  options?: DataSourceOptions,
): pulumi.Output<CallingProfile> {
  return askOutput(options, pulumi.output(args), namedProfile);
}

/**
 * What Operator Connect says of numbers for a tenant, such as before an upload. Changes nothing.
 *
 * @example
 * await liveplatform.validateNumbers({ msTenantId: "3bc57cac-…", phoneNumbers: ["+61395556880"] });
 */
export function validateNumbers(
  args: { msTenantId: string; phoneNumbers: string[] },
  options?: DataSourceOptions,
): Promise<NumberStatusResult> {
  return ask(options, (platform) => validate(platform, args));
}

/** `validateNumbers` for arguments that are known only later. */
export function validateNumbersOutput(
  args: { msTenantId: pulumi.Input<string>; phoneNumbers: pulumi.Input<pulumi.Input<string>[]> },
  options?: DataSourceOptions,
): pulumi.Output<NumberStatusResult> {
  return askOutput(options, pulumi.output(args), validate);
}

function warn(message: string): Promise<void> {
  return pulumi.log.warn(message);
}
