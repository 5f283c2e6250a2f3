import type { NumberSet } from "../numbers/number-set";
import type { ReadableRow, Rows } from "../tenant/rows";
import { type Drift, leavingStatus } from "./drift";
import { CAPABILITY_OF_USAGE } from "./row-drift";
import type { AllocationState, DeclaredSettings } from "./state";

/** What rows can be told from. */
export type HeldState = DeclaredSettings & Pick<AllocationState, "drift" | "settingsBefore">;

/**
 * The rows of an allocation's numbers as far as its state tells them: as declared, but for what has drifted. One may have more
 * capabilities than a state tells, and whether it is in use is not told.
 */
export function heldRows(state: HeldState, numbers: NumberSet): Rows {
  const asDeclared = heldRow(state, undefined);
  const rows: Rows = new Map();
  for (const phoneNumber of numbers) rows.set(phoneNumber, asDeclared);
  for (const { numbers: drifted, drift } of state.drift) {
    const row = heldRow(state, drift);
    for (const phoneNumber of drifted.intersect(numbers)) {
      if (drift.kind === "missing") rows.delete(phoneNumber);
      else rows.set(phoneNumber, row);
    }
  }
  return rows;
}

function heldRow(state: HeldState, drift: Drift | undefined): ReadableRow {
  const { msTenantId, callingProfile, usage, additionalUsages = [], capabilities } = settingsOf(state, drift);
  const lacking = drift?.kind === "lacks" ? drift.capabilities : [];
  const brought = [usage, ...additionalUsages].flatMap((name) => CAPABILITY_OF_USAGE[name] ?? []);
  const acquired = ["Office365", ...capabilities, ...brought];
  return {
    telephoneNumber: "",
    tenantId: drift?.kind === "held by tenant" ? drift.tenant : msTenantId,
    callingProfileId: drift?.kind === "callingProfile" ? drift.profile : callingProfile,
    acquiredNumberStatus: leavingStatus(drift?.kind ?? null) ?? null,
    assignmentStatus: null,
    acquiredCapabilities: acquired.filter((capability) => !lacking.includes(capability)),
    source: null,
    whenCreated: null,
    tnUploadJobId: null,
    sbcIds: [],
  };
}

/** A number that a change has not come to has the settings of before. */
function settingsOf(state: HeldState, drift: Drift | undefined): DeclaredSettings {
  return drift?.kind === "not changed yet" ? { ...state, ...state.settingsBefore } : state;
}
