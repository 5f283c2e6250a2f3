import { type NumbersArg, expandNumbers } from "./e164";
import type { NumberEntity } from "./entities";
import type { ListFault } from "./faults";
import type { World } from "./world";

type Rows = readonly NumberEntity[];
type Format = (world: World, row: NumberEntity) => Record<string, unknown>;

/** The rule that applies to this request for a list. */
export function listFault(world: World, tenantId: string | undefined, page: number): ListFault | undefined {
  return world.faults.list.take((rule) => {
    if (rule.page !== undefined && rule.page !== page) return false;
    return rule.tenant === undefined || rule.tenant.toLowerCase() === tenantId;
  });
}

/** What changes the totals too: rows the list does not know of. */
export function spoilRows(world: World, rows: Rows, fault: ListFault | undefined): Rows {
  if (fault?.empty === true) return [];
  const listed = fault?.unfiltered === true ? world.store.list({}) : rows;
  if (fault?.lagMs === undefined && fault?.hide === undefined) return listed;
  const hidden = setOf(fault.hide);
  const newest = world.clock.now() - (fault.lagMs ?? 0);
  return listed.filter((row) => row.whenCreated <= newest && !hidden.has(row.telephoneNumber));
}

/** The rows of a page, from 1: where the list moves while it is read, pages after the first begin elsewhere. */
export function rowsOfPage(
  rows: Rows,
  { page, size }: { page: number; size: number },
  fault: ListFault | undefined,
): Rows {
  const first = (page - 1) * size + (page > 1 ? (fault?.shift ?? 0) : 0);
  return rows.slice(Math.max(0, first), Math.max(0, first + size));
}

/** What one page shows, formatted, with what only spoils that page. */
export function spoilPage(
  world: World,
  page: Rows,
  how: { fault: ListFault | undefined; format: Format },
): unknown[] {
  const { fault, format } = how;
  const rows = fault === undefined ? page : [...alterPage(page, fault), ...foreignRows(world, fault)];
  const unreadable = setOf(fault?.unreadable);
  const show = (row: NumberEntity) =>
    unreadable.has(row.telephoneNumber) ? obscure(format(world, row)) : format(world, row);
  const [first, ...others] = rows.map(show);
  if (first === undefined) return [];
  return [fault?.malformed === true ? malform(first) : first, ...others];
}

function alterPage(page: Rows, { omit, repeat }: ListFault): Rows {
  const [omitted, repeated] = [setOf(omit), setOf(repeat)];
  return page.flatMap((row) => {
    if (omitted.has(row.telephoneNumber)) return [];
    return repeated.has(row.telephoneNumber) ? [row, row] : [row];
  });
}

function foreignRows(world: World, { foreign }: ListFault): Rows {
  return foreign === undefined ? [] : world.store.list({ tenantId: foreign.toLowerCase() });
}

function malform(row: Record<string, unknown>): Record<string, unknown> {
  return { ...row, telephoneNumber: 42, tenantId: undefined };
}

/** Whose it is and whether it is in use cannot be read. */
function obscure(row: Record<string, unknown>): Record<string, unknown> {
  return { ...row, tenantId: null, assignmentStatus: 7 };
}

function setOf(numbers: NumbersArg | undefined): Set<string> {
  return new Set(numbers === undefined ? [] : expandNumbers(numbers));
}
