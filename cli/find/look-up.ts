import { mapLimit } from "../../provider/common/lanes";
import type { LivePlatform, TenantNumber } from "../../provider/liveplatform";
import { figure } from "../../provider/numbers/figure";
import type { NumberSet } from "../../provider/numbers/number-set";
import { namesNumber } from "../../provider/tenant/rows";
import { LISTS, steadyList } from "../input/steady-list";

/** What the platform says of numbers. */
export interface LookedUp {
  /** By number; those that are in no tenant have none. */
  readonly rows: ReadonlyMap<string, TenantNumber>;
  /** Listed, and not to be read: what is wrong with the row, by number. */
  readonly unreadable: ReadonlyMap<string, string>;
  /** Why numbers without a row may be in a tenant all the same; undefined: they are in none. */
  readonly doubt: string | undefined;
}

const AT_A_TIME = 16;
/** Numbers that a list lacks, and that are asked for by themselves: a list may be wrong, or have moved. */
export const MOST_CONFIRMED = 20;

/** Asks for each number, in whichever tenant it is, or reads the whole list, by what takes fewer requests. */
export async function lookUp(api: LivePlatform, numbers: NumberSet): Promise<LookedUp> {
  const first = await api.listNumbersPage({ pageNumber: 1, pageSize: 1 });
  if (numbers.size <= pagesOf(first.totalRecords))
    return { rows: await getEach(api, [...numbers]), unreadable: new Map(), doubt: undefined };

  const { rows, unreadable, doubt } = await steadyList(() => readList(api, numbers));
  const missing = [...numbers].filter(
    (phoneNumber) => !rows.has(phoneNumber) && !unreadable.has(phoneNumber),
  );
  if (doubt !== undefined && missing.length > MOST_CONFIRMED) return { rows, unreadable, doubt };
  const confirmed = await getEach(api, missing.slice(0, MOST_CONFIRMED));
  return { rows: new Map([...rows, ...confirmed]), unreadable, doubt: undefined };
}

async function getEach(
  api: LivePlatform,
  phoneNumbers: readonly string[],
): Promise<Map<string, TenantNumber>> {
  const rows = new Map<string, TenantNumber>();
  await mapLimit(phoneNumbers, AT_A_TIME, async (phoneNumber) => {
    const row = await api.getNumber(phoneNumber);
    if (row !== undefined) rows.set(phoneNumber, row);
  });
  return rows;
}

async function readList(
  api: LivePlatform,
  numbers: NumberSet,
): Promise<LookedUp & { readonly consistent: boolean }> {
  const rows = new Map<string, TenantNumber>();
  const unreadable = new Map<string, string>();
  let unnamed = 0;
  const { consistent } = await api.passNumbers({}, (page) => {
    for (const row of page.numbers) if (numbers.has(row.telephoneNumber)) rows.set(row.telephoneNumber, row);
    for (const row of page.unreadable) {
      if (!namesNumber(row)) unnamed++;
      else if (numbers.has(row.telephoneNumber)) unreadable.set(row.telephoneNumber, row.problem);
    }
  });
  return { rows, unreadable, doubt: doubtOf(consistent, unnamed), consistent };
}

function doubtOf(isConsistent: boolean, unnamed: number): string | undefined {
  if (!isConsistent) return `it changed each of the ${LISTS} times that it was read`;
  if (unnamed === 0) return undefined;
  return unnamed === 1
    ? "1 row of it does not tell its number"
    : `${figure(unnamed)} rows of it do not tell their numbers`;
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
