import { hash } from "../common/hash";
import type { NumberSet } from "../numbers/number-set";

/** The same for the same numbers: `get` reads them in every run. */
export function importedId(tenant: string, numbers: NumberSet): string {
  return `${tenant}/${numbers.lowest ?? ""}#${hash(numbers.keys().join(","), 8)}`;
}
