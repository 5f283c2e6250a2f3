import { isInUse, type NumbersList, type NumberState } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import { type Drift, leavingStatus } from "./drift";
import type { DeclaredSettings } from "./model";

/**
 * What is kept of a number of a tenant.
 * `unreadable`: the platform listed it, and nothing more could be understood; it is neither missing nor drifted.
 */
export type Row =
  "unreadable" | (Omit<NumberState, "acquiredNumberStatusCode" | "sbcList"> & { sbcIds: number[] });

/** By telephone number; a number without a row is not in the tenant. */
export type Rows = Map<string, Row>;

export type ReadableRow = Exclude<Row, "unreadable">;

/** The capability that a usage brings by itself (inferred, see docs/api-notes.md). */
export const CAPABILITY_OF_USAGE: Readonly<Record<string, string>> = {
  CallingUserAssignment: "UserAssignment",
  FirstPartyAppAssignment: "FirstPartyAppAssignment",
  ThirdPartyAppAssignment: "ThirdPartyAppAssignment",
  ConferenceAssignment: "ConferenceAssignment",
};
const USAGE_CAPABILITIES = lowerCase(Object.values(CAPABILITY_OF_USAGE));
/** Those that an upload may ask for, as far as they are known; the list is open. */
export const REQUESTED_CAPABILITIES = ["InboundCalling", "OutboundCalling", "Mobile"];
const KNOWN_CAPABILITIES = new Set([
  ...lowerCase([...REQUESTED_CAPABILITIES, "Office365"]),
  ...USAGE_CAPABILITIES,
]);

/**
 * What is wrong with a number of the tenant, undefined when it is as declared.
 * A value that the API's documents do not name never counts: the vocabulary may grow.
 */
export function driftOf(declared: DeclaredSettings, row: Row): Drift | undefined {
  if (row === "unreadable") return undefined;
  if (row.tenantId !== "" && row.tenantId !== declared.msTenantId)
    return { kind: "held by tenant", tenant: row.tenantId };
  const leaving = leavingStatus(row.acquiredNumberStatus);
  return leaving === undefined ? settingsDrift(declared, row) : { kind: leaving };
}

/** Whether a number differs in what only a release and a new upload can change. */
export function settingsDrift(declared: DeclaredSettings, row: ReadableRow): Drift | undefined {
  if (row.callingProfileId !== null && row.callingProfileId !== declared.callingProfile)
    return { kind: "callingProfile", profile: row.callingProfileId };
  const lacking = lackingCapabilities(declared, row.acquiredCapabilities);
  return lacking.length === 0 ? undefined : { kind: "lacks", capabilities: lacking };
}

function lackingCapabilities(declared: DeclaredSettings, capabilities: readonly string[]): string[] {
  const acquired = lowerCase(capabilities);
  const has = (capability: string): boolean => acquired.has(capability.toLowerCase());
  const hasOneOf = (known: ReadonlySet<string>): boolean => [...acquired].some((name) => known.has(name));
  if (!hasOneOf(KNOWN_CAPABILITIES)) return [];
  const lacking = declared.capabilities.filter((capability) => !has(capability));
  const own = CAPABILITY_OF_USAGE[declared.usage];
  return own !== undefined && hasOneOf(USAGE_CAPABILITIES) && !has(own) ? [...lacking, own] : lacking;
}

/** Names are compared without case: the platform's pages do not agree on it. */
function lowerCase(names: readonly string[]): Set<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}

/** Numbers in use: Teams users or services answer on them. */
export function inUse(rows: ReadonlyMap<string, Row>): NumberSet {
  return numbersWhere(rows, (row) => row !== "unreadable" && isInUse(row));
}

export function numbersWhere(rows: ReadonlyMap<string, Row>, matches: (row: Row) => boolean): NumberSet {
  const found: string[] = [];
  for (const [phoneNumber, row] of rows) if (matches(row)) found.push(phoneNumber);
  return NumberSet.fromNumbers(found);
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

export function toRow(number: NumberState): ReadableRow {
  return {
    telephoneNumber: number.telephoneNumber,
    tenantId: number.tenantId,
    callingProfileId: number.callingProfileId,
    acquiredNumberStatus: number.acquiredNumberStatus,
    assignmentStatus: number.assignmentStatus,
    acquiredCapabilities: number.acquiredCapabilities,
    source: number.source,
    whenCreated: number.whenCreated,
    tnUploadJobId: number.tnUploadJobId?.toLowerCase() ?? null,
    sbcIds: number.sbcList.flatMap((sbc) => sbc.sbcId ?? []),
  };
}

/** A list's rows by number, those that could not be read among them where at least their number could. */
export function rowsOfList({
  numbers,
  unreadable,
}: Pick<NumbersList<NumberState>, "numbers" | "unreadable">): Rows {
  const rows: Rows = new Map(numbers.map((number) => [number.telephoneNumber, toRow(number)]));
  for (const { telephoneNumber } of unreadable) {
    if (telephoneNumber !== undefined) rows.set(telephoneNumber, "unreadable");
  }
  return rows;
}
