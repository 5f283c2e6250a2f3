import type { Context } from "../../provider/allocation/context";
import type { NumberSet } from "../../provider/numbers/number-set";
import { contextOf } from "./asked-context";
import { AskedTenant } from "./asked-tenant";
import { INPUTS } from "./situations";

/** The profile of `INPUTS`, which has an SBC. */
const CARRIED = {
  ...{ callingProfileId: INPUTS.callingProfile, name: null, region: null, carrier: null, offerTypes: [] },
  trunksEnrolled: [{ matchingSbcList: [{}] }],
};

export interface Preview {
  readonly tenant: AskedTenant;
  readonly context: Context;
  /** What is said to people. */
  readonly told: string[];
}

/** A process of a preview whose program has declared all, with a tenant that holds these numbers. */
export function openPreview(numbers: NumberSet): Preview {
  const tenant = new AskedTenant(numbers);
  jest.spyOn(tenant.api, "callingProfiles").mockResolvedValue([CARRIED]);
  jest.spyOn(tenant.api, "numberStatus").mockResolvedValue({ validationResult: null, telephoneNumbers: [] });
  const context = contextOf(tenant);
  const told: string[] = [];
  const tell = (_: string, message: string) => void told.push(message);
  Object.assign(context.engine, { info: tell, warn: tell });
  context.ledger.add({ fact: "program", phase: "declared", isPreview: true });
  return { tenant, context, told };
}
