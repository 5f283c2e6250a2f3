import type { Context } from "../../provider/allocation/context";
import { reportUnmanaged } from "../../provider/allocation/report-unmanaged";
import { NumberSet } from "../../provider/numbers/number-set";
import { useRunFolder } from "./asked-context";
import { type AskedTenant, BASE_URL } from "./asked-tenant";
import { openPreview } from "./preview";
import { TENANT } from "./situations";

const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"];
const PLACE = { platform: BASE_URL, tenant: TENANT };

useRunFolder();

let tenant: AskedTenant;
let context: Context;
let told: string[];
beforeEach(() => {
  ({ tenant, context, told } = openPreview(NumberSet.of(A, B, C)));
});

function report({ urn = "urn:desks", isSecret = false, isAsked = true } = {}): Promise<void> {
  const inputs = { msTenantId: TENANT, reportUnmanaged: isAsked };
  return reportUnmanaged(context, { urn, isSecret, inputs }, NumberSet.of(A));
}

it("numbers of the tenant that no allocation declares are named in a preview, but not those that another allocation declares or holds", async () => {
  await report();
  expect(told).toEqual([expect.stringContaining(`${A}..${C}`)]);
  ({ tenant, context, told } = openPreview(NumberSet.of(A, B, C)));
  context.ledger.add({ fact: "declares", urn: "urn:a", ...PLACE, numbers: { [A]: 1 } });
  context.ledger.add({
    fact: "holds",
    id: "b",
    urn: "urn:b",
    ...PLACE,
    numbers: { [B]: 1 },
    urnBy: "outputs",
  });
  await report();
  expect(told).toEqual([expect.stringMatching(new RegExp(`^\\${C}: in the tenant`))]);
});

it("numbers of the tenant that no allocation declares are named once, whichever allocations ask", async () => {
  await report();
  await report({ urn: "urn:others" });
  expect(told).toHaveLength(1);
});

it("numbers of the tenant that no allocation declares are counted where the list is secret", async () => {
  await report({ isSecret: true });
  expect(told).toEqual([expect.stringMatching(/^3 numbers: in the tenant/)]);
  expect(told.join()).not.toContain(A);
});

it("numbers of the tenant that no allocation declares are not asked for where nobody wants to know, nor in an up", async () => {
  await report({ isAsked: false });
  context.ledger.isPreview = false;
  await report();
  expect([tenant.asked, told]).toEqual([[], []]);
});

it("a row of the tenant's list whose number is in no form of E.164 is nobody's, and does not stop a preview that reports what is unmanaged", async () => {
  for (const telephoneNumber of ["sip:desk@example.com", "0395556900", ""])
    tenant.unreadable.push({ telephoneNumber, problem: "expected an E.164 number" });
  await report();
  expect(told).toEqual([expect.stringContaining(`${A}..${C}`)]);
});
