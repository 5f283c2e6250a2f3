import * as fc from "fast-check";

import { refuseLoss } from "../../provider/allocation/loss-guard";
import type { Settings } from "../../provider/config/settings";
import { NumberSet } from "../../provider/numbers/number-set";
import { contextOf, useRunFolder } from "./asked-context";
import { AskedTenant, BASE_URL } from "./asked-tenant";
import { TENANT } from "./situations";

const THIRTY = NumberSet.of("+61395556900..+61395556929");
const OTHERS = NumberSet.of("+61395557000..+61395557009");

const DESKS = { urn: "urn:pulumi:dev::test::type::desks", platform: BASE_URL, tenant: TENANT };

useRunFolder();

interface Case {
  readonly held: NumberSet;
  readonly missing: NumberSet;
  /** What the tenant holds; default: what is not missing. */
  readonly listed?: NumberSet;
  readonly isDelete?: boolean;
  readonly settings?: Partial<Settings>;
  /** What an earlier run of the stack has asked to release. */
  readonly released?: NumberSet;
  /** The same, by a request whose answer nobody has seen. */
  readonly unanswered?: NumberSet;
}

/** The refusal, or undefined where the loss is taken for true. */
async function refusal({ held, missing, isDelete = false, ...more }: Case): Promise<unknown> {
  const { listed, settings, released = NumberSet.empty, unanswered = NumberSet.empty } = more;
  const context = contextOf(new AskedTenant(listed ?? held.minus(missing)), settings);
  jest.spyOn(context, "givenUp").mockImplementation((_, lost) => {
    const [surely, perhaps] = [lost.intersect(released), lost.intersect(unanswered)];
    return Promise.resolve({ surely, perhaps });
  });
  try {
    await refuseLoss(context, { allocation: DESKS, held, missing, isDelete });
    return undefined;
  } catch (error) {
    return error;
  }
}

it("a loss of half of thirty numbers is drift, and of one more it is refused", async () => {
  const [half, more] = [THIRTY.take(15), THIRTY.take(16)];
  expect(await refusal({ held: THIRTY, missing: half })).toBeUndefined();
  expect(await refusal({ held: THIRTY, missing: more })).toMatchObject({ code: "loss" });
});

it("a small allocation may lose all its numbers, where its tenant still lists others", async () => {
  const twenty = THIRTY.take(20);
  expect(await refusal({ held: twenty, missing: twenty, listed: OTHERS })).toBeUndefined();
  expect(await refusal({ held: THIRTY.take(21), missing: THIRTY.take(21), listed: OTHERS })).toMatchObject({
    code: "loss",
  });
});

it("an allocation of one number is refused the loss of it, where its tenant lists nothing", async () => {
  const one = THIRTY.take(1);
  expect(await refusal({ held: one, missing: one })).toMatchObject({ code: "loss" });
});

it("a loss is accepted for the tenants that acceptLoss names, and for no other", async () => {
  const lost = { held: THIRTY, missing: THIRTY };
  expect(await refusal({ ...lost, settings: { acceptLoss: new Set([TENANT]) } })).toBeUndefined();
  const others = new Set(["f94238e5-4f2c-4e1b-8125-2d27122ca75f"]);
  expect(await refusal({ ...lost, settings: { acceptLoss: others } })).toMatchObject({ code: "loss" });
});

it("a delete of numbers that are gone is done, whatever their part, where its tenant still lists others", async () => {
  const gone = { held: THIRTY, missing: THIRTY, isDelete: true };
  expect(await refusal({ ...gone, listed: OTHERS })).toBeUndefined();
  expect(await refusal(gone)).toMatchObject({ code: "loss" });
  const four = THIRTY.take(4);
  expect(await refusal({ held: four, missing: four, isDelete: true })).toBeUndefined();
});

it("what an earlier run has asked to release is no loss, and the rest is judged as ever", async () => {
  const lost = { held: THIRTY, missing: THIRTY };
  expect(await refusal({ ...lost, released: THIRTY })).toBeUndefined();
  expect(await refusal({ ...lost, released: THIRTY.take(20), listed: OTHERS })).toBeUndefined();
  expect(await refusal({ ...lost, released: THIRTY.take(10), listed: OTHERS })).toMatchObject({
    code: "loss",
  });
  // Half of the numbers are given up, and all others are missing.
  const hundred = NumberSet.fromRanges([{ start: "+61395556900", end: "+61395556999" }]);
  const half = { held: hundred, missing: hundred, released: hundred.take(50), listed: OTHERS };
  expect(await refusal(half)).toMatchObject({ code: "loss" });
  // A tenant that lists nothing: one number that nobody has released is too many.
  expect(await refusal({ ...lost, released: THIRTY.take(29) })).toMatchObject({ code: "loss" });
});

it("what a killed run has asked to release, and had no answer for, is no loss where the tenant still lists others", async () => {
  const [first, rest] = [THIRTY.take(1), THIRTY.minus(THIRTY.take(1))];
  expect(await refusal({ held: THIRTY, missing: rest, unanswered: rest })).toBeUndefined();
  const all = { held: THIRTY, missing: THIRTY };
  expect(await refusal({ ...all, unanswered: THIRTY, listed: OTHERS })).toBeUndefined();
  expect(await refusal({ ...all, unanswered: rest, released: first, listed: OTHERS })).toBeUndefined();
  // An outage answers with nothing, too; and what nobody has asked for is judged as ever.
  const error = await refusal({ ...all, unanswered: THIRTY });
  expect(error).toMatchObject({ code: "loss" });
  expect(String(error)).toContain(
    "An interrupted run of this stack has asked to release 30 of them, and had no answer. If the",
  );
  const ten = { ...all, unanswered: THIRTY.take(10), listed: OTHERS };
  expect(await refusal(ten)).toMatchObject({ code: "loss" });
});

it("the refusal names the tenant, the counts, the numbers, the channel that was asked with, and the way out", async () => {
  const missing = THIRTY.take(16);
  const error = await refusal({ held: THIRTY, missing, settings: { channelId: "7" } });
  expect(String(error)).toContain(
    `Of 30 numbers that this allocation holds in tenant ${TENANT}, 16 are missing`,
  );
  expect(String(error)).toContain(missing.describe());
  expect(String(error)).toContain("asked with channel 7");
  expect(String(error)).toContain(`run the same command again with LIVEPLATFORM_ACCEPT_LOSS=${TENANT}`);
});

it("an allocation that has lost nothing is never refused, and nothing is asked for it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.boolean(), async (count, isDelete) => {
      const tenant = new AskedTenant(NumberSet.empty);
      const held = THIRTY.take(count);
      const loss = { allocation: DESKS, held, missing: NumberSet.empty, isDelete };
      await refuseLoss(contextOf(tenant), loss);
      expect(tenant.asked).toEqual([]);
    }),
    { numRuns: 20 },
  );
});
