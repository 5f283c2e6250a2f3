import { isDeepStrictEqual } from "node:util";

import { hasUnknown } from "../allocation/unknown";
import type { Differences, Opened, Values } from "../common/operations";
import { LISTS, PROPERTIES, PROPERTY_NAMES } from "../state/properties";

/** How a property, or one key of a map, differs. */
export interface PropertyChange {
  readonly kind: "ADD" | "DELETE" | "UPDATE" | "ADD_REPLACE" | "DELETE_REPLACE" | "UPDATE_REPLACE";
  /** The old value is looked up in the old inputs; else in the old outputs, where alone drift stands. */
  readonly isInput: boolean;
}

/** Maps of which the engine is told key by key what differs. */
const MAPS = ["numbers", "drift", "pending"];
/** Shown as `numbers`, or of no interest. */
const SILENT = new Set<string>([...LISTS, ...MAPS]);

/**
 * What differs between a state and a declaration, if the core says that anything does, by property path: for `numbers` one path for each
 * number or range, so that one number changed in 10,000 is two lines of a preview.
 */
export function describeChanges(
  { changes, replaces }: Differences,
  state: Pick<Opened, "values" | "isSecret">,
  inputs: Pick<Opened, "values" | "isSecret">,
): Map<string, PropertyChange> {
  const paths = new Map<string, PropertyChange>();
  if (changes === false) return paths;
  const compare = (path: string, before: unknown, after: unknown, isInput = true): void => {
    const kind = kindOf(before, after);
    if (kind !== undefined)
      paths.set(path, { kind: replaces.includes(path) ? `${kind}_REPLACE` : kind, isInput });
  };
  for (const property of MAPS) {
    const [before, after, isInput] = [
      state.values[property],
      inputs.values[property],
      property === "numbers",
    ];
    // Each path is printed as it is, in `pulumi preview --json` for one: of secret lists it names no number.
    if (state.isSecret || inputs.isSecret || hasUnknown(after)) {
      compare(property, before, after, isInput);
      continue;
    }
    const [olds, news] = [entriesOf(before), entriesOf(after)];
    for (const key of new Set([...olds.keys(), ...news.keys()]))
      compare(`${property}["${key}"]`, olds.get(key), news.get(key), isInput);
  }
  for (const property of declarable(inputs.values, state.values))
    compare(property, state.values[property], inputs.values[property]);
  return paths;
}

/** Names of inputs: what a state has besides are outputs. */
function declarable(inputs: Values, state: Values): string[] {
  const declared = Object.keys(inputs).filter((key) => !key.startsWith("__") && !SILENT.has(key));
  const gone = OPTIONAL.filter((key) => state[key] !== undefined && inputs[key] === undefined);
  return [...new Set([...declared, ...gone])];
}

const OPTIONAL = PROPERTY_NAMES.filter((name) => !("isRequired" in PROPERTIES[name]));

function kindOf(before: unknown, after: unknown): "ADD" | "DELETE" | "UPDATE" | undefined {
  if (isDeepStrictEqual(before ?? undefined, after ?? undefined)) return undefined;
  if (before === undefined || before === null) return "ADD";
  return after === undefined || after === null ? "DELETE" : "UPDATE";
}

function entriesOf(value: unknown): Map<string, unknown> {
  return new Map<string, unknown>(typeof value === "object" && value !== null ? Object.entries(value) : []);
}
