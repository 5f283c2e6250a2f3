import type { Values } from "../common/operations";
import { seal } from "../common/secret";

/** What is made of the lists, and is as secret as they are. */
export const DERIVED = ["numbers", "pending", "drift", "notAcquired"];

/**
 * Marks what the provider has made of a secret list as secret. The engine carries secrecy from an input to the output of
 * the same name, and these have other names than the lists.
 */
export function sealNumbers(values: Values, isSecret: boolean): Values {
  if (!isSecret) return values;
  const derived = DERIVED.filter((key) => typeof values[key] === "object" && values[key] !== null);
  return { ...values, ...Object.fromEntries(derived.map((key) => [key, seal(values[key])])) };
}
