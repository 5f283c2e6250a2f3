import { z } from "zod";
import { decodeStatus } from "./number-status-name";
import { numeric } from "./numeric";
import type { NumberState, Sbc, TenantNumber } from "./tenant-number";

/**
 * Two kinds of fields. What decides about a number (whose it is, its settings, whether it is in use) is strict: a
 * value that cannot be read must never pass for "none". All else is for display, and is null if it cannot be read.
 */
const display = z.string().nullable().catch(null).default(null);
const displayNumber = numeric.nullable().catch(null).default(null);
const guid = z.string().min(1).toLowerCase();
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
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

const deciding = {
  telephoneNumber: z.string().regex(/^\+[1-9]\d{0,14}$/, "expected an E.164 number"),
  tenantId: guid,
  callingProfileId: guid.nullish().transform((id) => id ?? null),
  acquiredNumberStatus: z.union([z.number(), z.string()]).nullish(),
  assignmentStatus: text,
  acquiredCapabilities: names,
  source: text,
  whenCreated: text,
  sbcList: sbcs,
  // It decides too, but only where two uploads of the same number meet.
  tnUploadJobId: display,
};

const others = {
  availableCapabilities: names,
  acquiredOn: display,
  isoCountryCode: display,
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
export const tenantNumber: z.ZodType<TenantNumber> = z.object({ ...deciding, ...others }).transform(decoded);

/** Without what is for display: a third of the work and of the memory, and a tenant may have 100,000 numbers. */
export const numberState: z.ZodType<NumberState> = z.object(deciding).transform(decoded);

/** Into the object that is there: a copy of so many fields takes 1 KB more. */
function decoded<N extends { acquiredNumberStatus?: number | string | null | undefined }>(number: N) {
  return Object.assign(number, decodeStatus(number.acquiredNumberStatus));
}
