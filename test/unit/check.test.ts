import { checkAllocation } from "../../provider/allocation/check";
import type { Context } from "../../provider/allocation/context";
import { importedId } from "../../provider/allocation/imported-id";
import { UNKNOWN } from "../../provider/allocation/unknown";
import type { Checked, Values } from "../../provider/common/operations";
import { NumberSet } from "../../provider/numbers/number-set";
import { OTHER_TENANT } from "../support/default-seed";
import { useRunFolder } from "./asked-context";
import { type AskedTenant, BASE_URL } from "./asked-tenant";
import { openPreview } from "./preview";
import { INPUTS, TENANT } from "./situations";

const [A, B] = ["+61395556900", "+61395556901"];
const URN = "urn:pulumi:dev::test::a:b:C::desks";
const OTHERS = "urn:pulumi:dev::test::a:b:C::others";
const TOLL_FREE = "+18005550100";
const { ignoresDrift: _, numbers: __, ...SETTINGS } = INPUTS;

useRunFolder();

let tenant: AskedTenant;
let context: Context;
let told: string[];
beforeEach(() => {
  ({ tenant, context, told } = openPreview(NumberSet.empty));
});

/** Of a declaration with these inputs, beside the settings. */
function check(inputs: Values, olds: Values = {}): Promise<Checked> {
  const values = { ...SETTINGS, ...inputs };
  return checkAllocation(context, olds, { values, urn: URN, isSecret: false, ignoresDrift: false });
}

async function reasons(inputs: Values, olds: Values = {}): Promise<string[]> {
  return (await check(inputs, olds)).failures.map(({ reason }) => reason);
}

it("the check of a declaration makes the two lists one canonical set, and keeps none beside a failure or where a number is not known yet", async () => {
  const numbersOf = async (inputs: Values) => (await check(inputs)).inputs.numbers;
  expect(await numbersOf({ phoneNumbers: [B, A] })).toEqual({ [`${A}..${B}`]: 2 });
  expect(await numbersOf({ phoneNumbers: [A, UNKNOWN] })).toBe(UNKNOWN);
  expect(await numbersOf({ numbers: UNKNOWN })).toBe(UNKNOWN);
  expect(await numbersOf({ phoneNumbers: [A, "5"] })).toBeUndefined();
});

it("the check of a declaration tells all failures at once up to fifty, and of more how many", async () => {
  const typos = (count: number) => Array.from({ length: count }, (___, index) => `wrong ${index}`);
  expect(await reasons({ phoneNumbers: typos(50), adoptExistng: true })).toHaveLength(51);
  const shortened = await reasons({ phoneNumbers: typos(62) });
  expect(shortened).toHaveLength(51);
  expect(shortened.at(-1)).toContain("and 12 more of this kind");
});

it("the check of a declaration does not ask the plan of numbers that have passed before, but where their usage or country has changed", async () => {
  const settings = { usage: "FirstPartyAppAssignment", country: "US" };
  const olds = { ...SETTINGS, ...settings, numbers: { [TOLL_FREE]: 1 } };
  const again = (change: Values) => reasons({ ...settings, phoneNumbers: [TOLL_FREE], ...change }, olds);
  expect(await again({})).toEqual([]);
  expect(await again({ usage: "CallingUserAssignment" })).toEqual([expect.stringContaining("is toll-free")]);
  expect(await again({ country: undefined })).toEqual([expect.stringContaining("needs country")]);
});

it("the check of a declaration refuses a number that another allocation of the run declares, and names that one", async () => {
  const theirs = { urn: OTHERS, platform: BASE_URL, tenant: OTHER_TENANT, numbers: { [B]: 1 } };
  context.ledger.add({ fact: "declares", ...theirs, isChecked: true });
  expect(await reasons({ phoneNumbers: [A, B] })).toEqual([
    expect.stringContaining(`${B} is also declared by "others"`),
  ]);
});

it("the check of a declaration tells the way out where the state has a number in two allocations, by the command that undoes an import", async () => {
  const place = { platform: BASE_URL, tenant: TENANT };
  const theirs = { urn: OTHERS, ...place, numbers: { [B]: 1 } };
  context.ledger.add({ fact: "declares", ...theirs, isChecked: true });
  context.ledger.add({ fact: "holds", ...theirs, id: "created", urnBy: "outputs" });
  const olds = { ...SETTINGS, numbers: { [A]: 1, [B]: 1 } };
  const inBoth =
    /The state has it in both: take it out of one of them in the program; the other keeps it, and nothing is released/;
  expect(await reasons({ phoneNumbers: [A, B] }, olds)).toEqual([expect.stringMatching(inBoth)]);
  const id = importedId(TENANT, NumberSet.of(B));
  context.ledger.add({ fact: "holds", ...theirs, id, urnBy: "outputs" });
  expect(await reasons({ phoneNumbers: [A, B] }, olds)).toEqual([
    expect.stringContaining(`pulumi state delete --force '${OTHERS}'`),
  ]);
});

it("the check of a declaration tells the run and those that come after it what is declared, as far as it is known", async () => {
  const declare = jest.spyOn(context.outlook, "declare").mockReturnValue();
  await check({ phoneNumbers: [A], msTenantId: UNKNOWN });
  const declared = { urn: URN, platform: BASE_URL, tenant: undefined };
  expect(context.claims.declared({ platform: BASE_URL })).toMatchObject([{ ...declared, isChecked: true }]);
  expect(declare.mock.calls).toEqual([[{ ...declared, numbers: { [A]: 1 } }]]);
  expect([...context.checked]).toEqual([URN]);
});

it("the check of a declaration tells the run what the old inputs say that the allocation holds", async () => {
  await check({ phoneNumbers: [B] }, { ...SETTINGS, numbers: { [A]: 1 } });
  const held = context.claims.held({ platform: BASE_URL, tenant: TENANT });
  expect(held.map(({ by, numbers }) => [by.id, numbers.keys()])).toEqual([[undefined, [A]]]);
});

it("numbers that are new to a declaration are looked up, those that it had before are not; only an allocation that is new is foretold here", async () => {
  await check({ phoneNumbers: [A, B] });
  expect([tenant.asked.sort(), told]).toEqual([[A, B], ["uploads 2"]]);
  ({ tenant, context, told } = openPreview(NumberSet.empty));
  await check({ phoneNumbers: [A, B] }, { ...SETTINGS, numbers: { [A]: 1 } });
  expect([tenant.asked, told]).toEqual([[B], []]);
});

it("numbers that are new to a declaration are refused where they are in the tenant already, and foretold to be taken over where that is allowed", async () => {
  tenant.hold(NumberSet.of(A));
  const { failures } = await check({ phoneNumbers: [A, B] });
  expect(failures).toMatchObject([{ code: "already_there", property: "" }]);
  expect(failures[0]?.reason).toContain(A);
  expect(told).toEqual([]);
  expect(await reasons({ phoneNumbers: [A, B], adoptExisting: true })).toEqual([]);
  expect(told[0]).toContain("takes over 1 of 2 numbers already in the tenant");
});

it("numbers that are new to a declaration are taken over without a warning from another allocation of the stack: nothing comes under its care that was not", async () => {
  tenant.hold(NumberSet.of(A));
  const theirs = { urn: OTHERS, platform: BASE_URL, tenant: TENANT, numbers: { [A]: 1 } };
  context.ledger.add({ fact: "holds", id: "other", ...theirs, urnBy: "outputs" });
  expect(await reasons({ phoneNumbers: [A] })).toEqual([]);
  expect(told).toEqual(['takes over 1 from "others"']);
});

it("numbers that are new to a declaration are a warning, and foretold as uploads, where they are just leaving the tenant", async () => {
  tenant.hold(NumberSet.of(A));
  for (const [number, row] of tenant.held)
    tenant.held.set(number, { ...row, acquiredNumberStatus: "ReleaseRequested" });
  expect(await reasons({ phoneNumbers: [A] })).toEqual([]);
  expect(told).toEqual([expect.stringContaining(`${A}: ReleaseRequested`), "uploads 1"]);
});

it("numbers that are new to a declaration are not looked up with a tenant that is not known yet, and yet foretold", async () => {
  await check({ phoneNumbers: [A, B], msTenantId: UNKNOWN });
  expect([tenant.asked, told]).toEqual([[], ["uploads 2"]]);
});
