/** How a value is marked as secret on the engine's wire. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

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
    if (typeof value === "object" && value !== null) Reflect.set(sealed, key, { [SIGNATURE]: SECRET, value });
  }
  return sealed;
}
