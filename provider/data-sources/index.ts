import type {
  CallingProfile,
  LivePlatform,
  NumberStatusResult,
  RemovalStatusSummary,
  TenantNumber,
} from "../liveplatform";
import { findProfile } from "./calling-profile";
import { checkArgs } from "./check-args";
import { type Warn, warnOfChanges, warnOfForeign, warnOfUnreadable } from "./list-warnings";
import type { GetTenantNumbersArgs, TenantNumbers } from "./types";

export interface Source {
  readonly platform: LivePlatform;
  readonly warn: Warn;
}

/** The numbers of a tenant, all pages of them; a list that changed meanwhile is read again. */
export async function listTenant(
  { platform, warn }: Source,
  args: GetTenantNumbersArgs,
): Promise<TenantNumbers> {
  checkArgs("getTenantNumbers", args);
  const { msTenantId, acquiredNumberStatus, pageSize } = args;
  const query = {
    ...(msTenantId !== undefined && { msTenantId }),
    ...(acquiredNumberStatus !== undefined && { acquiredNumberStatus }),
    ...(pageSize !== undefined && { pageSize }),
  };
  const first = await platform.listNumbers(query);
  const list = first.consistent ? first : await platform.listNumbers(query);
  if (!list.consistent) await warnOfChanges(warn, list.pages, msTenantId);
  await warnOfUnreadable(warn, list.unreadable);
  return { numbers: sorted(await ofTenant(warn, list.numbers, msTenantId)), totalRecords: list.totalRecords };
}

/** The numbers of a tenant by the older, unpaged list. */
export async function listTenantV2(
  { platform, warn }: Source,
  args: { msTenantId: string },
): Promise<TenantNumbers> {
  checkArgs("getTenantNumbersV2", args);
  const list = await platform.listNumbersV2(args.msTenantId);
  await warnOfUnreadable(warn, list.unreadable);
  const numbers = await ofTenant(warn, list.numbers, args.msTenantId);
  return { numbers: sorted(numbers), totalRecords: list.totalRecords };
}

async function ofTenant(
  warn: Warn,
  numbers: TenantNumber[],
  msTenantId: string | undefined,
): Promise<TenantNumber[]> {
  if (msTenantId === undefined) return numbers;
  const tenant = msTenantId.toLowerCase();
  await warnOfForeign(
    warn,
    numbers.filter((number) => number.tenantId !== tenant),
    tenant,
  );
  return numbers.filter((number) => number.tenantId === tenant);
}

/** One number, whichever tenant holds it; undefined where the platform does not know it. */
export async function oneNumber(
  platform: LivePlatform,
  args: { phoneNumber: string },
): Promise<TenantNumber | undefined> {
  checkArgs("getNumber", args);
  return platform.getNumber(args.phoneNumber);
}

/** How many numbers are marked for removal and ready for it. */
export async function removalSummary(
  platform: LivePlatform,
  args: { msTenantId?: string | undefined },
): Promise<RemovalStatusSummary> {
  checkArgs("getRemovalStatusSummary", args);
  return platform.removalStatusSummary(args.msTenantId);
}

/** What Operator Connect says of numbers. */
export async function validate(
  platform: LivePlatform,
  args: { msTenantId: string; phoneNumbers: string[] },
): Promise<NumberStatusResult> {
  checkArgs("validateNumbers", args);
  return platform.numberStatus(args.msTenantId, args.phoneNumbers);
}

function sorted(numbers: readonly TenantNumber[]): TenantNumber[] {
  return [...numbers].sort((a, b) => (a.telephoneNumber < b.telephoneNumber ? -1 : 1));
}

/** The profile of a name. Errors: a UsageError where none, or more than one, has it. */
export async function namedProfile(platform: LivePlatform, args: { name: string }): Promise<CallingProfile> {
  checkArgs("getCallingProfile", args);
  return findProfile(args.name, await platform.callingProfiles());
}

/** The account's profiles, which are asked for without any argument. */
export async function allProfiles(platform: LivePlatform, args: object): Promise<CallingProfile[]> {
  checkArgs("getCallingProfiles", args);
  return platform.callingProfiles();
}
