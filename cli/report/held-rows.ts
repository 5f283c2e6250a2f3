import { parseDrift } from "../../provider/state/drift";
import { type GivenSettings, earlierByDrift, pickSettings } from "../../provider/state/earlier-settings";
import { heldRows } from "../../provider/state/held-rows";
import { SETTINGS } from "../../provider/state/properties";
import type { DeclaredSettings } from "../../provider/state/state";
import type { Rows } from "../../provider/tenant/rows";
import type { AllocationStep } from "./allocation-step";
import type { Values } from "./preview";

/** The rows of an allocation's numbers in this tenant, as far as its state tells them. */
export function rowsOf({ before, drift = [] }: AllocationStep, tenant: string): Rows {
  if (before?.numbers === undefined) return new Map();
  const declared = settingsOf(before.values, tenant);
  const drifted = drift.map(({ reason, numbers }) => ({ numbers, drift: parseDrift(reason) }));
  const earlierSettings = earlierByDrift(drifted, {}).map((one) => ({
    ...one,
    settings: settingsOfBefore(declared, one.doubtful ?? []),
  }));
  return heldRows({ ...declared, earlierSettings, drift: drifted }, before.numbers);
}

/** A state has what numbers had until a change of settings as a secret: of those that change, it is not known. */
function settingsOfBefore(declared: DeclaredSettings, changed: readonly string[]): GivenSettings {
  const known = SETTINGS.filter((name) => !changed.includes(name));
  return { callingProfile: "", capabilities: [], ...pickSettings(declared, known) };
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
