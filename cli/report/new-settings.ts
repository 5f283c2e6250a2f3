import { isDeepStrictEqual } from "node:util";
import { SETTINGS } from "../../provider/allocation/model";
import type { Values } from "./preview";

/** Settings that an update gives the numbers of an allocation; only a replacement gives them another tenant. */
const CHANGEABLE = SETTINGS.filter((setting) => setting !== "msTenantId");

/** Names of the settings that differ. Absent is empty; neither case nor the order of a list means anything. */
export function newSettings(before: Values = {}, after: Values = {}): string[] {
  return CHANGEABLE.filter(
    (setting) => !isDeepStrictEqual(comparable(before[setting]), comparable(after[setting])),
  );
}

function comparable(value: unknown): unknown {
  if (!Array.isArray(value)) return typeof value === "string" ? value.toLowerCase() : value;
  const names = value.map((name) => String(name).toLowerCase());
  return names.length === 0 ? undefined : [...new Set(names)].sort();
}
