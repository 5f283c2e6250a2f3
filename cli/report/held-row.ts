import { type Drift, leavingStatus, parseDrift } from "../../provider/state/drift";
import { CAPABILITY_OF_USAGE, driftOf } from "../../provider/state/row-drift";
import { type ReadableRow } from "../../provider/tenant/rows";
import type { Side } from "./allocation-step";
import type { Values } from "./preview";

/**
 * What another allocation would find wrong with a number that this one holds; undefined where it is as declared there. It may have more capabilities than a state tells: then there is less to do than is said here.
 *
 * @param reason the drift that the state has of the number
 */
export function driftThere(here: Side, there: Side, reason: string | undefined): Drift | undefined {
  const { msTenantId = "", callingProfile = "", usage = "", capabilities } = there.values;
  const declared = { msTenantId, callingProfile, usage, capabilities: [...listOf(capabilities)] };
  const drift = reason === undefined ? undefined : parseDrift(reason);
  const found = driftOf(declared, heldRow(here, drift, msTenantId));
  if (found !== undefined) return found;
  // What the platform does not show of a number it shows to no allocation.
  return drift?.kind === "not changed yet" && drift.properties.some(isHidden) ? drift : undefined;
}

function isHidden(property: string): boolean {
  return property !== "callingProfile" && property !== "capabilities";
}

/** The row of a number, as far as a state tells it: what it declares, but for what has drifted. */
function heldRow({ values }: Side, drift: Drift | undefined, tenantId: string): ReadableRow {
  const lacking = drift?.kind === "lacks" ? drift.capabilities : [];
  const { callingProfile, capabilities } = settingsOf(values, drift);
  const usages = [values.usage ?? "", ...listOf(values.additionalUsages)];
  const acquired = [
    "Office365",
    ...listOf(capabilities),
    ...usages.flatMap((usage) => CAPABILITY_OF_USAGE[usage] ?? []),
  ];
  return {
    telephoneNumber: "",
    tenantId,
    callingProfileId: callingProfile ?? null,
    acquiredNumberStatus: leavingStatus(drift?.kind ?? null) ?? null,
    assignmentStatus: null,
    acquiredCapabilities: acquired.filter((capability) => !lacking.includes(capability)),
    source: null,
    whenCreated: null,
    tnUploadJobId: null,
    sbcIds: [],
  };
}

function settingsOf(
  values: Values,
  drift: Drift | undefined,
): Pick<Values, "callingProfile" | "capabilities"> {
  if (drift?.kind === "callingProfile") return { ...values, callingProfile: drift.profile };
  return drift?.kind === "not changed yet" ? { ...values, ...values.__settingsBefore } : values;
}

/** A value that the CLI does not show stands as its placeholder. */
function listOf(names: readonly string[] | string = []): readonly string[] {
  return typeof names === "string" ? [names] : names;
}
