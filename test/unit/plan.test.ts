import { planNumbers } from "../../provider/allocation/plan";
import { NumberSet } from "../../provider/numbers/number-set";
import { printDrift } from "../../provider/state/drift";
import { printReason } from "../../provider/state/reason";
import { driftOf } from "../../provider/state/row-drift";
import type { ReadableRow, Rows } from "../../provider/tenant/rows";

const tenant = "3bc57cac-5794-457f-ad36-2c88cade9dbb";
const profile = "ab86ef82-ce9e-4ead-befb-4aa954b64872";
const inputs = {
  msTenantId: tenant,
  callingProfile: profile,
  usage: "CallingUserAssignment",
  capabilities: ["InboundCalling", "OutboundCalling"],
  numbers: {},
  __urn: "urn",
};

function row(telephoneNumber: string, differences: Partial<ReadableRow> = {}): [string, ReadableRow] {
  return [
    telephoneNumber,
    {
      telephoneNumber,
      tenantId: tenant,
      callingProfileId: profile,
      acquiredNumberStatus: "Active",
      assignmentStatus: "Unassigned",
      acquiredCapabilities: [
        "Geographic",
        "Office365",
        "InboundCalling",
        "OutboundCalling",
        "UserAssignment",
      ],
      source: "webapi",
      whenCreated: null,
      tnUploadJobId: null,
      sbcIds: [8],
      ...differences,
    },
  ];
}

const one = "+61395556880";

function planFor(...rows: [string, ReadableRow | "unreadable"][]) {
  const known: Rows = new Map(rows);
  return planNumbers(inputs, NumberSet.of(one), known);
}

describe("planNumbers", () => {
  it("uploads what is not in the tenant", () => {
    expect(planFor().upload.keys()).toEqual([one]);
  });

  it("leaves alone what is as declared, and what cannot be read", () => {
    for (const plan of [planFor(row(one)), planFor([one, "unreadable"])])
      expect([plan.upload.size, plan.clear.size, plan.reload.size, plan.reasons]).toEqual([0, 0, 0, []]);
  });

  it("clears a mark", () => {
    expect(planFor(row(one, { acquiredNumberStatus: "MarkedForRemoval" })).clear.keys()).toEqual([one]);
  });

  it("releases and uploads again what has other settings", () => {
    expect([...planFor(row(one, { callingProfileId: "other" })).reload.keys()]).toEqual([one]);
    expect([...planFor(row(one, { acquiredCapabilities: ["InboundCalling"] })).reload.keys()]).toEqual([one]);
  });

  it("never touches a number in use for a repair, and says so", () => {
    const plan = planFor(row(one, { callingProfileId: "other", assignmentStatus: "UserAssigned" }));
    expect(plan.reload.size).toBe(0);
    expect(plan.reasons).toMatchObject([{ code: "in_use" }]);
    expect(plan.reasons.map(printReason)).toEqual([
      expect.stringMatching(/^\+61395556880: callingProfile other, and in use/),
    ]);
  });

  it("gives a reason for what must first leave the tenant, or is elsewhere", () => {
    for (const acquiredNumberStatus of ["ReleaseRequested", "ReadyForRemoval"]) {
      const { reasons } = planFor(row(one, { acquiredNumberStatus }));
      expect(reasons).toMatchObject([{ code: "leaving" }]);
      expect(reasons.map(printReason)).toEqual([
        expect.stringMatching(new RegExp(`^\\+61395556880: ${acquiredNumberStatus}: .*run pulumi up again`)),
      ]);
    }
    const { reasons } = planFor(row(one, { tenantId: "other" }));
    expect(reasons).toMatchObject([{ code: "held_elsewhere" }]);
    expect(reasons.map(printReason)).toEqual([expect.stringMatching(/held by tenant other/)]);
  });
});

describe("driftOf", () => {
  const drift = (differences: Partial<ReadableRow>): string | undefined => {
    const found = driftOf(inputs, row(one, differences)[1]);
    return found && printDrift(found);
  };

  it("does not count values that no document names", () => {
    expect(drift({ acquiredNumberStatus: "Unknown(7)" })).toBeUndefined();
    expect(drift({ acquiredNumberStatus: null })).toBeUndefined();
    expect(drift({ callingProfileId: null })).toBeUndefined();
    expect(drift({ acquiredCapabilities: ["calling"] })).toBeUndefined();
    expect(drift({ acquiredCapabilities: [] })).toBeUndefined();
  });

  it("names each capability that is lacking, that of the usage among them", () => {
    expect(drift({ acquiredCapabilities: ["OutboundCalling", "FirstPartyAppAssignment"] })).toBe(
      "lacks InboundCalling, UserAssignment",
    );
  });

  it("does not care about the case of a capability", () => {
    const acquiredCapabilities = ["inboundcalling", "OUTBOUNDCALLING", "userAssignment"];
    expect(drift({ acquiredCapabilities })).toBeUndefined();
    expect(drift({ acquiredCapabilities: acquiredCapabilities.slice(1) })).toBe("lacks InboundCalling");
    const declared = { ...inputs, capabilities: ["INBOUNDCALLING", "outboundCalling"] };
    expect(driftOf(declared, row(one)[1])).toBeUndefined();
  });

  it("says first where the number is, then in what state, then how it is set up", () => {
    expect(
      drift({ tenantId: "other", acquiredNumberStatus: "MarkedForRemoval", callingProfileId: "p" }),
    ).toBe("held by tenant other");
    expect(drift({ acquiredNumberStatus: "MarkedForRemoval", callingProfileId: "p" })).toBe(
      "MarkedForRemoval",
    );
  });
});
