import type { NumberSet } from "../numbers/number-set";
import type { ReadableRow, Rows } from "../tenant/rows";
import { type Drift, leavingStatus } from "./drift";
import { CAPABILITY_OF_USAGE } from "./row-drift";
import { settingsIn, withSettings } from "./settings-change";
import type { AllocationState, DeclaredSettings } from "./state";

/** What rows can be told from. */
type HeldState = DeclaredSettings & Pick<AllocationState, "drift" | "earlierSettings">;

/**
 * The rows of an allocation's numbers as far as its state tells them: as declared, but for what has drifted. One may have more
 * capabilities than a state tells, and whether it is in use is not told.
 */
export function heldRows(state: HeldState, numbers: NumberSet): Rows {
  const rows: Rows = new Map();
  for (const had of settingsIn(state, numbers)) {
    const settings = withSettings(state, had.settings);
    fill(rows, had.numbers, heldRow(settings, undefined));
    for (const { numbers: drifted, drift } of state.drift) {
      fill(
        rows,
        drifted.intersect(had.numbers),
        drift.kind === "missing" ? undefined : heldRow(settings, drift),
      );
    }
  }
  return rows;
}

function fill(rows: Rows, numbers: NumberSet, row: ReadableRow | undefined): void {
  for (const phoneNumber of numbers) {
    if (row === undefined) rows.delete(phoneNumber);
    else rows.set(phoneNumber, row);
  }
}

function heldRow(settings: DeclaredSettings, drift: Drift | undefined): ReadableRow {
  const { msTenantId, callingProfile, usage, additionalUsages = [], capabilities } = settings;
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
