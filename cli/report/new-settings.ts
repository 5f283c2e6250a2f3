import { SETTINGS } from "../../provider/state/properties";
import { differs } from "../../provider/state/settings-change";
import type { Values } from "./preview";

/** Settings that an update gives the numbers of an allocation; only a replacement gives them another tenant. */
const CHANGEABLE = SETTINGS.filter((setting) => setting !== "msTenantId");

/** Names of the settings that differ. */
export function newSettings(before: Values = {}, after: Values = {}): string[] {
  return CHANGEABLE.filter((setting) => differs(setting, before[setting], after[setting]));
}
