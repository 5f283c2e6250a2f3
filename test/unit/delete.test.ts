import type { Context } from "../../provider/allocation/context";
import { deleteAllocation } from "../../provider/allocation/delete";
import { NumberSet } from "../../provider/numbers/number-set";
import { parseState } from "../../provider/state/state";
import { NOTHING_RELEASED } from "../../provider/writes/released";
import { contextOf, useRunFolder } from "./asked-context";
import { AskedTenant, BASE_URL } from "./asked-tenant";
import { INPUTS, TENANT } from "./situations";

const [A, B] = ["+61395556900", "+61395556901"];
const BOTH = NumberSet.of(A, B);
const URN = "urn:pulumi:dev::test::a:b:C::desks";
const PLACE = { urn: URN, platform: BASE_URL, tenant: TENANT };
const OTHERS = { ...PLACE, urn: "urn:pulumi:dev::test::a:b:C::others" };

useRunFolder();

let context: Context;
let released: NumberSet;
beforeEach(() => {
  context = contextOf(new AskedTenant(BOTH));
  released = NumberSet.empty;
  jest.spyOn(context.writes(TENANT).releases, "write").mockImplementation(({ numbers }) => {
    released = released.union(numbers);
    return Promise.resolve([{ ...NOTHING_RELEASED, released: numbers }]);
  });
});

/** Of a state that has both numbers, and more. */
function remove(more: object = {}): Promise<void> {
  const state = parseState({ ...INPUTS, numbers: BOTH.toCanonical(), __platform: BASE_URL, ...more });
  return deleteAllocation(context, { ...PLACE, id: "id", isSecret: false }, state);
}

function heldById(): Map<string | undefined, string[]> {
  const held = context.claims.held({ platform: BASE_URL, tenant: TENANT });
  return new Map(held.map(({ by, numbers }) => [by.id, numbers.keys()]));
}

it("the delete of an allocation releases its numbers, and tells the run and those that come after it that it holds none any more", async () => {
  const forget = jest.spyOn(context.outlook, "forget").mockReturnValue();
  await remove();
  expect(released.keys()).toEqual([`${A}..${B}`]);
  expect(heldById().get("id")).toEqual([]);
  expect(forget).toHaveBeenCalledWith("id", URN);
});

it("the delete of an allocation releases no number of the resource that has been created in its place", async () => {
  context.ledger.add({ fact: "holds", id: "new", ...PLACE, numbers: {}, urnBy: "program" });
  context.ledger.add({ fact: "declares", ...PLACE, numbers: { [A]: 1 } });
  await remove();
  expect(released.keys()).toEqual([B]);
});

it("the delete of an allocation leaves what another allocation declares to that one, for whom the next run finds it where this one does not take it over", async () => {
  context.ledger.add({ fact: "holds", id: "id", ...PLACE, numbers: BOTH.toCanonical(), urnBy: "program" });
  context.ledger.add({ fact: "declares", ...OTHERS, numbers: { [B]: 1 } });
  const leave = jest.spyOn(context.journal, "leave");
  await remove();
  expect(released.keys()).toEqual([A]);
  expect(leave.mock.calls.map(([, { numbers }]) => numbers)).toEqual([{ [B]: 1 }]);
  expect(heldById().get("id")).toEqual([B]);
});

it("the delete of an allocation notes nothing for the next run where the other allocation holds what is left to it", async () => {
  context.ledger.add({ fact: "holds", id: "other", ...OTHERS, numbers: { [B]: 1 }, urnBy: "program" });
  context.ledger.add({ fact: "declares", ...OTHERS, numbers: { [B]: 1 } });
  const leave = jest.spyOn(context.journal, "leave");
  await remove();
  expect([released.keys(), leave.mock.calls]).toEqual([[A], []]);
});

it("the delete of an allocation releases its numbers also where no constructor tells what is declared: it comes when the program has ended", async () => {
  context.ledger.programPhase = undefined;
  context.ledger.add({ fact: "declares", ...OTHERS, numbers: { "+61395556905": 1 }, isChecked: true });
  await remove();
  expect(released.keys()).toEqual([`${A}..${B}`]);
});

it("the delete of an allocation releases nothing where the program may declare the numbers in allocations that this run is not shown", async () => {
  context.ledger.programPhase = undefined;
  context.ledger.remembered = [{ id: "other", urn: OTHERS.urn }];
  context.ledger.add({ fact: "asked" });
  await expect(remove()).rejects.toMatchObject({ code: "targeted" });
  expect(released.isEmpty).toBe(true);
});

it("the delete of an allocation fails where a number whose upload's answer was lost may still arrive, so that the resource stays in the state", async () => {
  const lostAt = new Date(context.clock.now() - 60_000).toISOString();
  const removed = remove({ pending: { "+61395556905": 1 }, __lostAt: lostAt });
  await expect(removed).rejects.toMatchObject({
    ...{ code: "not_all_released", notDone: { on_their_way: "+61395556905" } },
  });
  expect(released.keys()).toEqual([`${A}..${B}`]);
});

it("the delete of an allocation asks nobody where its numbers are on another platform", async () => {
  const removed = remove({ __platform: "https://other.example.com/tenantui" });
  await expect(removed).rejects.toMatchObject({ code: "other_platform" });
  expect(released.isEmpty).toBe(true);
});
