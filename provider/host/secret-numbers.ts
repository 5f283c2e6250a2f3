import type { Values } from "../common/operations";
import { seal } from "../common/secret";

/** Sets of numbers that are made of the lists. */
export const NUMBER_MAPS = ["numbers", "pending", "__handedOver", "__leaving"] as const;
/** What is made of the lists, and is as secret as they are. */
export const DERIVED: readonly string[] = [...NUMBER_MAPS, "drift", "notAcquired", "__uncured"];

/**
 * Marks what the provider has made of a secret list as secret. The engine carries secrecy from an input to the output of
 * the same name, and these have other names than the lists.
 */
export function sealNumbers(values: Values, isSecret: boolean): Values {
  if (!isSecret) return values;
  const derived = DERIVED.filter((key) => typeof values[key] === "object" && values[key] !== null);
  return { ...values, ...Object.fromEntries(derived.map((key) => [key, seal(values[key])])) };
}
