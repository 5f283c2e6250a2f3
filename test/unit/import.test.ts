import { importAllocation } from "../../provider/allocation/import";
import { NumberSet } from "../../provider/numbers/number-set";
import { contextOf, useRunFolder } from "./asked-context";
import { AskedTenant } from "./asked-tenant";
import { TENANT } from "./situations";

const BLOCK = "+61395556900..+61395556909";
const SIX = NumberSet.of("+61395556900..+61395556905");
const FIVE = NumberSet.of("+61395556900..+61395556904");
const WHOLE = {
  inputs: { phoneNumberRanges: [{ start: "+61395556900", end: "+61395556909" }] },
  props: { numberCount: 10 },
};

useRunFolder();

let tenant: AskedTenant;
beforeEach(() => {
  tenant = new AskedTenant(NumberSet.of(BLOCK));
});

/** The list shows nothing of them. */
function unlist(numbers: NumberSet): void {
  for (const phoneNumber of numbers) tenant.unlisted.add(phoneNumber);
}

function importBlock() {
  return importAllocation(contextOf(tenant), `${TENANT}/${BLOCK}`);
}

it("an import of many numbers reads a list that changed meanwhile again", async () => {
  const { numbers, ...rest } = await tenant.api.listNumbers({ msTenantId: TENANT });
  const moved = { ...rest, numbers: numbers.slice(6), consistent: false };
  jest.spyOn(tenant.api, "listNumbers").mockResolvedValueOnce(moved);
  expect(await importBlock()).toMatchObject(WHOLE);
  expect(tenant.asked).toEqual(["list", "list"]);
});

it("an import of many numbers asks for a few that the list lacks one by one, and believes what is said then", async () => {
  unlist(FIVE);
  expect(await importBlock()).toMatchObject(WHOLE);
  expect(tenant.asked).toEqual(["list", ...FIVE]);
  tenant.drop(NumberSet.of("+61395556900"));
  await expect(importBlock()).rejects.toMatchObject({
    code: "not_in_tenant",
    message: `+61395556900: not in tenant ${TENANT}. Leave out what is not there, or declare it: pulumi up uploads it`,
  });
});

it("an import of many numbers that a list of readable rows lacks says that they are not in the tenant, and asks for none", async () => {
  unlist(SIX);
  await expect(importBlock()).rejects.toMatchObject({ code: "not_in_tenant" });
  expect(tenant.asked).toEqual(["list"]);
});

it("an import does not say of numbers that they are not in the tenant where its list changes each time that it is read", async () => {
  tenant.isRestless = true;
  unlist(SIX);
  await expect(importBlock()).rejects.toMatchObject({
    code: "in_tenant_unknown",
    message:
      `+61395556900..+61395556905 (6 numbers): not seen in tenant ${TENANT}, but its list changed twice while it was read, ` +
      "so they may be there. Run again when no upload or release is in progress",
  });
});

it("an import names a number whose row cannot be read, and does not say that it is not in the tenant", async () => {
  unlist(NumberSet.of("+61395556902"));
  tenant.unreadable.push({ telephoneNumber: "+61395556902", problem: "tenantId: expected a text" });
  tenant.unreadable.push({ telephoneNumber: "+61395557000", problem: "it is none of these" });
  await expect(importBlock()).rejects.toMatchObject({
    code: "not_importable",
    message:
      `+61395556902: in the list of tenant ${TENANT}, but what it says of it cannot be read (tenantId: expected a text). ` +
      "Leave it out for now, and report this to the platform's support",
  });
});

it("an import does not say of numbers that they are not in the tenant where rows of its list do not tell their number", async () => {
  unlist(SIX);
  tenant.unreadable.push({ problem: "telephoneNumber: expected a text" });
  await expect(importBlock()).rejects.toMatchObject({
    code: "in_tenant_unknown",
    message:
      `+61395556900..+61395556905 (6 numbers): not seen in tenant ${TENANT}, but 1 row of its list cannot be read, ` +
      "so they may be there. Look them up in the portal, and report this to the platform's support",
  });
});
