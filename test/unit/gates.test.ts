import { type Situation, decide } from "../../provider/allocation/decide";
import { passGates } from "../../provider/allocation/gates";
import type { Start } from "../../provider/allocation/start";
import type { Settings } from "../../provider/config/settings";
import type { CallingProfile } from "../../provider/liveplatform";
import { NumberSet } from "../../provider/numbers/number-set";
import { NOTHING_SENT } from "../../provider/run/sent";
import { parseState } from "../../provider/state/state";
import type { ReadableRow, Row } from "../../provider/tenant/rows";
import { OTHER_PROFILE } from "../support/default-seed";
import { contextOf, useRunFolder } from "./asked-context";
import { AskedTenant, BASE_URL } from "./asked-tenant";
import { INPUTS, TENANT, rowOf, situationWith } from "./situations";

const FIVE = NumberSet.of("+61395556900..+61395556904");
const ONE = NumberSet.of("+61395556900");

useRunFolder();

function rowsOf(numbers: NumberSet, differences: Partial<ReadableRow> = {}): Map<string, Row> {
  return new Map([...numbers].map((phoneNumber) => [phoneNumber, rowOf(phoneNumber, differences)]));
}

/** Of an allocation that holds these numbers. */
function stateOf(numbers: NumberSet): unknown {
  const counted = { numberCount: numbers.size, statusCounts: {}, assignedCount: 0, sbcIds: [] };
  return { ...INPUTS, ...counted, numbers: numbers.toCanonical(), __platform: BASE_URL };
}

function profile(callingProfileId: string, trunksEnrolled: CallingProfile["trunksEnrolled"]): CallingProfile {
  return { callingProfileId, name: null, region: null, carrier: null, offerTypes: [], trunksEnrolled };
}

const CARRIED = profile(INPUTS.callingProfile, [{ matchingSbcList: [{}] }]);

interface Case {
  readonly situation: Partial<Situation>;
  readonly isDelete?: boolean;
  readonly settings?: Partial<Settings>;
  readonly profiles?: readonly CallingProfile[];
}

/** What the gates let through, or the refusal. */
async function pass({ situation: part, isDelete = false, settings, profiles = [CARRIED] }: Case) {
  const situation = situationWith(part);
  const tenant = new AskedTenant(NumberSet.fromNumbers([...situation.rows.keys()]));
  jest.spyOn(tenant.api, "callingProfiles").mockResolvedValue([...profiles]);
  jest.spyOn(tenant.api, "numberStatus").mockResolvedValue({ validationResult: null, telephoneNumbers: [] });
  const { own, wanted } = situation;
  const start: Start = {
    allocation: { id: "id", urn: "urn", platform: BASE_URL, tenant: TENANT, isSecret: false },
    ...(!own.isEmpty && { from: parseState(stateOf(own)) }),
    ...(!isDelete && { to: { ...INPUTS, ...situation.settings, numbers: wanted } }),
    own,
    wanted,
    sent: NOTHING_SENT,
    earlier: { pending: NOTHING_SENT, unanswered: NOTHING_SENT, missing: NumberSet.empty, reasons: [] },
  };
  const decision = decide(situation);
  try {
    return { passed: await passGates(contextOf(tenant, settings), start, { situation, decision }), decision };
  } catch (error) {
    return { error, decision };
  }
}

it("work that is nobody else's, and within what a run may do, passes as it was decided", async () => {
  const added = NumberSet.of("+61395556905");
  const situation = { wanted: FIVE.union(added), own: FIVE, rows: rowsOf(FIVE) };
  const { passed, decision } = await pass({ situation });
  expect(passed).toBe(decision);
  expect(passed?.of("upload").keys()).toEqual(added.keys());
});

it("numbers that are in the tenant before the allocation are refused", async () => {
  const { error } = await pass({ situation: { wanted: FIVE, rows: rowsOf(ONE) } });
  expect(error).toMatchObject({ code: "already_there" });
  expect(String(error)).toContain(ONE.describe());
});

it("numbers in use are not released without leave, and numbers that cannot be read are not either", async () => {
  const used = { own: FIVE, rows: rowsOf(FIVE, { assignmentStatus: "UserAssigned" }) };
  expect((await pass({ situation: used })).error).toMatchObject({ code: "in_use" });
  const policy = { ...situationWith({}).policy, unassign: true };
  expect((await pass({ situation: { ...used, policy } })).passed?.of("release").keys()).toEqual(FIVE.keys());
  const rows = new Map<string, Row>([...FIVE].map((phoneNumber) => [phoneNumber, "unreadable"]));
  expect((await pass({ situation: { own: FIVE, rows } })).error).toMatchObject({ code: "in_use_unknown" });
});

it("no more numbers are released than a run may release, for whatever reason", async () => {
  const settings = { maxReleases: 4 };
  const leaving = { own: FIVE, rows: rowsOf(FIVE) };
  expect((await pass({ situation: leaving, settings })).error).toMatchObject({ code: "brake" });
  const drifted = { wanted: FIVE, own: FIVE, rows: rowsOf(FIVE, { callingProfileId: OTHER_PROFILE }) };
  expect((await pass({ situation: drifted, settings })).error).toMatchObject({ code: "brake" });
  const reset = { ...leaving, wanted: FIVE, resets: FIVE };
  expect((await pass({ situation: reset, settings })).error).toMatchObject({ code: "brake" });
  expect((await pass({ situation: leaving, settings: { maxReleases: 5 } })).error).toBeUndefined();
});

it("a loss that nobody has accepted is refused before anything else is released", async () => {
  const situation = { own: FIVE, wanted: FIVE, rows: new Map() };
  expect((await pass({ situation })).error).toMatchObject({ code: "loss" });
});

it("new settings that the platform would refuse are refused, and a repair that it would refuse is left", async () => {
  const settings = { ...INPUTS, callingProfile: OTHER_PROFILE };
  const change = { settings, wanted: FIVE, own: FIVE, rows: rowsOf(FIVE), resets: FIVE };
  expect((await pass({ situation: change })).error).toMatchObject({ code: "preflight" });
  const drifted = { settings, wanted: FIVE, own: FIVE, rows: rowsOf(FIVE) };
  const { passed } = await pass({ situation: drifted });
  expect(passed?.of("blocked").keys()).toEqual(FIVE.keys());
  expect(passed?.of("repair").isEmpty).toBe(true);
  const both = [CARRIED, profile(OTHER_PROFILE, [{ matchingSbcList: [{}] }])];
  expect((await pass({ situation: change, profiles: both })).error).toBeUndefined();
});

it("a delete stops where what it would hand over is declared elsewhere and held by nobody", async () => {
  const claims = { ...situationWith({}).claims, declaredByOthers: FIVE };
  const situation = { own: FIVE, rows: rowsOf(FIVE), claims };
  const { error } = await pass({ situation, isDelete: true });
  expect(error).toMatchObject({ code: "held_by_nobody" });
});

it("a delete stops where it is not known whether what leaves is declared elsewhere", async () => {
  const claims = { ...situationWith({}).claims, maybeByOthers: FIVE };
  const situation = { own: FIVE, rows: rowsOf(FIVE), claims };
  expect((await pass({ situation, isDelete: true })).error).toMatchObject({ code: "held_back" });
  expect((await pass({ situation })).error).toBeUndefined();
});
