import * as z from "zod";
import { E164 } from "../numbers/number-range";
import { decodeStatus } from "./number-status-name";
import { numeric } from "./numeric";
import type { NumberState, Sbc, TenantNumber } from "./tenant-number";
import type { AnswerSchema } from "./transport";

/**
 * Two kinds of fields. What decides about a number (whose it is, its settings, whether it is in use) is strict: a
 * value that cannot be read must never pass for "none". All else is for display, and is null if it cannot be read.
 */
const display = z.string().nullable().catch(null).default(null);
const displayNumber = numeric.nullable().catch(null).default(null);
const names = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);

const sbc = z
  .object({
    sbcId: numeric.nullish(),
    sbcName: z.string().nullish(),
    fqdn: z.string().nullish(),
    port: z.number().nullish(),
  })
  .transform(({ sbcId, sbcName, fqdn, port }): Sbc => ({
    ...(typeof sbcId === "number" && { sbcId }),
    ...(typeof sbcName === "string" && { sbcName }),
    ...(typeof fqdn === "string" && { fqdn }),
    ...(typeof port === "number" && { port }),
  }));
const sbcs = z.array(sbc).catch([]).default([]);
/** As plain as can be, as all rows of a tenant go through it: what is absent becomes null in `decided`. */
const deciding = {
  telephoneNumber: z.string().regex(E164, "expected an E.164 number"),
  tenantId: z.string().min(1),
  callingProfileId: z.string().min(1).nullish(),
  acquiredNumberStatus: z.union([z.number(), z.string()]).nullish(),
  assignmentStatus: z.string().nullish(),
  acquiredCapabilities: z.array(z.string()).nullish(),
  source: z.string().nullish(),
  whenCreated: z.string().nullish(),
  // It decides too, but only where two uploads of the same number meet.
  tnUploadJobId: z.unknown().optional(),
};

const others = {
  availableCapabilities: names,
  acquiredOn: display,
  isoCountryCode: display,
  sbcList: sbcs,
  sbcListArray: sbcs,
  sbcListJson: display,
  id: displayNumber,
  uploadTelephoneNumberEntryId: displayNumber,
  uploadToAccountJobId: displayNumber,
  tenantCallingProfileId: z.union([z.number(), z.string()]).nullable().catch(null).default(null),
  ocSipConnectionName: display,
  ocSipConnectionDescription: display,
  ovocChannelId: displayNumber,
  umpCustomerGuid: display,
  umpCustomerFullName: display,
  msCompanyName: display,
  consentedOn: display,
  locationId: display,
  civicAddressId: display,
  aslcht: display,
  aslsct: display,
  aslvCode: displayNumber,
  asticks: displayNumber,
};

/** A number with all that the platform says of it. */
export const tenantNumber: z.ZodType<TenantNumber> = z
  .object({ ...deciding, ...others })
  // Into the object that is there: a copy of so many fields takes 1 KB more.
  .transform((row) => Object.assign(row, decided(row), decodeStatus(row.acquiredNumberStatus)));

const state = z.object({ ...deciding, sbcList: z.unknown().optional() });
type StateRow = z.output<typeof state>;

/**
 * A number without what is for display: a third of the work and of the memory, and a tenant may have 100,000 numbers. Most rows
 * are as the documents show them, which plain code sees in a fifth of the time; zod judges all others, and says what is wrong.
 * The rest is plain code, too: as a `transform` with a list of objects it took twice as long.
 */
export const numberState: AnswerSchema<NumberState> = {
  safeParse(value) {
    if (isAsDocumented(value)) return { success: true, data: stateOf(value) };
    const row = state.safeParse(value);
    return row.success ? { success: true, data: stateOf(row.data) } : row;
  },
};

/** A row that zod accepts as it is. Zod accepts others as well. */
function isAsDocumented(value: unknown): value is StateRow {
  if (typeof value !== "object" || value === null) return false;
  const row: Partial<Record<keyof StateRow, unknown>> = value;
  return (
    isText(row.telephoneNumber) &&
    E164.test(row.telephoneNumber) &&
    isText(row.tenantId) &&
    (Number.isFinite(row.acquiredNumberStatus) || isTextOrNull(row.acquiredNumberStatus)) &&
    [row.callingProfileId, row.assignmentStatus, row.source, row.whenCreated].every(isTextOrNull) &&
    Array.isArray(row.acquiredCapabilities) &&
    row.acquiredCapabilities.every(isText)
  );
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || isText(value);
}

function stateOf(row: StateRow): NumberState {
  const { acquiredNumberStatus } = decodeStatus(row.acquiredNumberStatus);
  return Object.assign(decided(row), { acquiredNumberStatus, sbcIds: sbcIdsOf(row.sbcList) });
}

function decided(row: z.output<z.ZodObject<typeof deciding>>) {
  return {
    telephoneNumber: row.telephoneNumber,
    tenantId: row.tenantId.toLowerCase(),
    callingProfileId: row.callingProfileId?.toLowerCase() ?? null,
    assignmentStatus: row.assignmentStatus ?? null,
    acquiredCapabilities: row.acquiredCapabilities ?? [],
    source: row.source ?? null,
    whenCreated: row.whenCreated ?? null,
    tnUploadJobId: typeof row.tnUploadJobId === "string" ? row.tnUploadJobId : null,
  };
}

/** Of an SBC that is listed without an id that can be read there is none. */
function sbcIdsOf(list: unknown): number[] {
  const listed: unknown[] = Array.isArray(list) ? list : [];
  return listed.flatMap((one) => {
    if (typeof one !== "object" || one === null || !("sbcId" in one)) return [];
    return typeof one.sbcId === "number" ? one.sbcId : (numeric.safeParse(one.sbcId).data ?? []);
  });
}
