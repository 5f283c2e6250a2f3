import type { Values } from "../common/operations";
import { UserError } from "../state/errors";
import { isOfDynamic } from "./envelope";

const PATH = /^\W*(phoneNumbers|phoneNumberRanges|numbers)\b["'\]]*(.*)$/s;

/**
 * Throws where `ignoreChanges` names what the engine cannot keep: a part of `numbers`, whose keys change with each number, or a list of
 * which the state has no old value, since the dynamic provider has left it. The engine would take it out of the declaration,
 * and its numbers would be released.
 */
export function refuseIgnored(ignoreChanges: readonly string[], oldInputs: Values): void {
  const isDynamic = isOfDynamic(oldInputs);
  for (const path of ignoreChanges) {
    const [, property, part] = PATH.exec(path) ?? [];
    if (property === "numbers" && part !== "") {
      throw new UserError(
        `ignoreChanges: ${path}: a part of numbers cannot be named; write numbers for all of it`,
        "ignore_changes",
      );
    }
    if (isDynamic && property !== undefined && property !== "numbers") {
      throw new UserError(
        `ignoreChanges: ${path}: the dynamic provider has left this allocation's numbers in the state as numbers alone, so Pulumi cannot ` +
          `keep ${property}. Write ignoreChanges: [numbers] for the first up; after it ${property} can be ignored`,
        "ignore_changes",
      );
    }
  }
}
