import {
  type NumberState,
  type NumbersList,
  type TenantNumber,
  type UnreadableRow,
  isInUse,
} from "../liveplatform";
import { parseNumber } from "../numbers/number-range";
import { NumberSet } from "../numbers/number-set";

/**
 * What is kept of a number of a tenant.
 * `unreadable`: the platform listed it, and nothing more could be understood; it is neither missing nor drifted.
 */
export type Row = "unreadable" | NumberState;

/** By telephone number; a number without a row is not in the tenant. */
export type Rows = Map<string, Row>;

export type ReadableRow = Exclude<Row, "unreadable">;

/** Numbers in use: Teams users or services answer on them. */
export function inUse(rows: ReadonlyMap<string, Row>): NumberSet {
  return numbersWhere(rows, (row) => row !== "unreadable" && isInUse(row));
}

export function numbersWhere(rows: ReadonlyMap<string, Row>, matches: (row: Row) => boolean): NumberSet {
  const found: string[] = [];
  for (const [phoneNumber, row] of rows) if (matches(row)) found.push(phoneNumber);
  return NumberSet.fromNumbers(found);
}

/** The numbers that have a row. */
export function withRow(rows: ReadonlyMap<string, Row>): NumberSet {
  return NumberSet.fromNumbers(rows.keys());
}

/** Those of the numbers that have no row. */
export function withoutRow(rows: ReadonlyMap<string, Row>, numbers: NumberSet): NumberSet {
  return NumberSet.fromNumbers([...numbers].filter((phoneNumber) => !rows.has(phoneNumber)));
}

/** The rows of those of the numbers that have one. */
export function pick(rows: ReadonlyMap<string, Row>, numbers: NumberSet): Rows {
  const picked: Rows = new Map();
  // A tenant has many more rows than one of its allocations has numbers.
  for (const phoneNumber of numbers) {
    const row = rows.get(phoneNumber);
    if (row !== undefined) picked.set(phoneNumber, row);
  }
  return picked;
}

/** The rows of all but these numbers. */
export function omit(rows: ReadonlyMap<string, Row>, numbers: NumberSet): Rows {
  return new Map([...rows].filter(([phoneNumber]) => !numbers.has(phoneNumber)));
}

export function readable(rows: ReadonlyMap<string, Row>): ReadableRow[] {
  return [...rows.values()].filter((row) => row !== "unreadable");
}

/** Whether a row belongs to the tenant; one that does not say so was asked for in the tenant. */
export function isOwn(row: Row, tenant: string): boolean {
  return row === "unreadable" || row.tenantId === "" || row.tenantId === tenant;
}

/** The rows of a tenant's own numbers: a number may be known to be held by another tenant. */
export function ownRows(rows: Rows, tenant: string): Rows {
  return new Map([...rows].filter(([, row]) => isOwn(row, tenant)));
}

/** The row of a number that was asked for by itself. */
export function toRow(number: TenantNumber): ReadableRow {
  return {
    telephoneNumber: number.telephoneNumber,
    tenantId: number.tenantId,
    callingProfileId: number.callingProfileId,
    acquiredNumberStatus: number.acquiredNumberStatus,
    assignmentStatus: number.assignmentStatus,
    acquiredCapabilities: number.acquiredCapabilities,
    source: number.source,
    whenCreated: number.whenCreated,
    tnUploadJobId: number.tnUploadJobId,
    sbcIds: number.sbcList.flatMap((sbc) => sbc.sbcId ?? []),
  };
}

/** A list's rows by number, those that could not be read among them where at least their number could. */
export function rowsOfList({
  numbers,
  unreadable,
}: Pick<NumbersList<NumberState>, "numbers" | "unreadable">): Rows {
  const rows: Rows = new Map(numbers.map((number) => [number.telephoneNumber, number]));
  for (const row of unreadable) if (namesNumber(row)) rows.set(row.telephoneNumber, "unreadable");

  return rows;
}

/** Whether a row that cannot be read tells at least its number: one of any other form may be any number's. */
export function namesNumber(row: UnreadableRow): row is UnreadableRow & { telephoneNumber: string } {
  return row.telephoneNumber !== undefined && parseNumber(row.telephoneNumber) !== undefined;
}
