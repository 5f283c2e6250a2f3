import { ADDRESS, PROVIDER_TEXT } from "../common/dynamic-state";
import { given } from "../common/given";
import type { Opened, Values } from "../common/operations";
import { seal } from "../common/secret";
import { DERIVED, sealNumbers } from "../host/secret-numbers";
import { LISTS } from "../state/properties";
import { hasSecret, isSecret, open, openAll } from "./wire";

type Sealing = Pick<Opened, "urn" | "isSecret">;

/** Whether the dynamic provider has left these inputs or outputs, which have the numbers only as `numbers`. */
export function isOfDynamic(values: Values): boolean {
  return values.numbers !== undefined && LISTS.every((key) => values[key] === undefined);
}

/** The engine's values as the core takes them: without marks of secrets. */
export function openEnvelope(values: Values, urn: string): Opened {
  return {
    values: omit(openAll(values), ADDRESS),
    urn,
    isSecret: isSecretList(values),
    ignoresDrift: values.drift !== undefined,
  };
}

/**
 * Whether the list of these inputs or outputs is secret. Outputs can be it by the program's `additionalSecretOutputs` alone, so
 * whether a declaration has changed is asked of the inputs.
 */
export function isSecretList(values: Values): boolean {
  return LISTS.some((key) => hasSecret(values[key])) || DERIVED.some((key) => isSecret(values[key]));
}

/** Checked inputs for the engine: as the core made them, with the two lists as declared, and what was secret secret again. */
export function sealInputs(inputs: Values, { isSecret }: Sealing, declared: Values): Values {
  return sealLike({ ...sealNumbers(inputs, isSecret), ...given(declared, LISTS) }, declared);
}

/**
 * Outputs for the engine, with what the dynamic provider has in its own, so that a stack can go back to it.
 *
 * @param declared the inputs, which say what is secret and hold the two lists
 */
export function sealOutputs(outputs: Values, { urn, isSecret }: Sealing, declared: Values): Values {
  const values = { ...sealNumbers(outputs, isSecret), ...given(declared, LISTS) };
  return { ...sealLike(values, declared), __urn: urn, __provider: PROVIDER_TEXT };
}

function sealLike(values: Values, declared: Values): Values {
  const sealed: Values = {};
  for (const [key, value] of Object.entries(values)) {
    const isSealed = LISTS.some((list) => list === key) || !hasSecret(declared[key]) || hasSecret(value);
    sealed[key] = isSealed ? value : seal(open(value));
  }
  return sealed;
}

function omit(values: Values, keys: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));
}
