import type { Context } from "../../provider/allocation/context";
import { createAllocation } from "../../provider/allocation/create";
import { NumberSet } from "../../provider/numbers/number-set";
import { NOTHING_SENT } from "../../provider/run/sent";
import { PartialAllocationError, UserError } from "../../provider/state/errors";
import type { UploadOutcome } from "../../provider/writes/uploaded";
import { contextOf, useRunFolder } from "./asked-context";
import { AskedTenant, BASE_URL } from "./asked-tenant";
import { INPUTS, TENANT, rowOf } from "./situations";

const [A, B] = ["+61395556900", "+61395556901"];
const ONLY_A = NumberSet.of(A);
const URN = "urn:pulumi:dev::test::a:b:C::desks";
const PLACE = { urn: URN, platform: BASE_URL, tenant: TENANT };
const OTHERS = { ...PLACE, urn: "urn:pulumi:dev::test::a:b:C::others" };

useRunFolder();

let context: Context;
beforeEach(() => {
  context = contextOf(new AskedTenant(NumberSet.empty));
});

/** Of one number, whose upload has come to this. */
function create(outcome: Partial<UploadOutcome>, { isSecret = false } = {}) {
  const nothing = { rows: new Map(), pending: NOTHING_SENT, reasons: [], taskId: undefined, sbcIds: [] };
  const whole = { ...nothing, isInVain: false, named: NumberSet.empty, ...outcome };
  jest.spyOn(context.writes(TENANT), "uploads").mockReturnValue({ write: () => Promise.resolve([whole]) });
  return createAllocation(context, { ...PLACE, isSecret }, { ...INPUTS, numbers: ONLY_A });
}

const ARRIVED = { rows: new Map([[A, rowOf(A)]]) };
const REFUSED = { reasons: [{ code: "refused", numbers: ONLY_A, text: "no" }] } as const;

it("a create that has failed saves nothing where nothing was brought about", async () => {
  const failed = await create({ reasons: [...REFUSED.reasons] }).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(UserError);
  expect(failed).toMatchObject({ code: "nothing_done", notDone: { refused: A } });
});

it.each<[string, Partial<UploadOutcome>]>([
  [
    "its numbers are on their way",
    { pending: { numbers: ONLY_A, tasks: [], lostAt: "2026-01-05T00:00:00Z" } },
  ],
  ["only its task is known", { taskId: "wup_1" }],
  ["they are in the tenant, and work is left", ARRIVED],
])("a create that has failed is saved where %s", async (_, outcome) => {
  const failed = await create({ reasons: [...REFUSED.reasons], ...outcome }).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(PartialAllocationError);
  expect(failed).toMatchObject({ notDone: { refused: A } });
});

it("the id of a new allocation names its lowest number, and none of a secret list", async () => {
  expect((await create(ARRIVED)).id).toMatch(new RegExp(`^${TENANT}/\\${A}#[0-9a-z]{8}$`));
  context = contextOf(new AskedTenant(NumberSet.empty));
  expect((await create(ARRIVED, { isSecret: true })).id).toMatch(
    new RegExp(`^${TENANT}/secret#[0-9a-z]{8}$`),
  );
});

it("a new allocation is known under its id to the run and to those that come after it, also where its create fails", async () => {
  const see = jest.spyOn(context.outlook, "see").mockReturnValue();
  jest.spyOn(context, "view").mockImplementation(() => {
    throw new Error("no such tenant");
  });
  await expect(create(ARRIVED)).rejects.toThrow("no such tenant");
  const [held] = context.claims.held({ platform: BASE_URL, urn: URN });
  expect(held?.isLive).toBe(true);
  expect(see).toHaveBeenCalledWith(held?.by.id, URN);
});

it("a new allocation looks again for a number that was not there when its process looked, and that another allocation has left to it since", async () => {
  const tenant = new AskedTenant(NumberSet.empty);
  context = contextOf(tenant);
  await context.view(TENANT).look(ONLY_A);
  tenant.hold(ONLY_A);
  context.ledger.add({ fact: "declares", ...OTHERS, numbers: { [B]: 1 } });
  context.ledger.add({
    ...{ fact: "holds", id: "others", ...OTHERS, urnBy: "outputs" },
    ...{ numbers: { [A]: 1, [B]: 1 }, owes: { [A]: 1 } },
  });
  const { state } = await create(ARRIVED);
  expect(state.numbers.equals(ONLY_A)).toBe(true);
  expect(tenant.asked).toEqual([A, A]);
});

describe("what the resource that is replaced has left to another allocation", () => {
  beforeEach(() => {
    context.ledger.add({ fact: "holds", id: "old", ...PLACE, numbers: { [A]: 1, [B]: 1 }, urnBy: "outputs" });
    context.ledger.add({ fact: "declares", ...OTHERS, numbers: { [B]: 1 } });
  });

  it("what the resource that is replaced has left to another allocation is answered for by the new one, as long as the other does not hold it", async () => {
    const { state } = await create(ARRIVED);
    expect(state.handedOver.keys()).toEqual([B]);
  });

  it("what the resource that is replaced has left to another allocation is no longer the new one's when the other holds it", async () => {
    context.ledger.add({ fact: "holds", id: "other", ...OTHERS, numbers: { [B]: 1 }, urnBy: "program" });
    expect((await create(ARRIVED)).state.handedOver.keys()).toEqual([]);
  });
});
