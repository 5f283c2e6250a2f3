import { ticks, timestamp } from "./clock";
import type { NumberEntity } from "./entities";
import type { World } from "./world";

const DIGITS = /"asticks":"(\d+)"/g;

/** What only the v3 list shows. */
const TENANT_FIELDS: ReadonlySet<string> = new Set([
  "tenantCallingProfileId",
  "ocSipConnectionName",
  "ocSipConnectionDescription",
  "umpCustomerGuid",
  "sbcListJson",
  "ovocChannelId",
  "consentedOn",
  "umpCustomerFullName",
  "msCompanyName",
  "sbcListArray",
]);

/** A row as `GET v2 numbers/{number}` shows it: 22 fields. */
export function numberV2(world: World, row: NumberEntity): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(numberV3(world, row)).filter(([name]) => !TENANT_FIELDS.has(name)),
  );
}

/** A row as the v3 list shows it: 32 fields. One literal, since lists of 100,000 rows are made of it. */
export function numberV3(world: World, row: NumberEntity): Record<string, unknown> {
  const tenant = world.store.tenants.get(row.tenantId);
  const sbcs = world.store.profiles.get(row.callingProfileId)?.sbcs ?? [];
  const acquiredOn = row.acquiredOn === null ? null : timestamp(row.acquiredOn, row.id);
  return {
    uploadTelephoneNumberEntryId: row.uploadTelephoneNumberEntryId,
    source: row.source,
    sbcList: sbcs.map(({ sbcName, sbcId }) => ({ sbcName, sbcId })),
    tenantCallingProfileId: null,
    ocSipConnectionName: null,
    ocSipConnectionDescription: null,
    umpCustomerGuid: tenant?.umpCustomerGuid ?? null,
    sbcListJson: null,
    ovocChannelId: tenant?.ovocChannelId ?? 0,
    consentedOn: null,
    umpCustomerFullName: tenant?.name ?? null,
    msCompanyName: "MSFT",
    sbcListArray: [],
    id: row.id,
    uploadToAccountJobId: row.uploadToAccountJobId,
    whenCreated: timestamp(row.whenCreated, row.uploadToAccountJobId),
    acquiredNumberStatus: row.acquiredNumberStatus,
    telephoneNumber: row.telephoneNumber,
    callingProfileId: row.callingProfileId,
    acquiredCapabilities: row.acquiredCapabilities,
    availableCapabilities: row.availableCapabilities,
    acquiredOn,
    isoCountryCode: row.isoCountryCode,
    tnUploadJobId: row.tnUploadJobId,
    locationId: null,
    civicAddressId: null,
    assignmentStatus: row.assignmentStatus,
    tenantId: row.tenantId,
    aslcht: acquiredOn,
    aslsct: acquiredOn,
    aslvCode: row.acquiredOn === null ? null : 200,
    asticks: row.acquiredOn === null ? null : ticks(row.acquiredOn),
  };
}

/** JSON text; ticks are more digits than a JavaScript number holds, so they are written as they are. */
export function toJson(body: unknown): string {
  return JSON.stringify(body).replace(DIGITS, '"asticks":$1');
}
