import type { Context } from "../../provider/allocation/context";
import { readAllocation } from "../../provider/allocation/read";
import { NumberSet } from "../../provider/numbers/number-set";
import { parseState } from "../../provider/state/state";
import { OTHER_TENANT } from "../support/default-seed";
import { contextOf, useRunFolder } from "./asked-context";
import { AskedTenant, BASE_URL } from "./asked-tenant";
import { INPUTS, TENANT } from "./situations";

const [A, B] = ["+61395556900", "+61395556901"];
const BOTH = NumberSet.of(A, B);
const THIRTY = NumberSet.of("+61395556900..+61395556929");
const PLACE = { urn: "urn:pulumi:dev::test::a:b:C::desks", platform: BASE_URL, tenant: TENANT };

useRunFolder();

let tenant: AskedTenant;
let context: Context;

function hold(numbers: NumberSet): void {
  tenant = new AskedTenant(numbers);
  context = contextOf(tenant);
}

beforeEach(() => {
  hold(BOTH);
});

/** Of a state that has the first number, and more. */
function read(more: object = {}) {
  const state = parseState({ ...INPUTS, numbers: { [A]: 1 }, __platform: BASE_URL, ...more });
  return readAllocation(context, { ...PLACE, id: "id" }, state);
}

it("the read of an allocation keeps what a state alone knows: its last task, what an upload has not cured, where a change of settings has not come", async () => {
  const found = await read({
    ...{ taskId: "wup_1", drift: { [A]: "not changed yet: location" }, location: "perth" },
    ...{ __settingsBefore: { location: "sydney" }, __uncured: { [B]: "lacks Mobile" } },
  });
  expect(found).toMatchObject({
    taskId: "wup_1",
    drift: [{ drift: { kind: "not changed yet", properties: ["location"] } }],
    earlierSettings: [{ settings: { location: "sydney" }, doubtful: ["location"] }],
  });
  const lacking = { capabilities: [...INPUTS.capabilities, "Mobile"], __uncured: { [A]: "lacks Mobile" } };
  expect(await read(lacking)).toMatchObject({ drift: [], uncured: [{ drift: { kind: "lacks" } }] });
});

it("the read of an allocation takes what it sees of the pending numbers for its own, and no number that another tenant has", async () => {
  const C = "+61395556905";
  hold(NumberSet.of(A, B, C));
  for (const [number, row] of tenant.held)
    if (number === C) tenant.held.set(C, { ...row, tenantId: OTHER_TENANT });
  const found = await read({ pending: { [B]: 1, [C]: 1 }, __pendingTasks: ["wup_1"] });
  expect([found?.numbers.keys(), found?.sent.numbers.keys()]).toEqual([[`${A}..${B}`], [C]]);
});

it("the read of an allocation is not gone while numbers of it may be on their way", async () => {
  hold(NumberSet.of("+61395557000"));
  const found = await read({ pending: { [B]: 1 }, __pendingTasks: ["wup_1"] });
  expect([found?.drift.map(({ drift }) => drift.kind), found?.sent.numbers.keys()]).toEqual([
    ["missing"],
    [B],
  ]);
  expect(await read()).toBeUndefined();
});

it("the read of an allocation answers for what it has left or held back until another allocation has it", async () => {
  const owed = { __handedOver: { [B]: 1 }, __leaving: { "+61395556902": 1 } };
  const keys = async () => {
    const found = await read(owed);
    return [found?.handedOver.keys(), found?.heldBack.keys()];
  };
  expect(await keys()).toEqual([[B], ["+61395556902"]]);
  const theirs = { ...PLACE, urn: "urn:others", numbers: { [B]: 1 } };
  context.ledger.add({ fact: "holds", id: "other", ...theirs, urnBy: "outputs" });
  expect(await keys()).toEqual([[], ["+61395556902"]]);
});

it("the read of an allocation believes no list that lacks numbers, but their own GETs; nor GETs that deny all of them, where the list shows them", async () => {
  hold(THIRTY);
  tenant.unlisted.add(B);
  const ofThirty = await read({ numbers: THIRTY.toCanonical() });
  expect([tenant.asked.includes("list"), ofThirty?.drift]).toEqual([true, []]);
  hold(BOTH);
  jest.spyOn(tenant.api, "getNumber").mockResolvedValue(undefined);
  expect((await read())?.drift).toEqual([]);
});

it("the read of an allocation stops where so much is missing that somebody has to say that it is true", async () => {
  hold(NumberSet.of("+61395556900..+61395556909"));
  await expect(read({ numbers: THIRTY.toCanonical() })).rejects.toMatchObject({ code: "loss" });
});

it("the read of an allocation asks nobody where its numbers are on another platform", async () => {
  const asked = read({ __platform: "https://other.example.com/tenantui" });
  await expect(asked).rejects.toMatchObject({ code: "other_platform" });
  expect(tenant.asked).toEqual([]);
});
