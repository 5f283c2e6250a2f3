import { isGuid } from "../common/guid";
import { UsageError } from "../common/usage-error";
import type {
  CallingProfile,
  LivePlatform,
  NumberStatusResult,
  RemovalStatusSummary,
  TenantNumber,
} from "../liveplatform";
import { profileNamed } from "./calling-profile";
import { type Warn, warnOfChanges, warnOfForeign, warnOfUnreadable } from "./list-warnings";
import type { GetTenantNumbersArgs, TenantNumbers } from "./types";

/** Where a data source asks, and what it warns by. */
export interface Source {
  readonly platform: LivePlatform;
  readonly warn: Warn;
}

/** The numbers of a tenant, all pages of them; a list that changed meanwhile is read again. */
export async function listTenant(
  { platform, warn }: Source,
  args: GetTenantNumbersArgs,
): Promise<TenantNumbers> {
  checkTenant(args.msTenantId);
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
  checkTenant(args.msTenantId);
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

/** How many numbers are marked for removal and ready for it. */
export async function summarise(
  platform: LivePlatform,
  { msTenantId }: { msTenantId?: string | undefined },
): Promise<RemovalStatusSummary> {
  checkTenant(msTenantId);
  return platform.removalStatusSummary(msTenantId);
}

/** What Operator Connect says of numbers. */
export async function validate(
  platform: LivePlatform,
  args: { msTenantId: string; phoneNumbers: string[] },
): Promise<NumberStatusResult> {
  checkTenant(args.msTenantId);
  return platform.numberStatus(args.msTenantId, args.phoneNumbers);
}

function checkTenant(msTenantId: string | undefined): void {
  if (msTenantId === undefined || isGuid(msTenantId)) return;
  throw new UsageError(
    `msTenantId must be a GUID such as 3bc57cac-5794-457f-ad36-2c88cade9dbb, got "${msTenantId}"`,
  );
}

function sorted(numbers: readonly TenantNumber[]): TenantNumber[] {
  return [...numbers].sort((a, b) => (a.telephoneNumber < b.telephoneNumber ? -1 : 1));
}

/** The profile of a name. Errors: a UsageError where none, or more than one, has it. */
export async function namedProfile(
  platform: LivePlatform,
  { name }: { name: string },
): Promise<CallingProfile> {
  return profileNamed(name, await platform.callingProfiles());
}
