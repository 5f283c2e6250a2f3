import { changeSettings } from "../../provider/allocation/change-settings";
import type { Settings } from "../../provider/config/settings";
import { NumberSet } from "../../provider/numbers/number-set";
import { NOTHING_SENT } from "../../provider/run/sent";
import { type EarlierSettings, pickSettings } from "../../provider/state/earlier-settings";
import type { Rows } from "../../provider/tenant/rows";
import { NOTHING_RELEASED } from "../../provider/writes/released";
import { OTHER_PROFILE, PROFILE } from "../support/default-seed";
import { contextOf, useRunFolder } from "./asked-context";
import { AskedTenant, BASE_URL } from "./asked-tenant";
import { INPUTS, TENANT, rowOf } from "./situations";

const A = "+61395556900";
const ALL = NumberSet.of("+61395556900..+61395557149");
const THIRD_PROFILE = "11111111-1111-4222-8333-444444444444";

const HAD = [{ numbers: ALL, settings: pickSettings(INPUTS) }];

useRunFolder();

/** What becomes of the new settings: they are given, refused, or on their way for longer than anybody waits. */
type Fate = "given" | "refused" | "refused after the first" | "on their way";

/** Changes the settings of numbers; what was written, in order. */
async function change(
  rows: Rows,
  fate: Fate = "given",
  { had = HAD, ...settings }: Partial<Settings> & { had?: readonly EarlierSettings[] } = {},
) {
  const context = contextOf(new AskedTenant(ALL), settings);
  const writes = context.writes(TENANT);
  const written: string[] = [];
  jest.spyOn(writes.releases, "write").mockImplementation(({ numbers }) => {
    written.push(`release ${numbers.keys().join()}`);
    return Promise.resolve([{ ...NOTHING_RELEASED, released: numbers }]);
  });
  jest.spyOn(writes, "uploads").mockImplementation(({ callingProfile, location }) => ({
    write: ({ numbers }) => {
      const place = location === undefined ? "" : ` in ${location}`;
      written.push(`upload ${numbers.keys().join()} with ${callingProfile}${place}`);
      const isTaken = fate === "given" || (fate === "refused after the first" && numbers.has(A));
      const taken = isTaken || callingProfile !== OTHER_PROFILE ? numbers : NumberSet.empty;
      const there = new Map([...taken].map((one) => [one, rowOf(one, { callingProfileId: callingProfile })]));
      const pending = fate === "on their way" ? { ...NOTHING_SENT, numbers } : NOTHING_SENT;
      const nothing = { pending, reasons: [], taskId: undefined, sbcIds: [] };
      return Promise.resolve([{ ...nothing, rows: there, isInVain: false, named: NumberSet.empty }]);
    },
  }));
  const before = { ...INPUTS, numbers: ALL };
  const changed = await changeSettings(
    context,
    { id: "id", urn: "urn", platform: BASE_URL, tenant: TENANT },
    { inputs: { ...before, callingProfile: OTHER_PROFILE }, had, rows },
  );
  return { changed, written };
}

function rowsOf(numbers: NumberSet): Rows {
  return new Map([...numbers].map((one) => [one, rowOf(one)]));
}

it("a change of settings gives them to one number first, then to a hundred at a time, each uploaded before the next is released", async () => {
  const { changed, written } = await change(rowsOf(ALL));
  const chunks = [
    A,
    "+61395556901..+61395557000",
    "+61395557001..+61395557100",
    "+61395557101..+61395557149",
  ];
  expect(written).toEqual(
    chunks.flatMap((keys) => [`release ${keys}`, `upload ${keys} with ${OTHER_PROFILE}`]),
  );
  expect(changed.undone.isEmpty).toBe(true);
});

it("the first number that a change of settings releases is not in use, where one is free", async () => {
  const three = NumberSet.of(A, "+61395556901", "+61395556902");
  const rows = new Map([...rowsOf(three), [A, rowOf(A, { assignmentStatus: "UserAssigned" })] as const]);
  const { written } = await change(rows);
  expect(written[0]).toBe("release +61395556901");
});

it("a change of settings that is refused stops after its first number, which gets back the profile that the tenant showed", async () => {
  const rows = new Map([...rowsOf(ALL), [A, rowOf(A, { callingProfileId: THIRD_PROFILE })] as const]);
  const { changed, written } = await change(rows, "refused");
  expect(written).toEqual([
    `release ${A}`,
    `upload ${A} with ${OTHER_PROFILE}`,
    `upload ${A} with ${THIRD_PROFILE}`,
  ]);
  expect(changed.undone.keys()).toEqual(ALL.keys());
  expect(changed.reasons.map(({ code }) => code)).toEqual(["put_back", "not_changed"]);
});

it("numbers that a change of settings is refused for go back each to what it had", async () => {
  const [ONE, TWO, THREE] = ["+61395556901", "+61395556902", "+61395556903"];
  const had = [
    { numbers: NumberSet.of(TWO), settings: { ...pickSettings(INPUTS), location: "sydney" } },
    { numbers: NumberSet.of(THREE), settings: { ...pickSettings(INPUTS), location: "hobart" } },
  ];
  const rows = rowsOf(NumberSet.of(A, ONE, TWO, THREE));
  const { changed, written } = await change(rows, "refused after the first", { had });
  expect(written.slice(4)).toEqual([
    `upload ${TWO} with ${PROFILE} in sydney`,
    `upload ${THREE} with ${PROFILE} in hobart`,
    `upload ${ONE} with ${PROFILE}`,
  ]);
  expect(changed.undone.keys()).toEqual([`${ONE}..${THREE}`]);
});

it("a change of settings whose upload is on its way is not put back, and stops there", async () => {
  const { changed, written } = await change(rowsOf(ALL), "on their way");
  expect(written).toEqual([`release ${A}`, `upload ${A} with ${OTHER_PROFILE}`]);
  expect(changed.pending.numbers.keys()).toEqual([A]);
  expect(changed.undone.keys()).toEqual(ALL.minus(NumberSet.of(A)).keys());
});

it("a change of settings sends no more numbers at a time than a request may have", async () => {
  const { written } = await change(rowsOf(ALL), "given", { maxNumbersPerRequest: 83 });
  expect(written.filter((line) => line.startsWith("release"))).toEqual([
    `release ${A}`,
    "release +61395556901..+61395556983",
    "release +61395556984..+61395557066",
    "release +61395557067..+61395557149",
  ]);
});
