import type { Values } from "./operations";

/** Those of the values that have one of these keys. */
export function given(values: Values, keys: readonly string[]): Values {
  return Object.fromEntries(keys.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])));
}
