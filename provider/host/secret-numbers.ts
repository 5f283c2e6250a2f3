import type { Values } from "../common/operations";
import { seal } from "../common/secret";
import { HIDDEN } from "../state/properties";

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

/**
 * Marks what numbers had of settings until a change as secret, in a state that a change has left half-way: what the platform does
 * not show, such as an address, always, as the dynamic provider is not told what was secret.
 *
 * @param isSecret whether a setting is declared secret, as far as that is known
 */
export function sealEarlierSettings(
  values: Values,
  isSecret: (name: string) => boolean = () => false,
): Values {
  const { __settingsBefore: before } = values;
  if (typeof before !== "object" || before === null) return values;
  const sealed = Object.entries(before).map(([name, value]: [string, unknown]) => [
    name,
    HIDDEN.some((hidden) => hidden === name) || isSecret(name) ? seal(value) : value,
  ]);
  return { ...values, __settingsBefore: Object.fromEntries(sealed) };
}
