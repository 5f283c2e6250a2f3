import { awaitDeclarations } from "../../provider/allocation/await-declarations";
import type { Context } from "../../provider/allocation/context";
import { NumberSet } from "../../provider/numbers/number-set";
import { contextOf, useRunFolder } from "./asked-context";
import { AskedTenant, BASE_URL } from "./asked-tenant";
import { TENANT } from "./situations";

const [A, B] = ["+61395556900", "+61395556901"];
const BOTH = NumberSet.of(A, B);
const DESKS = { urn: "urn:desks", platform: BASE_URL, tenant: TENANT };
const OTHERS = { fact: "declares", urn: "urn:pulumi:dev::test::a:b:C::others", platform: BASE_URL } as const;

useRunFolder();

let context: Context;
let tenant: AskedTenant;
beforeEach(() => {
  tenant = new AskedTenant(BOTH);
  context = contextOf(tenant);
});

it("numbers that leave an allocation while another one may declare them are waited for where the other's numbers are not known yet, and then nothing is released", async () => {
  context.ledger.add({ ...OTHERS, tenant: TENANT });
  const since = tenant.clock.now();
  const asked = awaitDeclarations(context, DESKS, BOTH);
  await expect(asked).rejects.toMatchObject({ code: "not_known_yet" });
  expect(tenant.clock.now() - since).toBeGreaterThanOrEqual(10_000);
});

it("numbers that leave an allocation while another one may declare them are kept after a while where only the other's tenant is not known: better held too long than lost", async () => {
  context.ledger.add({ ...OTHERS, numbers: { [B]: 1 } });
  const since = tenant.clock.now();
  const { declared, isKnown } = await awaitDeclarations(context, DESKS, BOTH);
  expect([declared.keys(), isKnown]).toEqual([[B], true]);
  expect(tenant.clock.now() - since).toBeGreaterThanOrEqual(10_000);
});

it("numbers that leave an allocation while another one may declare them may be declared there where a forecast did not know the other's numbers", async () => {
  jest.spyOn(context.claims, "binding").mockResolvedValue("forecast");
  context.ledger.add({ ...OTHERS, tenant: TENANT, numbers: { [B]: 1 } });
  expect(await awaitDeclarations(context, DESKS, BOTH)).toMatchObject({ isKnown: true });
  context.ledger.add({ ...OTHERS, tenant: TENANT });
  expect(await awaitDeclarations(context, DESKS, BOTH)).toMatchObject({ isKnown: false });
});

it("numbers that leave an allocation while another one may declare them are waited for no longer once the run is cancelled, and nothing is released", async () => {
  context.ledger.add({ ...OTHERS, tenant: TENANT });
  context.cancellation.cancel();
  const asked = awaitDeclarations(context, DESKS, BOTH);
  await expect(asked).rejects.toMatchObject({ code: "cancelled" });
});
