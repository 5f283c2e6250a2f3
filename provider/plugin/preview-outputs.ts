import { isDeepStrictEqual } from "node:util";

import { UNKNOWN, hasUnknown } from "../allocation/unknown";
import type { Values } from "../common/operations";
import { SETTINGS } from "../state/properties";

/** What only the platform can say. */
const FOUND_OUT = ["taskId", "sbcIds", "statusCounts", "assignedCount"];
/** What says of a state that its numbers are to be worked on, though no input differs. */
const OPEN = ["drift", "pending"];

/** The outputs that a create will have, as far as they follow from the checked inputs; the others are unknown. */
export function outputsOfCreate(inputs: Values): Values {
  return { ...inputs, numberCount: countOf(inputs.numbers), ...unknown(FOUND_OUT) };
}

/** The outputs that an update will have: what the platform says is known only where no number is touched. */
export function outputsOfUpdate(state: Values, inputs: Values): Values {
  const stays = [...SETTINGS, "numbers"].every((key) => isDeepStrictEqual(state[key], inputs[key]));
  const isUntouched = stays && OPEN.every((key) => state[key] === undefined);
  const kept = Object.fromEntries(FOUND_OUT.flatMap((key) => (key in state ? [[key, state[key]]] : [])));
  return { ...inputs, numberCount: countOf(inputs.numbers), ...(isUntouched ? kept : unknown(FOUND_OUT)) };
}

function unknown(keys: readonly string[]): Values {
  return Object.fromEntries(keys.map((key) => [key, UNKNOWN]));
}

function countOf(numbers: unknown): unknown {
  if (typeof numbers !== "object" || numbers === null || hasUnknown(numbers)) return UNKNOWN;
  return Object.values(numbers).reduce((sum: number, count: unknown) => sum + Number(count), 0);
}
