import type { Context } from "../../provider/allocation/context";
import { diffAllocation } from "../../provider/allocation/diff";
import { operationsOf } from "../../provider/allocation/operations-of";
import { UNKNOWN } from "../../provider/allocation/unknown";
import { NumberSet } from "../../provider/numbers/number-set";
import { parseState } from "../../provider/state/state";
import { OTHER_PROFILE, OTHER_TENANT } from "../support/default-seed";
import { useRunFolder } from "./asked-context";
import { type AskedTenant, BASE_URL } from "./asked-tenant";
import { openPreview } from "./preview";
import { INPUTS, TENANT } from "./situations";

const [A, B] = ["+61395556900", "+61395556901"];
const BOTH = NumberSet.of(A, B);
const URN = "urn:pulumi:dev::test::a:b:C::desks";
const DESKS = { id: "id", urn: URN, platform: BASE_URL, tenant: TENANT, isSecret: false };
const { ignoresDrift: _, ...DECLARED } = { ...INPUTS, numbers: BOTH.toCanonical() };

useRunFolder();

let tenant: AskedTenant;
let context: Context;
let told: string[];
beforeEach(() => {
  ({ tenant, context, told } = openPreview(BOTH));
  context.checked.add(URN);
  context.ledger.add({
    fact: "declares",
    urn: URN,
    platform: BASE_URL,
    tenant: TENANT,
    numbers: DECLARED.numbers,
  });
});

/** Of a state that has both numbers, and more, and a declaration of both that differs so. */
function diff(more: object, differences: object = {}, { ignoresDrift = false } = {}) {
  const state = parseState({ ...DECLARED, __platform: BASE_URL, ...more });
  const values = { ...DECLARED, ...differences };
  return diffAllocation(context, DESKS, { state, news: { values, urn: URN, isSecret: false, ignoresDrift } });
}

/** What the run knows that this allocation is to release. */
function planned(): string[] {
  return NumberSet.unionAll(context.claims.given(DESKS).map((one) => one.planned)).keys();
}

it("the diff of an allocation finds nothing to do where the state is as declared, and asks nobody", async () => {
  const found = await diff({});
  expect(found).toEqual({ changes: false, replaces: [], deleteBeforeReplace: false });
  expect([tenant.asked, told]).toEqual([[], []]);
});

it.each([
  ["numbers are on their way", { numbers: { [A]: 1 }, pending: { [B]: 1 } }, { numbers: { [A]: 1 } }],
  ["numbers were held back for this run", { __leaving: { "+61395556905": 1 } }, {}],
  ["another allocation never took what it was left", { __handedOver: { "+61395556905": 1 } }, {}],
])(
  "the diff of an allocation finds work where %s, though no input differs",
  async (__, more, differences) => {
    expect(await diff(more, differences)).toMatchObject({ changes: true });
  },
);

it("the diff of an allocation finds work where what is on its way is declared by another allocation, to which it is to be left", async () => {
  const theirs = { urn: "urn:others", platform: BASE_URL, tenant: TENANT, numbers: { [B]: 1 } };
  context.ledger.add({ fact: "declares", ...theirs });
  const found = await diff({ numbers: { [A]: 1 }, pending: { [B]: 1 } }, { numbers: { [A]: 1 } });
  expect([found.changes, planned()]).toEqual([true, []]);
});

it("the diff of an allocation finds no work where another allocation has taken what it was left", async () => {
  const theirs = { urn: "urn:others", platform: BASE_URL, tenant: TENANT, numbers: { "+61395556905": 1 } };
  context.ledger.add({ fact: "holds", id: "other", ...theirs, urnBy: "outputs" });
  expect(await diff({ __handedOver: { "+61395556905": 1 } })).toMatchObject({ changes: false });
});

it.each([
  ["drift", { drift: { [A]: "missing" } }, {}],
  ["other numbers", {}, { numbers: { [A]: 1 } }],
  ["a setting", {}, { usage: "ConferenceAssignment" }],
  ["what is recorded only", {}, { ticketId: "CHG-1" }],
])("the diff of an allocation leaves it to the engine to show %s", async (__, more, differences) => {
  expect(await diff(more, differences)).toEqual({
    ...{ changes: undefined, replaces: [], deleteBeforeReplace: false },
  });
});

it("the diff of an allocation replaces for another tenant alone, and has the old resource deleted first", async () => {
  expect(await diff({}, { msTenantId: OTHER_TENANT })).toEqual({
    ...{ changes: undefined, replaces: ["msTenantId"], deleteBeforeReplace: true },
  });
});

it("the diff of an allocation foretells nothing of drift that is ignored, also where a change of settings has not come to all numbers", async () => {
  const drift = { [A]: "not changed yet: callingProfile" };
  const found = await diff(
    { drift, __settingsBefore: { callingProfile: OTHER_PROFILE } },
    {},
    { ignoresDrift: true },
  );
  expect(found).toMatchObject({ changes: false });
  expect([planned(), told]).toEqual([[], []]);
});

it("the diff of an allocation takes back what was planned while too little was known of the declaration", async () => {
  await diff({}, { msTenantId: UNKNOWN });
  expect(planned()).toEqual([`${A}..${B}`]);
  await diff({});
  expect(planned()).toEqual([]);
});

it("the diff of an allocation refuses the state of another platform before anything is asked", async () => {
  const asked = diff({ __platform: "https://other.example.com/tenantui" });
  await expect(asked).rejects.toMatchObject({ code: "other_platform" });
  expect(tenant.asked).toEqual([]);
});

it("the diff of an allocation tells the run, and those that come after it, that the allocation goes on under the URN of its declaration, which in a refresh nobody knows", async () => {
  const isLive = () => context.claims.held({ platform: BASE_URL, urn: URN }).map((one) => one.isLive);
  const see = jest.spyOn(context.outlook, "see").mockReturnValue();
  context.checked.clear();
  await diff({});
  expect([isLive(), see.mock.calls]).toEqual([[false], []]);
  context.checked.add(URN);
  await diff({});
  expect([isLive(), see.mock.calls]).toEqual([[true], [["id", URN]]]);
});

it("the diff of an allocation finds work where a list has become secret, or is no longer, though no input differs", async () => {
  const values = { ...DECLARED, __platform: BASE_URL };
  const open = { values, urn: URN, isSecret: false, ignoresDrift: false };
  const operations = operationsOf(context);
  const changes = async (was: boolean, is: boolean) =>
    (await operations.diff("id", { ...open, isSecret: was }, { ...open, isSecret: is })).changes;
  expect([await changes(false, false), await changes(true, true)]).toEqual([false, false]);
  expect([await changes(false, true), await changes(true, false)]).toEqual([true, true]);
});

it("the diff of an allocation plans and foretells nothing in a refresh, which changes nothing", async () => {
  context.checked.clear();
  expect(await diff({ __leaving: { "+61395556905": 1 } })).toMatchObject({ changes: false });
  expect([planned(), told]).toEqual([[], []]);
});
