import type { Context } from "../../provider/allocation/context";
import { updateAllocation } from "../../provider/allocation/update";
import { NumberSet } from "../../provider/numbers/number-set";
import { type AllocationInputs, parseState } from "../../provider/state/state";
import { NOTHING_RELEASED } from "../../provider/writes/released";
import { contextOf, useRunFolder } from "./asked-context";
import { AskedTenant, BASE_URL } from "./asked-tenant";
import { INPUTS, TENANT } from "./situations";

const [A, B] = ["+61395556900", "+61395556901"];
const BOTH = NumberSet.of(A, B);
const URN = "urn:pulumi:dev::test::a:b:C::desks";
const PLACE = { urn: URN, platform: BASE_URL, tenant: TENANT };

useRunFolder();

let context: Context;
let released: NumberSet;
let told: string[];
beforeEach(() => {
  context = contextOf(new AskedTenant(BOTH));
  released = NumberSet.empty;
  told = [];
  const tell = (_: string, message: string) => void told.push(message);
  Object.assign(context.engine, { info: tell, warn: tell });
  jest.spyOn(context.writes(TENANT).releases, "write").mockImplementation(({ numbers }) => {
    released = released.union(numbers);
    return Promise.resolve([{ ...NOTHING_RELEASED, released: numbers }]);
  });
});

/** From a state that has the first number, and more, to a declaration of that number alone. */
function update(more: object, differences: Partial<AllocationInputs> = {}) {
  const from = parseState({ ...INPUTS, numbers: { [A]: 1 }, __platform: BASE_URL, ...more });
  const to = { ...INPUTS, numbers: NumberSet.of(A), ...differences };
  return updateAllocation(context, { ...PLACE, id: "id", isSecret: false }, { from, to });
}

it("the update of an allocation releases what an earlier run has held back, where no allocation holds it by now", async () => {
  const { numbers, heldBack } = await update({ __leaving: { [B]: 1 } });
  expect([released, numbers, heldBack].map((set) => set.keys())).toEqual([[B], [A], []]);
  expect(told).toEqual([`released 1 (${B})`]);
});

it("the update of an allocation releases what an earlier run has held back also where no constructor tells what is declared: by now the states say it", async () => {
  context.ledger.programPhase = undefined;
  context.ledger.add({ fact: "declares", ...PLACE, numbers: { [A]: 1 }, isChecked: true });
  const { heldBack } = await update({ __leaving: { [B]: 1 } });
  expect([released, heldBack].map((set) => set.keys())).toEqual([[B], []]);
});

it("the update of an allocation leaves to another allocation what that one has taken", async () => {
  const theirs = { ...PLACE, urn: "urn:others", numbers: { [B]: 1 } };
  context.ledger.add({ fact: "holds", id: "other", ...theirs, urnBy: "outputs" });
  const { handedOver } = await update({ __handedOver: { [B]: 1 } });
  expect([released.keys(), handedOver.keys(), told]).toEqual([[], [], []]);
});

it("the update of an allocation says how many numbers it takes over that were in the tenant before", async () => {
  await update({}, { numbers: BOTH, adoptExisting: true });
  expect(told).toEqual(["took over 1 already in the tenant"]);
});

it("the update of an allocation names the numbers that it leaves in the tenant, and who may take them over", async () => {
  const { numbers } = await update({ numbers: BOTH.toCanonical() }, { releaseRemoved: false });
  expect([released.keys(), numbers.keys()]).toEqual([[], [A]]);
  expect(told[0]).toContain(`${B}: no longer held by this allocation and left in tenant ${TENANT}`);
});

it("the update of an allocation says that it holds back what other allocations may declare, of which too little is known", async () => {
  context.ledger.programPhase = undefined;
  context.ledger.add({ fact: "declares", ...PLACE, numbers: { [A]: 1 }, isChecked: true });
  const { numbers, heldBack } = await update({ numbers: BOTH.toCanonical() });
  expect([released, numbers, heldBack].map((set) => set.keys())).toEqual([[], [A], [B]]);
  expect(told).toEqual([expect.stringContaining("1 number is released by the next run")]);
});

it("the update of an allocation asks nobody where its numbers are on another platform", async () => {
  const updated = update({ numbers: BOTH.toCanonical(), __platform: "https://other.example.com/tenantui" });
  await expect(updated).rejects.toMatchObject({ code: "other_platform" });
  expect(released.isEmpty).toBe(true);
});

it("the update of an allocation tells the run what the state holds before it asks who else holds or declares it", async () => {
  jest.spyOn(context, "view").mockImplementation(() => {
    throw new Error("no such tenant");
  });
  await expect(update({ numbers: BOTH.toCanonical() })).rejects.toThrow("no such tenant");
  const held = context.claims.held({ platform: BASE_URL, tenant: TENANT });
  expect(held.map(({ numbers }) => numbers.keys())).toEqual([[`${A}..${B}`]]);
});
