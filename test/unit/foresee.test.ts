import { checkAllocation } from "../../provider/allocation/check";
import type { Context } from "../../provider/allocation/context";
import { diffAllocation } from "../../provider/allocation/diff";
import { foretellNow } from "../../provider/allocation/foretell";
import { NumberSet } from "../../provider/numbers/number-set";
import { parseState } from "../../provider/state/state";
import { OTHER_PROFILE, OTHER_TENANT } from "../support/default-seed";
import { useRunFolder } from "./asked-context";
import { type AskedTenant, BASE_URL } from "./asked-tenant";
import { openPreview } from "./preview";
import { INPUTS, TENANT } from "./situations";

const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"];
const BOTH = NumberSet.of(A, B);
const URN = "urn:pulumi:dev::test::a:b:C::desks";
const PLACE = { urn: URN, platform: BASE_URL, tenant: TENANT };
const { ignoresDrift: _, ...DECLARED } = { ...INPUTS, numbers: BOTH.toCanonical() };

useRunFolder();

let tenant: AskedTenant;
let context: Context;
let told: string[];
beforeEach(() => {
  ({ tenant, context, told } = openPreview(BOTH));
  context.checked.add(URN);
});

/** The diff of a state that has both numbers, and more, and a declaration of both that differs so. */
function foresee(more: object, differences: object = {}, { isSecret = false } = {}) {
  const state = parseState({ ...DECLARED, __platform: BASE_URL, ...more });
  const news = { values: { ...DECLARED, ...differences }, urn: URN, isSecret, ignoresDrift: false };
  return diffAllocation(context, { ...PLACE, id: "id", isSecret }, { state, news });
}

function planned(): string[] {
  return NumberSet.unionAll(context.claims.given(PLACE).map((one) => one.planned)).keys();
}

/** What the tenant shows of a number. */
function show(number: string, differences: object): void {
  const row = tenant.held.get(number);
  if (row !== undefined) tenant.held.set(number, { ...row, ...differences });
}

it("what a preview foresees of an allocation that changes says in one line what becomes of its numbers, and notes what leaves the tenant", async () => {
  await foresee({}, { numbers: { [A]: 1, [C]: 1 } });
  expect([told, planned()]).toEqual([[`uploads 1, releases 1 (${B})`], [B]]);
});

it("what a preview foresees of an allocation that changes counts a repair as a release, but not one of a number that is in use by now", async () => {
  const drift = { [A]: `callingProfile ${OTHER_PROFILE}`, [B]: `callingProfile ${OTHER_PROFILE}` };
  show(A, { callingProfileId: OTHER_PROFILE });
  show(B, { callingProfileId: OTHER_PROFILE, assignmentStatus: "UserAssigned" });
  await foresee({ drift });
  expect(planned()).toEqual([A]);
  expect(told).toEqual(["repairs 1", expect.stringContaining(`an up cannot do this: ${B}`)]);
});

it("what a preview foresees of an allocation that changes waits for what was sent, and does not take it for what it releases", async () => {
  await foresee({ numbers: { [A]: 1 }, pending: { [B]: 1 } });
  expect([told, planned()]).toEqual([["waits for 1 sent earlier"], []]);
});

it("what a preview foresees of an allocation that changes gives new settings only to numbers that are in the tenant", async () => {
  const drift = { [B]: `held by tenant ${OTHER_TENANT}` };
  await foresee({ drift }, { location: "perth" });
  expect(planned()).toEqual([A]);
  expect(told[0]).toBe("gives new settings to 1 (location)");
});

it("what a preview foresees of an allocation that changes releases all of an allocation that moves to another tenant, whatever releaseRemoved says", async () => {
  await foresee({}, { msTenantId: OTHER_TENANT, releaseRemoved: false });
  expect(planned()).toEqual([`${A}..${B}`]);
});

it("what a preview foresees of an allocation that moves to another tenant tells what is uploaded there from what is there already", async () => {
  await foresee({}, { msTenantId: OTHER_TENANT, numbers: { [A]: 1, [C]: 1 } });
  expect(told).toEqual([`uploads 2, releases 2 (${A}..${B})`]);
});

it("what a preview foresees of an allocation whose numbers the platform has moved to its new tenant is that it takes them over, and no upload", async () => {
  show(A, { tenantId: OTHER_TENANT });
  show(B, { tenantId: OTHER_TENANT });
  const drift = { [`${A}..${B}`]: `held by tenant ${OTHER_TENANT}` };
  await foresee({ drift }, { msTenantId: OTHER_TENANT, adoptExisting: true });
  expect(told).toEqual(["takes over 2 already in the tenant"]);
});

it("what a preview foresees of an allocation that changes takes over what the old inputs of another allocation name", async () => {
  tenant.hold(NumberSet.of(C));
  const theirs = { ...PLACE, urn: "urn:pulumi:dev::test::a:b:C::others" };
  context.ledger.add({ fact: "holds", ...theirs, numbers: { [C]: 1 }, urnBy: "inputs" });
  await foresee({}, { numbers: NumberSet.of(A, B, C).toCanonical() });
  expect(told).toEqual(['takes over 1 from "others"']);
});

it.each([
  ["a profile that the platform does not have", { callingProfile: OTHER_PROFILE }],
  ["the same beside a move to another tenant", { callingProfile: OTHER_PROFILE, msTenantId: OTHER_TENANT }],
])(
  "what a preview foresees of an allocation that changes stops at %s: what would be released could not come back",
  async (__, differences) => {
    await expect(foresee({}, differences)).rejects.toMatchObject({ code: "preflight" });
  },
);

it("what a preview foresees of an allocation that changes warns of a repair that the platform would refuse", async () => {
  jest.spyOn(tenant.api, "callingProfiles").mockResolvedValue([]);
  show(A, { callingProfileId: OTHER_PROFILE });
  tenant.drop(NumberSet.of(B));
  await foresee(
    { numbers: { [A]: 1 }, drift: { [A]: `callingProfile ${OTHER_PROFILE}` } },
    { numbers: { [A]: 1 } },
  );
  expect(told[0]).toContain(`${A}: cannot be repaired, because the platform would refuse it`);
});

describe("a preview that would release a number in use", () => {
  const leaves = { numbers: { [A]: 1 } };
  beforeEach(() => {
    show(B, { assignmentStatus: "UserAssigned" });
  });

  it("a preview that would release a number in use warns that the run will stop, and of a secret list says only how many", async () => {
    await foresee({}, leaves);
    expect(told[0]).toContain(`will release 1 number in use: ${B}; the run will stop`);
    told.length = 0;
    await foresee({}, leaves, { isSecret: true });
    expect(told.join()).toContain("1 number in use; the run will stop");
    expect(told.join()).not.toContain(B);
  });

  it("a preview that would release a number in use says that it is unassigned first where that is allowed, which for a move to another tenant the state must say", async () => {
    await foresee({}, { ...leaves, unassignOnRelease: true });
    expect(told[0]).toContain("it will be unassigned first");
    told.length = 0;
    await foresee({}, { msTenantId: OTHER_TENANT, unassignOnRelease: true });
    expect(told[0]).toContain("unassignOnRelease: true has no effect yet");
  });
});

describe("what an up will do to an allocation", () => {
  const open = {
    values: { ...DECLARED, numbers: undefined, phoneNumbers: [C] },
    urn: URN,
    isSecret: false,
    ignoresDrift: false,
  };
  const check = () => checkAllocation(context, {}, { ...open, values: { ...open.values } });

  it("what an up will do to an allocation is said once, however often it is checked", async () => {
    await check();
    await check();
    expect(told).toEqual(["uploads 1"]);
  });

  it("what an up will do to an allocation is not said by an up, which says what it has done", async () => {
    context.ledger.isPreview = false;
    await check();
    await foretellNow(context, URN);
    expect(told).toEqual([]);
  });

  it("what an up will do to an allocation is said when the engine asks for a preview, and once, where no constructor tells that it is one", async () => {
    Object.assign(context.ledger, { isPreview: false, programPhase: undefined });
    await check();
    expect(told).toEqual([]);
    await foretellNow(context, URN);
    await foretellNow(context, URN);
    expect(told).toEqual(["uploads 1"]);
  });
});
