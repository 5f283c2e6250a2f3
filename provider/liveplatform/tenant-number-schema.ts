import { z } from "zod";
import { E164 } from "../numbers/number-range";
import { decodeStatus } from "./number-status-name";
import { numeric } from "./numeric";
import type { NumberState, Sbc, TenantNumber } from "./tenant-number";

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
const sbcIds = z
  .array(z.object({ sbcId: numeric.nullish() }))
  .nullish()
  .catch(null);

/** As plain as can be, as all rows of a tenant go through it: what is absent becomes null in `decoded`. */
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
  tnUploadJobId: z.string().nullish().catch(null),
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
export const tenantNumber: z.ZodType<TenantNumber> = z.object({ ...deciding, ...others }).transform(decoded);

/** Without what is for display: a third of the work and of the memory, and a tenant may have 100,000 numbers. */
export const numberState: z.ZodType<NumberState> = z
  .object({ ...deciding, sbcList: sbcIds })
  .transform((number) => Object.assign(decoded(number), { sbcList: withId(number.sbcList) }));

/** Into the object that is there: a copy of so many fields takes 1 KB more. */
function decoded<N extends z.output<z.ZodObject<typeof deciding>>>(number: N) {
  return Object.assign(number, {
    tenantId: number.tenantId.toLowerCase(),
    callingProfileId: number.callingProfileId?.toLowerCase() ?? null,
    assignmentStatus: number.assignmentStatus ?? null,
    acquiredCapabilities: number.acquiredCapabilities ?? [],
    source: number.source ?? null,
    whenCreated: number.whenCreated ?? null,
    tnUploadJobId: number.tnUploadJobId ?? null,
    ...decodeStatus(number.acquiredNumberStatus),
  });
}

function withId(list: z.output<typeof sbcIds>): Sbc[] {
  return (list ?? []).flatMap(({ sbcId }) => (typeof sbcId === "number" ? { sbcId } : []));
}
