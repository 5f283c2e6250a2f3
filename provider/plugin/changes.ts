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

/** What is to be known of a change beside the two sides. */
interface About {
  readonly replaces: readonly string[];
  /** Each path is printed as it is, in `pulumi preview --json` for one: then it names no number. */
  readonly isSecret: boolean;
}

/**
 * What differs between a state and a declaration, by property path: for `numbers` one path for each number or range, so that one
 * number changed in 10,000 is two lines of a preview.
 */
export function changedPaths(
  state: Values,
  inputs: Values,
  { replaces, isSecret }: About,
): Map<string, PropertyChange> {
  const changes = new Map<string, PropertyChange>();
  for (const property of MAPS) {
    const maps = {
      property,
      before: state[property],
      after: inputs[property],
      isInput: property === "numbers",
    };
    if (isSecret || hasUnknown(maps.after)) compareWhole(changes, maps);
    else compareKeys(changes, maps);
  }
  for (const property of declarable(inputs, state)) {
    const kind = kindOf(state[property], inputs[property]);
    if (kind === undefined) continue;
    changes.set(property, { kind: replaces.includes(property) ? `${kind}_REPLACE` : kind, isInput: true });
  }
  return changes;
}

/** The properties whose changes are the engine's to show, if the core says that there are any. */
export function describeChanges(
  { changes, replaces }: Differences,
  state: Opened,
  inputs: Opened,
): Map<string, PropertyChange> {
  if (changes === false) return new Map<string, PropertyChange>();
  const isSecret = state.isSecret || inputs.isSecret;
  return changedPaths(state.values, inputs.values, { replaces, isSecret });
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

interface Maps {
  property: string;
  before: unknown;
  after: unknown;
  isInput: boolean;
}

function compareWhole(
  changes: Map<string, PropertyChange>,
  { property, before, after, isInput }: Maps,
): void {
  const kind = kindOf(before, after);
  if (kind !== undefined) changes.set(property, { kind, isInput });
}

function compareKeys(changes: Map<string, PropertyChange>, { property, before, after, isInput }: Maps): void {
  const [olds, news] = [entriesOf(before), entriesOf(after)];
  for (const [key, value] of olds) {
    const kind = kindOf(value, news.get(key));
    if (kind !== undefined) changes.set(`${property}["${key}"]`, { kind, isInput });
  }
  for (const key of news.keys())
    if (!olds.has(key)) changes.set(`${property}["${key}"]`, { kind: "ADD", isInput });
}

function entriesOf(value: unknown): Map<string, unknown> {
  return new Map<string, unknown>(typeof value === "object" && value !== null ? Object.entries(value) : []);
}
