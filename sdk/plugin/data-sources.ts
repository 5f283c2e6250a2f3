import type * as pulumi from "@pulumi/pulumi";

import type {
  CallingProfile,
  GetTenantNumbersArgs,
  Later,
  NumberStatusResult,
  RemovalStatusSummary,
  TenantNumber,
  TenantNumbers,
} from "../data-sources";
import { type DataSourceOptions, ask, askOutput } from "./ask";

export type {
  AcquiredNumberStatus,
  CallingProfile,
  GetTenantNumbersArgs,
  Later,
  NumberStatus,
  NumberStatusResult,
  RemovalStatusSummary,
  Sbc,
  TenantNumber,
  TenantNumbers,
} from "../data-sources";
export type { DataSourceOptions } from "./ask";

/** As `getTenantNumbers` of `pulumi-liveplatform`, asked by the plugin. Errors: the plugin's sentence. So are all here. */
export function getTenantNumbers(
  args: GetTenantNumbersArgs,
  options?: DataSourceOptions,
): Promise<TenantNumbers> {
  return ask("getTenantNumbers", args, options);
}

/** `getTenantNumbers` for arguments of which some are known only later. */
export function getTenantNumbersOutput(
  args: Later<GetTenantNumbersArgs>,
  options?: DataSourceOptions,
): pulumi.Output<TenantNumbers> {
  return askOutput("getTenantNumbers", args, options);
}

/** The older, unpaged list of a tenant. Prefer `getTenantNumbers`. */
export function getTenantNumbersV2(
  args: { msTenantId: string },
  options?: DataSourceOptions,
): Promise<TenantNumbers> {
  return ask("getTenantNumbersV2", args, options);
}

/** `getTenantNumbersV2` for a tenant that is known only later. */
export function getTenantNumbersV2Output(
  args: Later<{ msTenantId: string }>,
  options?: DataSourceOptions,
): pulumi.Output<TenantNumbers> {
  return askOutput("getTenantNumbersV2", args, options);
}

/** One number in E.164, whichever tenant holds it; undefined where the platform does not know it. */
export async function getNumber(
  args: { phoneNumber: string },
  options?: DataSourceOptions,
): Promise<TenantNumber | undefined> {
  const { number } = await ask<NumberAnswer>("getNumber", args, options);
  return number;
}

/** `getNumber` for a number that is known only later. */
export function getNumberOutput(
  args: Later<{ phoneNumber: string }>,
  options?: DataSourceOptions,
): pulumi.Output<TenantNumber | undefined> {
  return askOutput<NumberAnswer>("getNumber", args, options).apply(({ number }) => number);
}

/** How many numbers are marked for removal and ready for it, in one tenant or in all. */
export function getRemovalStatusSummary(
  args: { msTenantId?: string | undefined } = {},
  options?: DataSourceOptions,
): Promise<RemovalStatusSummary> {
  return ask("getRemovalStatusSummary", args, options);
}

/** `getRemovalStatusSummary` for a tenant that is known only later. */
export function getRemovalStatusSummaryOutput(
  args: Later<{ msTenantId?: string | undefined }> = {},
  options?: DataSourceOptions,
): pulumi.Output<RemovalStatusSummary> {
  return askOutput("getRemovalStatusSummary", args, options);
}

/** The calling profiles of the operator, with the SBCs behind each. */
export async function getCallingProfiles(options?: DataSourceOptions): Promise<CallingProfile[]> {
  const { callingProfiles } = await ask<ProfilesAnswer>("getCallingProfiles", {}, options);
  return callingProfiles;
}

/** `getCallingProfiles` for a provider whose settings are known only later. */
export function getCallingProfilesOutput(options?: DataSourceOptions): pulumi.Output<CallingProfile[]> {
  return askOutput<ProfilesAnswer>("getCallingProfiles", {}, options).apply(
    ({ callingProfiles }) => callingProfiles,
  );
}

/** The calling profile of a name, as the portal shows it: its id is what an allocation names. */
export function getCallingProfile(
  args: { name: string },
  options?: DataSourceOptions,
): Promise<CallingProfile> {
  return ask("getCallingProfile", args, options);
}

/** `getCallingProfile` for a name that is known only later. */
export function getCallingProfileOutput(
  args: Later<{ name: string }>,
  options?: DataSourceOptions,
): pulumi.Output<CallingProfile> {
  return askOutput("getCallingProfile", args, options);
}

/** What Operator Connect says of numbers for a tenant, such as before an upload. Changes nothing. */
export function validateNumbers(
  args: { msTenantId: string; phoneNumbers: string[] },
  options?: DataSourceOptions,
): Promise<NumberStatusResult> {
  return ask("validateNumbers", args, options);
}

/** `validateNumbers` for arguments that are known only later. */
export function validateNumbersOutput(
  args: { msTenantId: pulumi.Input<string>; phoneNumbers: pulumi.Input<pulumi.Input<string>[]> },
  options?: DataSourceOptions,
): pulumi.Output<NumberStatusResult> {
  return askOutput("validateNumbers", args, options);
}

/** A function of a plugin answers with an object, whatever it is asked for. */
interface NumberAnswer {
  number?: TenantNumber | undefined;
}

interface ProfilesAnswer {
  callingProfiles: CallingProfile[];
}
