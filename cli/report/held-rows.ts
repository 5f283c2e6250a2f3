import { parseDrift } from "../../provider/state/drift";
import { heldRows } from "../../provider/state/held-rows";
import type { DeclaredSettings } from "../../provider/state/state";
import type { Rows } from "../../provider/tenant/rows";
import type { AllocationStep } from "./allocation-step";
import type { Values } from "./preview";

/** The rows of an allocation's numbers in this tenant, as far as its state tells them. */
export function rowsOf({ before, drift = [] }: AllocationStep, tenant: string): Rows {
  if (before?.numbers === undefined) return new Map();
  const declared = settingsOf(before.values, tenant);
  const earlier = Object.entries(before.values.__settingsBefore ?? {});
  const settingsBefore = Object.fromEntries(
    earlier.flatMap(([setting, value]) => (value === undefined ? [] : [[setting, value]])),
  );
  const drifted = drift.map(({ reason, numbers }) => ({ numbers, drift: parseDrift(reason) }));
  return heldRows({ ...declared, settingsBefore, drift: drifted }, before.numbers);
}

/** Settings as they are compared. A value that the CLI does not show stands as its placeholder. */
export function settingsOf(values: Values, tenant: string): DeclaredSettings {
  const { callingProfile = "", usage = "", additionalUsages, capabilities } = values;
  return {
    msTenantId: tenant,
    callingProfile,
    usage,
    additionalUsages: listOf(additionalUsages),
    capabilities: listOf(capabilities),
  };
}

function listOf(names: readonly string[] | string = []): string[] {
  return typeof names === "string" ? [names] : [...names];
}
