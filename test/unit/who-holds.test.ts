import { awaitDeclarations } from "../../provider/allocation/await-declarations";
import { deleteAllocation } from "../../provider/allocation/delete";
import { readAllocation } from "../../provider/allocation/read";
import { ofStack, situationOf } from "../../provider/allocation/situation";
import { stillHeldElsewhere } from "../../provider/allocation/still-held-elsewhere";
import { NumberSet } from "../../provider/numbers/number-set";
import { NOTHING_SENT } from "../../provider/run/sent";
import { parseState } from "../../provider/state/state";
import { NOTHING_RELEASED } from "../../provider/writes/released";
import { OTHER_TENANT } from "../support/default-seed";
import { contextOf, useRunFolder } from "./asked-context";
import { AskedTenant, BASE_URL } from "./asked-tenant";
import { INPUTS, TENANT, rowOf } from "./situations";

const [A, B] = ["+61395556900", "+61395556901"];
const BOTH = NumberSet.of(A, B);
const place = { urn: "urn:pulumi:dev::test::a:b:C::desks", platform: BASE_URL, tenant: TENANT };

useRunFolder();

/** An allocation of another tenant that holds both numbers, of which the second is still on its way there. */
function heldByAnother(tenant: AskedTenant) {
  const context = contextOf(tenant);
  const theirs = { urn: "urn:others", platform: BASE_URL, tenant: OTHER_TENANT };
  const sent = { numbers: { [B]: 1 }, tasks: ["wup_1"] };
  context.ledger.add({
    ...{ fact: "holds", id: "other", ...theirs, numbers: BOTH.toCanonical(), sent, urnBy: "outputs" },
  });
  context.ledger.add({ fact: "declares", ...theirs, numbers: {} });
  return { context, theirs };
}

it("a number that is on its way to another tenant is held there, though that tenant does not show it", async () => {
  const { context } = heldByAnother(new AskedTenant(NumberSet.empty));
  expect((await stillHeldElsewhere(context, place, BOTH)).numbers.keys()).toEqual([B]);
});

it("a release in another tenant of the run has five seconds to begin, and is waited for when it has", async () => {
  const tenant = new AskedTenant(NumberSet.empty);
  const { context, theirs } = heldByAnother(tenant);
  const since = tenant.clock.now();
  await stillHeldElsewhere(context, place, BOTH);
  expect(tenant.clock.now() - since).toBeGreaterThanOrEqual(5_000);
  expect(tenant.clock.now() - since).toBeLessThan(6_000);
  const numbers = BOTH.toCanonical();
  context.ledger.add({ fact: "gives", id: "other", ...theirs, numbers, phase: "begun" });
  const again = tenant.clock.now();
  await stillHeldElsewhere(context, place, BOTH);
  expect(tenant.clock.now() - again).toBeGreaterThan(60_000);
});

it("what an allocation that is gone has left to another one is the stack's, where a number is there to be judged by it", () => {
  const context = contextOf(new AskedTenant(BOTH));
  const left = jest.spyOn(context.journal, "left").mockReturnValue(NumberSet.of(A));
  expect(ofStack(context, place, new Map([[A, rowOf(A)]])).heldByStack.keys()).toEqual([A]);
  expect(ofStack(context, place, new Map()).heldByStack.isEmpty).toBe(true);
  expect(left).toHaveBeenCalledTimes(1);
});

it("an allocation whose own numbers are gone is read as gone, unless it has left others that nobody has taken", async () => {
  const context = contextOf(new AskedTenant(NumberSet.of("+61395557000")));
  const read = (more: object) =>
    readAllocation(
      context,
      { ...place, id: "id" },
      parseState({ ...INPUTS, numbers: { [A]: 1 }, __platform: BASE_URL, ...more }),
    );
  expect(await read({})).toBeUndefined();
  expect((await read({ __handedOver: { [B]: 1 } }))?.handedOver.keys()).toEqual([B]);
});

it("nothing is known to be free of a program that has stopped with an error before it had declared all", async () => {
  const context = contextOf(new AskedTenant(BOTH));
  context.ledger.add({ fact: "declares", ...place, numbers: { [A]: 1 } });
  expect((await awaitDeclarations(context, place, BOTH)).isKnown).toBe(true);
  context.ledger.add({ fact: "program", phase: "failed" });
  await expect(awaitDeclarations(context, place, BOTH)).rejects.toMatchObject({ code: "broken_off" });
});

it("a change of a setting that the platform does not show goes on where it had not come to a number", async () => {
  const context = contextOf(new AskedTenant(BOTH));
  const settings = { ...INPUTS, location: "perth" };
  const drift = { [B]: "not changed yet: location" };
  const { resets } = await situationOf(context, {
    allocation: { ...place, id: "id", isSecret: false },
    ...{ from: parseState({ ...settings, numbers: BOTH.toCanonical(), drift }), own: BOTH },
    ...{ to: { ...settings, numbers: BOTH }, wanted: BOTH, sent: NOTHING_SENT },
    earlier: { pending: NOTHING_SENT, unanswered: NOTHING_SENT, missing: NumberSet.empty, reasons: [] },
  });
  expect(resets.keys()).toEqual([B]);
});

it("a destroy releases what an earlier run has held back, and only names what it has left to another allocation", async () => {
  const released = async (more: object) => {
    const context = contextOf(new AskedTenant(BOTH));
    const write = jest.spyOn(context.writes(TENANT).releases, "write");
    write.mockImplementation(({ numbers }) => Promise.resolve([{ ...NOTHING_RELEASED, released: numbers }]));
    const state = parseState({ ...INPUTS, numbers: { [A]: 1 }, __platform: BASE_URL, ...more });
    await deleteAllocation(context, { ...place, id: "id", isSecret: false }, state);
    return NumberSet.unionAll(write.mock.calls.map(([{ numbers }]) => numbers)).keys();
  };
  expect(await released({ __leaving: { [B]: 1 } })).toEqual([`${A}..${B}`]);
  expect(await released({ __handedOver: { [B]: 1 } })).toEqual([A]);
});
