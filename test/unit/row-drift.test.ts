import { printDrift } from "../../provider/state/drift";
import { driftOf } from "../../provider/state/row-drift";
import type { ReadableRow } from "../../provider/tenant/rows";
import { INPUTS as inputs, rowOf } from "./situations";

const one = "+61395556880";

describe("the drift of a row", () => {
  const drift = (differences: Partial<ReadableRow>): string | undefined => {
    const found = driftOf(inputs, rowOf(one, differences));
    return found && printDrift(found);
  };

  it("the drift of a row does not count values that no document names", () => {
    expect(drift({ acquiredNumberStatus: "Unknown(7)" })).toBeUndefined();
    expect(drift({ acquiredNumberStatus: null })).toBeUndefined();
    expect(drift({ callingProfileId: null })).toBeUndefined();
    expect(drift({ acquiredCapabilities: ["calling"] })).toBeUndefined();
    expect(drift({ acquiredCapabilities: [] })).toBeUndefined();
  });

  it("the drift of a row names each capability that is lacking, that of the usage among them", () => {
    expect(drift({ acquiredCapabilities: ["OutboundCalling", "FirstPartyAppAssignment"] })).toBe(
      "lacks InboundCalling, UserAssignment",
    );
  });

  it("the drift of a row does not miss the capability of the usage beside that of an additional usage", () => {
    const declared = { ...inputs, usage: "ConferenceAssignment" };
    const row = rowOf(one);
    expect(driftOf(declared, row)).toEqual({ kind: "lacks", capabilities: ["ConferenceAssignment"] });
    expect(driftOf({ ...declared, additionalUsages: ["CallingUserAssignment"] }, row)).toBeUndefined();
  });

  it("the drift of a row does not care about the case of a capability", () => {
    const acquiredCapabilities = ["inboundcalling", "OUTBOUNDCALLING", "userAssignment"];
    expect(drift({ acquiredCapabilities })).toBeUndefined();
    expect(drift({ acquiredCapabilities: acquiredCapabilities.slice(1) })).toBe("lacks InboundCalling");
    const declared = { ...inputs, capabilities: ["INBOUNDCALLING", "outboundCalling"] };
    expect(driftOf(declared, rowOf(one))).toBeUndefined();
  });

  it("the drift of a row says first where the number is, then in what state, then how it is set up", () => {
    expect(
      drift({ tenantId: "other", acquiredNumberStatus: "MarkedForRemoval", callingProfileId: "p" }),
    ).toBe("held by tenant other");
    expect(drift({ acquiredNumberStatus: "MarkedForRemoval", callingProfileId: "p" })).toBe(
      "MarkedForRemoval",
    );
  });
});
