import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import type { Listed } from "../../../cli/export/grouping";
import type { TenantNumber } from "../../../provider/liveplatform";
import { tenantNumber } from "../../../provider/liveplatform/tenant-number-schema";
import { TENANT } from "../../support/default-seed";

export { OTHER_TENANT, TENANT } from "../../support/default-seed";

export const EMEA = "ab86ef82-ce9e-4ead-befb-4aa954b64872";
export const APAC = "5f3fbb3b-df9b-483d-b294-c7eb01e22aac";
export const PROFILE_NAMES = new Map([
  [EMEA, "Calling EMEA"],
  [APAC, "Calling APAC"],
]);

/** A row as the v3 list has it: acquired, of TENANT and EMEA, for users, unless the fields say otherwise. */
export function row(telephoneNumber: string, fields: Readonly<Record<string, unknown>> = {}): TenantNumber {
  return tenantNumber.parse({
    tenantId: TENANT,
    callingProfileId: EMEA,
    acquiredNumberStatus: 0,
    assignmentStatus: "Unassigned",
    acquiredCapabilities: ["Geographic", "Office365", "InboundCalling", "OutboundCalling", "UserAssignment"],
    source: "webapi",
    whenCreated: "2026-02-16T16:17:56.1427926+00:00",
    isoCountryCode: "AU",
    telephoneNumber,
    ...fields,
  });
}

export function listed(numbers: readonly TenantNumber[], unreadable: Listed["unreadable"] = []): Listed {
  return { numbers, unreadable, profileNames: PROFILE_NAMES };
}

/** The documented page of the v3 list. */
export function documentedRows(): TenantNumber[] {
  const text = readFileSync(join(__dirname, "../../contract/fixtures/numbers-v3.json"), "utf8");
  return z.object({ data: z.array(tenantNumber) }).parse(JSON.parse(text)).data;
}
