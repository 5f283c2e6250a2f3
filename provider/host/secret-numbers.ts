import type { Values } from "../common/operations";
import { seal } from "../common/secret";
import { EARLIER_SETTINGS } from "../state/earlier-settings";

/** Sets of numbers that are made of the lists. */
export const NUMBER_MAPS = ["numbers", "pending", "__handedOver", "__leaving"] as const;
/** What is made of the lists, and is as secret as they are. */
export const DERIVED: readonly string[] = [...NUMBER_MAPS, "drift", "notAcquired", "__uncured"];

/**
 * Marks what numbers had of settings until a change as secret, and what the provider has made of a secret list. The engine carries
 * secrecy from an input to the output of the same name, and these have other names.
 */
export function sealNumbers(values: Values, isSecret: boolean): Values {
  const keys = isSecret ? [...DERIVED, EARLIER_SETTINGS] : [EARLIER_SETTINGS];
  const derived = keys.filter((key) => typeof values[key] === "object" && values[key] !== null);
  return { ...values, ...Object.fromEntries(derived.map((key) => [key, seal(values[key])])) };
}
