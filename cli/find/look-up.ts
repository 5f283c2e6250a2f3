import { mapLimit } from "../../provider/common/lanes";
import type { LivePlatform, TenantNumber } from "../../provider/liveplatform";
import type { NumberSet } from "../../provider/numbers/number-set";

/** What the platform says of numbers. */
export interface LookedUp {
  /** By number; those that are in no tenant have none. */
  readonly rows: ReadonlyMap<string, TenantNumber>;
  /** Listed, and not to be read: what is wrong with the row, by number. */
  readonly unreadable: ReadonlyMap<string, string>;
}

const AT_A_TIME = 16;
/** Numbers that a list lacks, and that are asked for by themselves: a list may be wrong, or have moved. */
const MOST_CONFIRMED = 20;

/** Asks for each number, in whichever tenant it is, or reads the whole list, by what takes fewer requests. */
export async function lookUp(api: LivePlatform, numbers: NumberSet): Promise<LookedUp> {
  const first = await api.listNumbersPage({ pageNumber: 1, pageSize: 1 });
  const rows = new Map<string, TenantNumber>();
  const unreadable = new Map<string, string>();
  const getEach = async (asked: readonly string[]): Promise<void> => {
    await mapLimit(asked, AT_A_TIME, async (phoneNumber) => {
      const row = await api.getNumber(phoneNumber);
      if (row !== undefined) rows.set(phoneNumber, row);
    });
  };
  if (numbers.size <= pagesOf(first.totalRecords)) {
    await getEach([...numbers]);
    return { rows, unreadable };
  }
  await api.passNumbers({}, (page) => {
    for (const row of page.numbers) if (numbers.has(row.telephoneNumber)) rows.set(row.telephoneNumber, row);
    for (const { telephoneNumber = "", problem } of page.unreadable)
      if (numbers.has(telephoneNumber)) unreadable.set(telephoneNumber, problem);
  });
  const missing = [...numbers].filter(
    (phoneNumber) => !rows.has(phoneNumber) && !unreadable.has(phoneNumber),
  );
  await getEach(missing.slice(0, MOST_CONFIRMED));
  return { rows, unreadable };
}

/** Of 1,000, and of 5,000 from the second on in a long list; where the platform gives smaller ones, it takes longer. */
function pagesOf(totalRecords: number): number {
  return totalRecords > 4000 ? 1 + Math.ceil(totalRecords / 5000) : 4;
}

/** Tenant → the customer's name, where the platform gives it: it does so in lists alone. */
export async function tenantNames(
  api: LivePlatform,
  rows: Iterable<TenantNumber>,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string | undefined>();
  for (const row of rows) names.set(row.tenantId, names.get(row.tenantId) ?? nameIn(row));
  const unnamed = [...names].filter(([, name]) => name === undefined).map(([tenant]) => tenant);
  await mapLimit(unnamed, AT_A_TIME, async (msTenantId) => {
    const page = await api.listNumbersPage({ msTenantId, pageNumber: 1, pageSize: 1 });
    const own = page.numbers.find(({ tenantId }) => tenantId === msTenantId);
    names.set(msTenantId, own && nameIn(own));
  });
  return new Map(
    [...names].flatMap(([tenant, name]) => (name === undefined ? [] : [[tenant, name] as const])),
  );
}

/** The customer's name on the platform, else at Microsoft. */
export function nameIn({ umpCustomerFullName, msCompanyName }: TenantNumber): string | undefined {
  return umpCustomerFullName?.trim() || msCompanyName?.trim() || undefined;
}
