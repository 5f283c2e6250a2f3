import * as z from "zod";
import { numeric } from "./numeric";
import { spelledInE164 } from "./spelled-in-e164";
import type { Listed, TenantNumber } from "./tenant-number";
import { tenantNumber } from "./tenant-number-schema";
import type { AnswerIssue, AnswerSchema, Transport } from "./transport";

/** A row that cannot be read does not sink the page it is on. */
export interface UnreadableRow {
  /** Absent where not even that could be read. */
  telephoneNumber?: string;
  /** Names the field and what is wrong with it. */
  problem: string;
}

export interface NumbersPage<N extends Listed = TenantNumber> {
  currentPage: number;
  /** The page size the platform used, which may be smaller than the one asked for. */
  pageSize: number;
  totalPages: number;
  /** Numbers on all pages. */
  totalRecords: number;
  numbers: N[];
  unreadable: UnreadableRow[];
}

export interface ListQuery {
  /** All tenants of the channel where absent. */
  msTenantId?: string | undefined;
  /** A name, such as `Active`. */
  acquiredNumberStatus?: string | undefined;
  pageSize?: number | undefined;
}

export interface ListPageQuery extends ListQuery {
  /** From 1. */
  pageNumber: number;
}

/** A list of a whole tenant in one answer: 100,000 numbers are about 100 MB. */
const MAX_LIST_BYTES = 512 * 1024 * 1024;

const pageSchema = z.object({
  currentPage: numeric.nullish(),
  pageSize: numeric.nullish(),
  totalPages: numeric.nullish(),
  totalRecords: numeric,
  data: z.array(z.unknown()).nullish(),
});

/** Always the same page is what a platform answers that does not understand the parameter. */
function pageNumbered(asked: number) {
  return pageSchema.superRefine(({ currentPage, totalPages, totalRecords, data }, context) => {
    if (!data && totalRecords > 0)
      context.addIssue({ code: "custom", path: ["data"], message: `none, and ${totalRecords} are counted` });

    // Which page is answered past the end is not known, and no sign of that.
    if (typeof currentPage === "number" && currentPage !== asked && asked <= (totalPages ?? asked))
      context.addIssue({ code: "custom", message: `it is page ${currentPage}` });
  });
}

export async function getPage<N extends Listed>(
  transport: Transport,
  query: ListPageQuery & { pageSize: number },
  row: AnswerSchema<N>,
): Promise<NumbersPage<N>> {
  const page = await transport.send({
    verb: "GET",
    path: "/api/v3/oc/numbers",
    // The names of the two page parameters are inferred; the service ignores case.
    query: {
      msTenantId: query.msTenantId,
      acquiredNumberStatus: query.acquiredNumberStatus,
      PageNumber: query.pageNumber,
      PageSize: query.pageSize,
    },
    kind: "read",
    answer: pageNumbered(query.pageNumber),
    expected: `page ${query.pageNumber} of numbers`,
  });
  const pageSize = page.pageSize && page.pageSize > 0 ? page.pageSize : query.pageSize;
  return {
    currentPage: page.currentPage ?? query.pageNumber,
    pageSize,
    totalPages: page.totalPages ?? Math.ceil(page.totalRecords / pageSize),
    totalRecords: page.totalRecords,
    ...readRows(page.data ?? [], row),
  };
}

/** All numbers of a tenant by the older list, which has no pages. */
export async function getAllV2(transport: Transport, msTenantId: string) {
  const rows = await transport.send({
    verb: "GET",
    path: "/api/v2/oc/numbers",
    query: { msTenantId },
    kind: "read",
    answer: z.array(z.unknown()),
    expected: "a list of numbers",
    maxAnswerBytes: MAX_LIST_BYTES,
  });
  return { ...readRows(rows, tenantNumber), totalRecords: rows.length };
}

/** One number, whichever tenant holds it; undefined where the platform does not know it. */
export function getNumber(transport: Transport, phoneNumber: string): Promise<TenantNumber | undefined> {
  return transport.find({
    verb: "GET",
    // encodeURIComponent makes the + of E.164 %2B: a bare + may be read as a space.
    path: `/api/v2/oc/numbers/${encodeURIComponent(phoneNumber)}`,
    kind: "read",
    answer: rowOf(phoneNumber),
    expected: `the number ${phoneNumber}`,
  });
}

/** A row is what it says it is: of another number it is no answer. */
function rowOf(phoneNumber: string): AnswerSchema<TenantNumber> {
  return z.unknown().transform((value, context) => {
    const row = parseRow(value, tenantNumber);
    if (!row.success) {
      for (const issue of row.error.issues) context.addIssue({ code: "custom", ...issue });
      return z.NEVER;
    }
    if (row.data.telephoneNumber !== phoneNumber)
      context.addIssue({ code: "custom", message: `it is about ${row.data.telephoneNumber}` });
    return row.data;
  });
}

function readRows<N>(
  rows: unknown[],
  schema: AnswerSchema<N>,
): { numbers: N[]; unreadable: UnreadableRow[] } {
  const numbers: N[] = [];
  const unreadable: UnreadableRow[] = [];
  for (const row of rows) {
    const parsed = parseRow(row, schema);
    if (parsed.success) numbers.push(parsed.data);
    else unreadable.push(unreadableRow(row, parsed.error.issues));
  }
  return { numbers, unreadable };
}

/** Another spelling is looked for only in a row that cannot be read as it is: a tenant may have 100,000. */
function parseRow<N>(row: unknown, schema: AnswerSchema<N>): ReturnType<AnswerSchema<N>["safeParse"]> {
  const asSent = schema.safeParse(row);
  return asSent.success ? asSent : schema.safeParse(spelledInE164(row));
}

const named = z.object({ telephoneNumber: z.string() });

function unreadableRow(row: unknown, issues: readonly AnswerIssue[]): UnreadableRow {
  const problem = issues.map((issue) => `${issue.path.join(".") || "row"}: ${issue.message}`).join("; ");
  const name = named.safeParse(row);
  return name.success ? { telephoneNumber: name.data.telephoneNumber, problem } : { problem };
}
