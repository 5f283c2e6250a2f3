import { seal } from "./secret";

const DERIVED = ["numbers", "pending", "drift", "notAcquired"];

/**
 * Marks what the provider has made of a secret list as secret. The engine carries secrecy from an input to the output of
 * the same name, and these have other names than the lists.
 */
export function sealNumbers<T extends object>(values: T): T {
  if (Reflect.get(values, "__secretNumbers") !== true) return values;
  const sealed = { ...values };
  for (const key of DERIVED) {
    const value: unknown = Reflect.get(values, key);
    if (typeof value === "object" && value !== null) Reflect.set(sealed, key, seal(value));
  }
  return sealed;
}
