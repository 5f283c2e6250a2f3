import type { LivePlatform } from "../liveplatform";
import { type Rows, isOwn, rowsOfList } from "./rows";

/**
 * What the other tenants hold that some rows name: where a customer has moved, all its numbers have, and a list is cheaper than a GET for each.
 * Of a tenant that cannot be read nothing. Never throws.
 */
export async function rowsElsewhere(api: LivePlatform, tenant: string, found: Rows): Promise<Rows> {
  const rows = [...found.values()].filter((row) => row !== "unreadable");
  const others = new Set(rows.filter((row) => !isOwn(row, tenant)).map(({ tenantId }) => tenantId));
  const lists = await Promise.allSettled([...others].map((msTenantId) => api.listStates({ msTenantId })));
  const listed = lists.flatMap((one) => (one.status === "fulfilled" ? [...rowsOfList(one.value)] : []));
  // A row that does not say whose it is may be taken for this tenant's own.
  return new Map(listed.filter(([, row]) => !isOwn(row, tenant)));
}
