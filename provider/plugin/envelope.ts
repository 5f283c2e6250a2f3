import type { Values } from "../operations";
import { PROVIDER_TEXT } from "../provider-text";
import { seal } from "../secret";
import { LISTS } from "../state/properties";
import { hasSecret, isSecret, open, openAll } from "./wire";

/** What is made of the lists, and is as secret as they are. */
const DERIVED = ["numbers", "pending", "drift", "notAcquired"];
/** What the core wants beside a declaration. State keeps the first two, so that a stack can go back to the dynamic provider. */
const HIDDEN = ["__urn", "__provider", "__secretNumbers"];

/** The engine's values as the core takes them: without marks of secrets, and with what the constructor of a dynamic resource adds. */
export function openEnvelope(values: Values, urn: string): Values {
  const isSecretList =
    LISTS.some((key) => hasSecret(values[key])) || DERIVED.some((key) => isSecret(values[key]));
  const { __secretNumbers, ...rest } = openAll(values);
  return { ...rest, __urn: urn, __provider: PROVIDER_TEXT, ...(isSecretList && { __secretNumbers: true }) };
}

/** Checked inputs for the engine: as the core made them, with the two lists as declared, and what was secret secret again. */
export function sealInputs(inputs: Values, declared: Values): Values {
  const values = { ...inputs, ...pick(declared, LISTS) };
  return omit(sealLike(values, declared), HIDDEN);
}

/** Outputs for the engine. `declared`: the inputs, which say what is secret and hold the two lists. */
export function sealOutputs(outputs: object, declared: Values): Values {
  const values = { ...outputs, ...pick(declared, LISTS) };
  return omit(sealLike(values, declared), ["__secretNumbers"]);
}

function sealLike(values: Values, declared: Values): Values {
  const sealed: Values = {};
  for (const [key, value] of Object.entries(values)) {
    const isSealed = LISTS.some((list) => list === key) || !hasSecret(declared[key]) || hasSecret(value);
    sealed[key] = isSealed ? value : seal(open(value));
  }
  return sealed;
}

function pick(values: Values, keys: readonly string[]): Values {
  return Object.fromEntries(keys.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])));
}

function omit(values: Values, keys: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));
}
