import type { Context } from "../../provider/allocation/context";
import { withoutMoving } from "../../provider/allocation/moving";
import { NumberSet } from "../../provider/numbers/number-set";
import { OTHER_TENANT } from "../support/default-seed";
import { contextOf, useRunFolder } from "./asked-context";
import { AskedTenant, BASE_URL } from "./asked-tenant";
import { TENANT, rowOf } from "./situations";

const [A, B] = ["+61395556900", "+61395556901"];
const PLACE = { platform: BASE_URL, tenant: TENANT };
/** As it was seen earlier in the run. */
const ROWS = new Map([
  [A, rowOf(A)],
  [B, rowOf(B, { tenantId: OTHER_TENANT })],
]);

useRunFolder();

let context: Context;
let tenant: AskedTenant;
beforeEach(() => {
  tenant = new AskedTenant(NumberSet.of(A, B));
  context = contextOf(tenant);
});

/** The numbers that are in the way, where the platform says by now that this tenant has the second one. */
async function inTheWay(tenantId: string): Promise<string[]> {
  const row = tenant.held.get(B);
  if (row !== undefined) tenant.held.set(B, { ...row, tenantId });
  return [...(await withoutMoving(context, PLACE, ROWS)).keys()];
}

function holdElsewhere(): void {
  const theirs = { urn: "urn:others", platform: BASE_URL, tenant: OTHER_TENANT, numbers: { [B]: 1 } };
  context.ledger.add({ fact: "holds", id: "other", ...theirs, urnBy: "outputs" });
}

it("a number that another tenant has is in the way, unless an allocation of the run holds it there: then it is on its way", async () => {
  expect(await inTheWay(OTHER_TENANT)).toEqual([A, B]);
  holdElsewhere();
  expect(await inTheWay(OTHER_TENANT)).toEqual([A]);
});

it("a number that another tenant has is asked for again, and is the tenant's own where it has come by now, whoever was seen to hold it", async () => {
  holdElsewhere();
  expect(await inTheWay(TENANT)).toEqual([A, B]);
  tenant.drop(NumberSet.of(B));
  expect(await inTheWay(OTHER_TENANT)).toEqual([A]);
});

it("nothing is asked for again where no number is another tenant's", async () => {
  const own = new Map([[A, rowOf(A)]]);
  expect(await withoutMoving(context, PLACE, own)).toBe(own);
  expect(tenant.asked).toEqual([]);
});
