import { CAPABILITY_OF_USAGE, driftOf, type ReadableRow } from "../../provider/allocation/observe";
import type { Side } from "./allocation-step";

const LEAVING = ["MarkedForRemoval", "ReleaseRequested", "ReadyForRemoval"];
const PROFILE = "callingProfile ";
const LACKS = "lacks ";

/**
 * What another allocation would find wrong with a number that this one holds, in the words of `drift`; undefined where it
 * is as declared there. It may have more capabilities than a state tells: then there is less to do than is said here.
 *
 * @param reason the drift that the state has of the number
 */
export function driftThere(here: Side, there: Side, reason: string | undefined): string | undefined {
  const { msTenantId = "", callingProfile = "", usage = "", capabilities } = there.values;
  const declared = { msTenantId, callingProfile, usage, capabilities: [...listOf(capabilities)] };
  return driftOf(declared, heldRow(here, reason, msTenantId));
}

/** The row of a number, as far as a state tells it: what it declares, but for what has drifted. */
function heldRow({ values }: Side, reason: string | undefined, tenantId: string): ReadableRow {
  const lacking = reason?.startsWith(LACKS) === true ? reason.slice(LACKS.length).split(", ") : [];
  const usages = [values.usage ?? "", ...listOf(values.additionalUsages)];
  const acquired = [
    "Office365",
    ...listOf(values.capabilities),
    ...usages.flatMap((usage) => CAPABILITY_OF_USAGE[usage] ?? []),
  ];
  return {
    telephoneNumber: "",
    tenantId,
    callingProfileId: profileOf(reason) ?? values.callingProfile ?? null,
    acquiredNumberStatus: LEAVING.find((status) => status === reason) ?? null,
    assignmentStatus: null,
    acquiredCapabilities: acquired.filter((capability) => !lacking.includes(capability)),
    source: null,
    whenCreated: null,
    tnUploadJobId: null,
    sbcIds: [],
  };
}

function profileOf(reason: string | undefined): string | undefined {
  return reason?.startsWith(PROFILE) === true ? reason.slice(PROFILE.length) : undefined;
}

/** A value that the CLI does not show stands as its placeholder. */
function listOf(names: readonly string[] | string = []): readonly string[] {
  return typeof names === "string" ? [names] : names;
}
