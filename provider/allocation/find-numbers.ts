import { counted, itOrThem } from "../common/counted";
import type { NumbersList, TenantNumber } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import { UserError } from "../state/errors";
import { namesNumber } from "../tenant/rows";
import type { Context } from "./context";

/** So many numbers are asked for one by one; for more the tenant's list is read. */
const FEW = 5;

type Api = Context["api"];

/** Numbers of a tenant, and what is said of all of them. */
interface Wanted {
  readonly tenant: string;
  readonly numbers: NumberSet;
}

/** The rows of numbers of a tenant. Errors: UserError where one is not there, cannot be read, or may be there and is not seen. */
export async function findNumbers(api: Api, wanted: Wanted): Promise<TenantNumber[]> {
  const { tenant, numbers } = wanted;
  const list = numbers.size > FEW ? await sharedList(api, tenant) : undefined;
  if (list !== undefined) refuseUnreadable(list, wanted);
  const listed = ownOf(list?.numbers ?? [], wanted);
  const unlisted = numbers.minus(numbersOf(listed));
  const isAsked = unlisted.size <= FEW;
  const asked = isAsked ? ownOf(await askEach(api, unlisted), wanted) : [];
  const missing = unlisted.minus(numbersOf(asked));
  if (missing.isEmpty) return [...listed, ...asked];
  if (list !== undefined && !isAsked) refuseDoubtful(list, tenant, missing);
  throw new UserError(
    `${missing.describe()}: not in tenant ${tenant}. Leave out what is not there, or declare it: pulumi up uploads it`,
    "not_in_tenant",
  );
}

async function askEach(api: Api, numbers: NumberSet): Promise<TenantNumber[]> {
  const found = await Promise.all([...numbers].map((phoneNumber) => api.getNumber(phoneNumber)));
  return found.filter((one) => one !== undefined);
}

function ownOf(rows: readonly TenantNumber[], { tenant, numbers }: Wanted): TenantNumber[] {
  return rows.filter((row) => row.tenantId === tenant && numbers.has(row.telephoneNumber));
}

function numbersOf(rows: readonly { readonly telephoneNumber: string }[]): NumberSet {
  return NumberSet.fromNumbers(rows.map(({ telephoneNumber }) => telephoneNumber));
}

function refuseUnreadable({ unreadable }: NumbersList, { tenant, numbers }: Wanted): void {
  const rows = unreadable.filter(namesNumber).filter((row) => numbers.has(row.telephoneNumber));
  const [first] = rows;
  if (first === undefined) return;
  const named = numbersOf(rows);
  const them = itOrThem(named.size);
  throw new UserError(
    `${named.describe()}: in the list of tenant ${tenant}, but what it says of ${them} cannot be read (${first.problem}). ` +
      `Leave ${them} out for now, and report this to the platform's support`,
    "not_importable",
  );
}

/** What such a list lacks may be there all the same. */
function refuseDoubtful({ consistent, unreadable }: NumbersList, tenant: string, missing: NumberSet): void {
  const nameless = unreadable.filter((row) => !namesNumber(row)).length;
  if (consistent && nameless === 0) return;
  const [why, advice] = consistent
    ? [
        `${counted(nameless, "row")} of its list cannot be read`,
        "Look them up in the portal, and report this to the platform's support",
      ]
    : ["its list changed twice while it was read", "Run again when no upload or release is in progress"];
  throw new UserError(
    `${missing.describe()}: not seen in tenant ${tenant}, but ${why}, so they may be there. ${advice}`,
    "in_tenant_unknown",
  );
}

const listsUnderWay = new WeakMap<Api, Map<string, Promise<NumbersList>>>();

/** Many allocations of a tenant are imported at once, from a file: those that ask meanwhile share a list. */
function sharedList(api: Api, msTenantId: string): Promise<NumbersList> {
  const underWay = listsUnderWay.get(api) ?? new Map<string, Promise<NumbersList>>();
  listsUnderWay.set(api, underWay);
  const list =
    underWay.get(msTenantId) ??
    steadyList(api, msTenantId).finally(() => {
      underWay.delete(msTenantId);
    });
  underWay.set(msTenantId, list);
  return list;
}

/** One that changed while it was read is read again, once. */
async function steadyList(api: Api, msTenantId: string): Promise<NumbersList> {
  const list = await api.listNumbers({ msTenantId });
  return list.consistent ? list : api.listNumbers({ msTenantId });
}
