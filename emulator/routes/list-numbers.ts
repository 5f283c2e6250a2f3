import { invalid, ok } from "../answers";
import { type Call, type Handler, onlyQuery, optionalTenant, positive, requiredTenant } from "../call";
import { STATUS } from "../entities";
import { listFault, rowsOfPage, spoilPage, spoilRows } from "../list-faults";
import { numberV2, numberV3 } from "../number-payload";
import type { World } from "../world";

/** The names that the filter takes. */
const FILTERS = ["Active", "ReleaseRequested", "MarkedForRemoval", "ReadyForRemoval"] as const;

/** GET v3: one page, with totals. */
export const listV3: Handler = (world, call) => {
  onlyQuery(world, call, ["msTenantId", "acquiredNumberStatus", "PageNumber", "PageSize"]);
  const filter = {
    tenantId: optionalTenant(world, call),
    status: statusFilter(world, call),
    channel: call.channel,
  };
  const currentPage = positive(world, call, "PageNumber") ?? 1;
  const pageSize = pageSizeOf(world, call);
  const fault = listFault(world, filter.tenantId, currentPage);
  const rows = spoilRows(world, world.store.list(filter), fault);
  const page = rowsOfPage(rows, { page: currentPage, size: pageSize }, fault);
  const data = spoilPage(world, page, { fault, format: numberV3 });
  const totalPages = Math.ceil(rows.length / pageSize);
  return ok({ currentPage, pageSize, totalPages, totalRecords: rows.length, data });
};

/** GET v2: the whole tenant. */
export const listV2: Handler = (world, call) => {
  onlyQuery(world, call, ["msTenantId"]);
  const tenantId = requiredTenant(world, call);
  const fault = listFault(world, tenantId, 1);
  const rows = spoilRows(world, world.store.list({ tenantId, channel: call.channel }), fault);
  return ok(spoilPage(world, rows, { fault, format: numberV2 }));
};

function statusFilter(world: World, call: Call): number | undefined {
  const text = call.query.get("acquirednumberstatus");
  if (text === undefined || text === "") return undefined;
  const name = FILTERS.find((filter) => filter.toLowerCase() === text.toLowerCase());
  if (name !== undefined) return STATUS[name];
  throw invalid(world, {
    acquiredNumberStatus: [`The value '${text}' is not valid for acquiredNumberStatus.`],
  });
}

function pageSizeOf(world: World, call: Call): number {
  const { defaultPageSize, maxPageSize, pageSizeOverflow } = world.settings;
  const asked = positive(world, call, "PageSize") ?? Math.min(defaultPageSize, maxPageSize);
  if (asked > maxPageSize && pageSizeOverflow === "refuse")
    throw invalid(world, { PageSize: [`The field PageSize must be between 1 and ${maxPageSize}.`] });

  return Math.min(asked, maxPageSize);
}
