import * as pulumi from "@pulumi/pulumi";

import type {
  CallingProfile,
  LivePlatform,
  NumberStatusResult,
  RemovalStatusSummary,
  TenantNumber,
  UnreadableRow,
} from "../provider/liveplatform";
import { type DataSourceOptions, platformFor, providerValues } from "./platform";

export type { CallingProfile, NumberStatusResult, RemovalStatusSummary, TenantNumber };

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A status that the list can be filtered by. */
export type AcquiredNumberStatus = "Active" | "ReleaseRequested" | "MarkedForRemoval" | "ReadyForRemoval";

export interface GetTenantNumbersArgs {
  /** A GUID; without it the numbers of all tenants that the credential sees. */
  msTenantId?: string | undefined;
  acquiredNumberStatus?: AcquiredNumberStatus | undefined;
  /** Numbers asked for in a page; the answers' own size is believed. Default: the provider's, 1000. */
  pageSize?: number | undefined;
}

export interface TenantNumbers {
  /** Sorted by telephone number. */
  numbers: TenantNumber[];
  /** How many the platform says there are. */
  totalRecords: number;
}

/**
 * The numbers of a tenant, all pages of them.
 *
 * Errors: an ApiError, NoAnswerError or ResponseShapeError that says what was asked, what came and what to do.
 *
 * @example
 * const { numbers } = await liveplatform.getTenantNumbers({ msTenantId: "3bc57cac-5794-457f-ad36-2c88cade9dbb" });
 * const free = numbers.filter((n) => n.assignmentStatus === "Unassigned");
 */
export async function getTenantNumbers(
  args: GetTenantNumbersArgs,
  options: DataSourceOptions = {},
): Promise<TenantNumbers> {
  checkTenant(args.msTenantId);
  const { msTenantId, acquiredNumberStatus, pageSize } = args;
  const query = {
    ...(msTenantId !== undefined && { msTenantId }),
    ...(acquiredNumberStatus !== undefined && { acquiredNumberStatus }),
    ...(pageSize !== undefined && { pageSize }),
  };
  const platform = await platformOf(options);
  const first = await platform.listNumbers(query);
  const list = first.consistent ? first : await platform.listNumbers(query);
  await warnOfUnreadable(list.unreadable);
  return { numbers: sorted(list.numbers), totalRecords: list.totalRecords };
}

/** `getTenantNumbers` for inputs of which some are known only later. */
export function getTenantNumbersOutput(
  args: pulumi.Inputs & { [Key in keyof GetTenantNumbersArgs]: pulumi.Input<GetTenantNumbersArgs[Key]> },
  options: DataSourceOptions = {},
): pulumi.Output<TenantNumbers> {
  return pulumi.output(args).apply((known) => getTenantNumbers(known, options));
}

/**
 * The numbers of a tenant by the older, unpaged list; fields that it does not have are null or empty.
 *
 * @example
 * const { numbers } = await liveplatform.getTenantNumbersV2({ msTenantId: "3bc57cac-5794-457f-ad36-2c88cade9dbb" });
 */
export async function getTenantNumbersV2(
  args: { msTenantId: string },
  options: DataSourceOptions = {},
): Promise<TenantNumbers> {
  checkTenant(args.msTenantId);
  const list = await (await platformOf(options)).listNumbersV2(args.msTenantId);
  await warnOfUnreadable(list.unreadable);
  return { numbers: sorted(list.numbers), totalRecords: list.totalRecords };
}

export function getTenantNumbersV2Output(
  args: { msTenantId: pulumi.Input<string> },
  options: DataSourceOptions = {},
): pulumi.Output<TenantNumbers> {
  return pulumi.output(args).apply((known) => getTenantNumbersV2(known, options));
}

/**
 * One number, wherever it is; undefined where the platform does not know it.
 *
 * @example
 * const desk = await liveplatform.getNumber({ phoneNumber: "+61395556880" });
 */
export async function getNumber(
  args: { phoneNumber: string },
  options: DataSourceOptions = {},
): Promise<TenantNumber | undefined> {
  return (await platformOf(options)).getNumber(args.phoneNumber);
}

export function getNumberOutput(
  args: { phoneNumber: pulumi.Input<string> },
  options: DataSourceOptions = {},
): pulumi.Output<TenantNumber | undefined> {
  return pulumi.output(args).apply((known) => getNumber(known, options));
}

/**
 * How many numbers are marked for removal and ready for it, in one tenant or in all.
 *
 * @example
 * const { markedForRemovalCount } = await liveplatform.getRemovalStatusSummary({});
 */
export async function getRemovalStatusSummary(
  args: { msTenantId?: string | undefined } = {},
  options: DataSourceOptions = {},
): Promise<RemovalStatusSummary> {
  checkTenant(args.msTenantId);
  return (await platformOf(options)).removalStatusSummary(args.msTenantId);
}

export function getRemovalStatusSummaryOutput(
  args: { msTenantId?: pulumi.Input<string | undefined> } = {},
  options: DataSourceOptions = {},
): pulumi.Output<RemovalStatusSummary> {
  return pulumi.output(args).apply((known) => getRemovalStatusSummary(known, options));
}

/**
 * The calling profiles of the operator, with the SBCs behind each.
 *
 * @example
 * const profiles = await liveplatform.getCallingProfiles();
 */
export async function getCallingProfiles(options: DataSourceOptions = {}): Promise<CallingProfile[]> {
  return (await platformOf(options)).callingProfiles();
}

export function getCallingProfilesOutput(options: DataSourceOptions = {}): pulumi.Output<CallingProfile[]> {
  return pulumi.output(undefined).apply(() => getCallingProfiles(options));
}

/**
 * What Operator Connect says of numbers for a tenant, without changing anything.
 *
 * @example
 * await liveplatform.validateNumbers({ msTenantId: "3bc57cac-…", phoneNumbers: ["+61395556880"] });
 */
export async function validateNumbers(
  args: { msTenantId: string; phoneNumbers: string[] },
  options: DataSourceOptions = {},
): Promise<NumberStatusResult> {
  checkTenant(args.msTenantId);
  return (await platformOf(options)).numberStatus(args.msTenantId, args.phoneNumbers);
}

export function validateNumbersOutput(
  args: { msTenantId: pulumi.Input<string>; phoneNumbers: pulumi.Input<pulumi.Input<string>[]> },
  options: DataSourceOptions = {},
): pulumi.Output<NumberStatusResult> {
  return pulumi.output(args).apply((known) => validateNumbers(known, options));
}

function platformOf(options: DataSourceOptions): Promise<LivePlatform> {
  return new Promise((resolve, reject) => {
    providerValues(options).apply((values) => platformFor(values).then(resolve, reject));
  });
}

function checkTenant(msTenantId: string | undefined): void {
  if (msTenantId === undefined || GUID.test(msTenantId)) return;
  throw new Error(
    `msTenantId must be a GUID such as 3bc57cac-5794-457f-ad36-2c88cade9dbb, got "${msTenantId}"`,
  );
}

function sorted(numbers: readonly TenantNumber[]): TenantNumber[] {
  return [...numbers].sort((a, b) => (a.telephoneNumber < b.telephoneNumber ? -1 : 1));
}

async function warnOfUnreadable(rows: readonly UnreadableRow[]): Promise<void> {
  if (rows.length === 0) return;
  const named = rows.map((row) => `${row.telephoneNumber ?? "a number"}: ${row.problem}`);
  await pulumi.log.warn(
    `${rows.length} rows of the list cannot be read and are left out: ${named.join("; ")}`,
  );
}
