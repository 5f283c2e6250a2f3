import * as fc from "fast-check";

import { NumberSet } from "../../provider/numbers/number-set";
import { toRow } from "../../provider/tenant/rows";
import { AskedTenant } from "./asked-tenant";

const A = "+61395556900";
const SIX = NumberSet.of("+61395556900..+61395556905");
const THIRTY = NumberSet.of("+61395556900..+61395556929");

function keysOf(rows: ReadonlyMap<string, unknown>): string[] {
  return NumberSet.fromNumbers([...rows.keys()]).keys();
}

it("a few numbers are asked for one by one, and not again in the same operation", async () => {
  const tenant = new AskedTenant(NumberSet.of(A));
  const three = NumberSet.of("+61395556900..+61395556902");
  expect(keysOf(await tenant.view.look(three))).toEqual([A]);
  await tenant.view.look(NumberSet.of(A));
  expect(tenant.asked).toEqual([...three]);
});

it("many numbers are looked for in the list, which is read once for all who ask", async () => {
  const tenant = new AskedTenant(THIRTY);
  const [all, some] = await Promise.all([tenant.view.look(THIRTY), tenant.view.look(SIX)]);
  expect(keysOf(all)).toEqual(THIRTY.keys());
  expect(keysOf(some)).toEqual(SIX.keys());
  expect(tenant.asked).toEqual(["page", "list"]);
});

it("numbers that are fewer than the list has pages are asked for one by one, after its first page has told", async () => {
  const tenant = new AskedTenant(SIX);
  tenant.pages = 40;
  await tenant.view.look(SIX);
  expect(tenant.asked).toEqual(["page", ...SIX]);
});

it("so many numbers that the list is read for them wait for no others who ask", async () => {
  const tenant = new AskedTenant(THIRTY);
  const begun = tenant.clock.now();
  await tenant.view.look(THIRTY);
  expect(tenant.asked).toEqual(["page", "list"]);
  expect(tenant.clock.now()).toBe(begun);
});

it("looks of many allocations that begin at the same moment are one look", async () => {
  const tenant = new AskedTenant(THIRTY);
  await Promise.all([...THIRTY].map((phoneNumber) => tenant.view.look(NumberSet.of(phoneNumber))));
  expect(tenant.asked).toEqual(["page", "list"]);
});

it("a few numbers that a list does not show are confirmed by a GET each: one that answers is there", async () => {
  const tenant = new AskedTenant(THIRTY);
  tenant.unlisted.add(A);
  tenant.drop(NumberSet.of("+61395556929"));
  const rows = await tenant.view.lookConfirmed(THIRTY);
  expect(keysOf(rows)).toEqual(["+61395556900..+61395556928"]);
  expect(tenant.asked).toEqual(["page", "list", A, "+61395556929"]);
});

const FOUR = [...THIRTY].slice(0, 4);

it.each(FOUR)(
  "four numbers that two lists do not show are asked for one by one: %s, which alone is there, is found",
  async (left) => {
    const others = THIRTY.minus(NumberSet.of(...FOUR));
    const tenant = new AskedTenant(others.union(NumberSet.of(left)));
    tenant.unlisted.add(left);
    await tenant.view.look(others);
    expect(keysOf(await tenant.view.lookConfirmed(NumberSet.of(...FOUR)))).toEqual([left]);
    expect(tenant.asked).toEqual(["page", "list", ...FOUR]);
  },
);

it("many numbers that a list does not show are confirmed by a second list and three GETs, and by no more where these agree", async () => {
  const tenant = new AskedTenant(NumberSet.of(A));
  const rows = await tenant.view.lookConfirmed(THIRTY);
  expect(keysOf(rows)).toEqual([A]);
  const [page, list, second, ...gets] = tenant.asked;
  expect([page, list, second]).toEqual(["page", "list", "list"]);
  expect(gets).toHaveLength(3);
});

it.each(["lookForgetting", "lookConfirmed"] as const)(
  "the list is known to be wrong where it lacks a number that %s finds all the same",
  async (look) => {
    const tenant = new AskedTenant(SIX);
    await tenant.view[look](SIX);
    expect(tenant.view.isListWrong).toBe(false);
    const again = new AskedTenant(SIX);
    again.unlisted.add(A);
    expect(keysOf(await again.view[look](SIX))).toEqual(SIX.keys());
    expect(again.view.isListWrong).toBe(true);
  },
);

it("all numbers that a list does not show are asked for one by one where a GET of the sample finds one", async () => {
  const tenant = new AskedTenant(THIRTY);
  for (const phoneNumber of THIRTY) tenant.unlisted.add(phoneNumber);
  expect(keysOf(await tenant.view.lookConfirmed(THIRTY))).toEqual(THIRTY.keys());
  expect(tenant.asked.filter((what) => what.startsWith("+")).sort()).toEqual([...THIRTY]);
});

it("all numbers that a list does not show are asked for one by one where the list moved while it was read", async () => {
  const tenant = new AskedTenant(NumberSet.of(A));
  tenant.isRestless = true;
  await tenant.view.lookConfirmed(SIX);
  expect(tenant.asked).toEqual(["page", "list", "list", ...[...SIX].slice(1)]);
});

it("an absence that has been confirmed is not confirmed again", async () => {
  const tenant = new AskedTenant(NumberSet.of(A));
  await tenant.view.lookConfirmed(THIRTY);
  const before = tenant.asked.length;
  await tenant.view.lookConfirmed(THIRTY);
  expect(tenant.asked).toHaveLength(before);
});

it("numbers that single GETs deny, all of them, are there where the list's first page shows them", async () => {
  const tenant = new AskedTenant(NumberSet.of(A));
  const found = tenant.held.get(A);
  tenant.drop(NumberSet.of(A));
  expect(keysOf(await tenant.view.lookConfirmed(NumberSet.of(A)))).toEqual([]);
  if (found !== undefined) tenant.held.set(A, found);
  expect(keysOf(await tenant.view.lookDoubting(NumberSet.of(A)))).toEqual([A]);
  expect(tenant.asked).toEqual([A, "page"]);
});

it("released numbers are gone and uploaded ones are there without another request", async () => {
  const tenant = new AskedTenant(THIRTY);
  await tenant.view.look(THIRTY);
  tenant.view.recordReleased(SIX);
  expect(keysOf(await tenant.view.look(THIRTY))).toEqual(["+61395556906..+61395556929"]);
  const row = tenant.held.get(A);
  tenant.view.recordUploaded(new Map(row === undefined ? [] : [[A, toRow(row)]]));
  expect(keysOf(await tenant.view.look(SIX))).toEqual([A]);
  expect(tenant.asked).toEqual(["page", "list"]);
});

it("a list that was begun before a write does not undo it", async () => {
  const tenant = new AskedTenant(THIRTY);
  const looking = tenant.view.look(THIRTY);
  while (!tenant.asked.includes("list")) await Promise.resolve();
  tenant.view.recordReleased(NumberSet.of(A));
  await looking;
  expect(keysOf(await tenant.view.look(THIRTY))).toEqual(["+61395556901..+61395556929"]);
});

it("numbers are read anew after a write and before a release: few by GETs, many by a list that is not old", async () => {
  const tenant = new AskedTenant(THIRTY);
  await tenant.view.look(THIRTY);
  tenant.drop(NumberSet.of(A));
  expect(keysOf(await tenant.view.lookAgain(NumberSet.of(A)))).toEqual([]);
  await tenant.view.lookBeforeRelease(THIRTY);
  expect(tenant.asked).toEqual(["page", "list", A]);

  tenant.advance(10 * 60_000);
  await tenant.view.lookBeforeRelease(THIRTY);
  expect(tenant.asked.slice(3)).toContain("list");
});

it("a tenant that lists nothing is told from its first page alone", async () => {
  const tenant = new AskedTenant(NumberSet.empty);
  expect(await tenant.view.listsNothing()).toBe(true);
  expect(tenant.asked).toEqual(["page"]);
});

describe("the laws of a look", () => {
  const numbers = [...THIRTY];
  const some = fc.subarray(numbers).map((chosen) => NumberSet.fromNumbers(chosen));

  it("a confirmed look shows nothing that is not there, and misses nothing where at most three are missing from the list", async () => {
    await fc.assert(
      fc.asyncProperty(some, some, fc.integer({ min: 1, max: 50 }), async (held, wanted, pages) => {
        const tenant = new AskedTenant(held);
        tenant.pages = pages;
        for (const phoneNumber of [...held].slice(0, 2)) tenant.unlisted.add(phoneNumber);
        const found = NumberSet.fromNumbers((await tenant.view.lookConfirmed(wanted)).keys());
        expect(found.minus(held.intersect(wanted)).keys()).toEqual([]);
        const unlisted = NumberSet.fromNumbers(tenant.unlisted).intersect(wanted);
        if (wanted.minus(held).union(unlisted).size <= 3)
          expect(found.keys()).toEqual(held.intersect(wanted).keys());
      }),
    );
  });

  it("a look never asks for more single numbers than are wanted, and reads the list once at the most", async () => {
    await fc.assert(
      fc.asyncProperty(some, fc.array(some, { maxLength: 5 }), async (held, looks) => {
        const tenant = new AskedTenant(held);
        for (const wanted of looks) {
          const rows = await tenant.view.look(wanted);
          expect(keysOf(rows)).toEqual(wanted.intersect(held).keys());
        }
        const gets = tenant.asked.filter((what) => what.startsWith("+"));
        expect(new Set(gets).size).toBe(gets.length);
        expect(tenant.asked.filter((what) => what === "list").length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
