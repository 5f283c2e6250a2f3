import { NumberSet } from "../../provider/numbers/number-set";
import type { Rows } from "../../provider/tenant/rows";
import { AskedTenant } from "./asked-tenant";

const A = "+61395556900";
const SIX = NumberSet.of("+61395556900..+61395556905");
const THIRTY = NumberSet.of("+61395556900..+61395556929");

function keysOf(rows: Rows): string[] {
  return [...rows.keys()];
}

it("a few numbers that the state is to forget are asked for one by one, and a list that is behind loses none of them", async () => {
  const tenant = new AskedTenant(NumberSet.of("+61395556905"));
  tenant.unlisted.add("+61395556905");
  expect(keysOf(await tenant.view.lookForgetting(SIX))).toEqual(["+61395556905"]);
  expect(tenant.asked).toEqual(["page", "list", ...SIX]);
});

it("many numbers that the state is to forget cost twenty GETs in all and then a sample, however many allocations forget them", async () => {
  const tenant = new AskedTenant(NumberSet.of(A));
  await tenant.view.lookForgetting(SIX);
  await tenant.view.lookForgetting(THIRTY.minus(SIX));
  expect(tenant.asked.filter((what) => what.startsWith("+"))).toHaveLength(5 + 3);
});

it.each([1, 6, 11, 19])(
  "an allocation of twenty that no list shows is asked for number by number before it is given up: number %i, which alone is there, is found",
  async (place) => {
    const twenty = NumberSet.of(...[...THIRTY].slice(0, 20));
    const left = [...twenty][place] ?? A;
    const tenant = new AskedTenant(THIRTY.minus(twenty).union(NumberSet.of(left)));
    tenant.unlisted.add(left);
    expect(keysOf(await tenant.view.lookDoubting(twenty))).toEqual([left]);
    expect(tenant.view.isListWrong).toBe(true);
    expect(tenant.asked).toEqual(["page", "list", ...twenty]);
  },
);

it("thirty numbers that the state is to forget are asked for one by one where the list has lacked numbers before: the one that is there is found", async () => {
  const tenant = new AskedTenant(THIRTY);
  for (const phoneNumber of SIX) tenant.unlisted.add(phoneNumber);
  await tenant.view.lookConfirmed(THIRTY);
  expect(tenant.view.isListWrong).toBe(true);
  for (const phoneNumber of THIRTY) if (phoneNumber !== "+61395556921") tenant.held.delete(phoneNumber);
  tenant.unlisted.add("+61395556921");
  await tenant.view.lookAgain(THIRTY);
  expect(keysOf(await tenant.view.lookForgetting(THIRTY))).toEqual(["+61395556921"]);
});
