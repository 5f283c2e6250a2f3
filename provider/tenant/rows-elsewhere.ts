import type { LivePlatform } from "../liveplatform";
import type { NumberSet } from "../numbers/number-set";
import { HANDFUL } from "./get-budget";
import type { KnownRows } from "./known-rows";
import { type Rows, isOwn, rowsOfList } from "./rows";

/** Many of the numbers that the list of their tenant lacks may all be where one of them was found. Never throws. */
export async function learnElsewhere(
  api: LivePlatform,
  tenant: string,
  { known, numbers }: { known: KnownRows; numbers: NumberSet },
): Promise<void> {
  const doubtful = known.doubtful(numbers);
  if (doubtful.length <= HANDFUL) return;
  const rows = await rowsElsewhere(api, tenant, known.of(numbers));
  for (const phoneNumber of doubtful)
    if (rows.has(phoneNumber)) known.learn(phoneNumber, rows.get(phoneNumber));
}

/**
 * What the other tenants hold that some rows name: where a customer has moved, all its numbers have, and a list is cheaper than a GET for each.
 * Of a tenant that cannot be read nothing.
 */
export async function rowsElsewhere(api: LivePlatform, tenant: string, found: Rows): Promise<Rows> {
  const rows = [...found.values()].filter((row) => row !== "unreadable");
  const others = new Set(rows.filter((row) => !isOwn(row, tenant)).map(({ tenantId }) => tenantId));
  const lists = await Promise.allSettled([...others].map((msTenantId) => api.listStates({ msTenantId })));
  const listed = lists.flatMap((one) => (one.status === "fulfilled" ? [...rowsOfList(one.value)] : []));
  // A row that does not say whose it is may be taken for this tenant's own.
  return new Map(listed.filter(([, row]) => !isOwn(row, tenant)));
}
