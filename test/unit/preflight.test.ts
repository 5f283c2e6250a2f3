import type { Context } from "../../provider/allocation/context";
import { hopeless } from "../../provider/allocation/preflight";
import { NumberSet } from "../../provider/numbers/number-set";
import { OTHER_PROFILE } from "../support/default-seed";
import { useRunFolder } from "./asked-context";
import type { AskedTenant } from "./asked-tenant";
import { openPreview } from "./preview";
import { INPUTS } from "./situations";

const [A, B] = ["+61395556900", "+61395556901"];

useRunFolder();

let tenant: AskedTenant;
let context: Context;
beforeEach(() => {
  ({ tenant, context } = openPreview(NumberSet.of(A, B)));
});

function objection(callingProfile: string): Promise<string | undefined> {
  return hopeless(context, { settings: { ...INPUTS, callingProfile }, numbers: NumberSet.of(A) });
}

it("new settings are hopeless with a profile that the platform does not list, unless a number of the tenant has it", async () => {
  expect(await objection(INPUTS.callingProfile)).toBeUndefined();
  expect(await objection(OTHER_PROFILE)).toContain(`has no calling profile ${OTHER_PROFILE}`);
  ({ tenant, context } = openPreview(NumberSet.of(A, B)));
  const row = tenant.held.get(B);
  if (row !== undefined) tenant.held.set(B, { ...row, callingProfileId: OTHER_PROFILE });
  expect(await objection(OTHER_PROFILE)).toBeUndefined();
});

it("new settings are hopeless with an unknown profile also where the tenant cannot be read: that speaks for nothing", async () => {
  jest.spyOn(tenant.api, "listStatesPage").mockRejectedValue(new Error("no answer"));
  expect(await objection(OTHER_PROFILE)).toContain("has no calling profile");
});

it("new settings are hopeless for a number that the platform objects to, and not for what it says of others", async () => {
  const status = (telephoneNumber: string) => ({
    ...{ telephoneNumber, telephoneNumberDetail: null },
    ...{ validationResult: "Failed", validationDetail: ["country"], actionRequired: null },
  });
  const answer = (number: string) => ({ validationResult: null, telephoneNumbers: [status(number)] });
  const asked = jest.spyOn(tenant.api, "numberStatus").mockResolvedValue(answer(B));
  expect(await objection(INPUTS.callingProfile)).toBeUndefined();
  asked.mockResolvedValue(answer(A));
  expect(await objection(INPUTS.callingProfile)).toBe(`number-status objects to ${A}: Failed; country`);
  asked.mockRejectedValue(new Error("no answer"));
  expect(await objection(INPUTS.callingProfile)).toBeUndefined();
});
