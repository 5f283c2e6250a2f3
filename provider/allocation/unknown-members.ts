import { nearest } from "../common/nearest";
import type { Failure } from "../common/operations";
import { INPUT_NAMES, OUTPUT_NAMES } from "../state/state";

/** What Pulumi itself knows of every resource, and a program may spread with the outputs. */
const OF_PULUMI = ["id", "urn"];

/** Inputs that do not exist, such as `adoptExistng`. The names of outputs pass: those of another allocation may be spread. */
export function unknownInputs(news: object): Failure[] {
  const known = new Set([...INPUT_NAMES, ...OUTPUT_NAMES, ...OF_PULUMI]);
  return Object.keys(news)
    .filter((name) => !name.startsWith("__") && !known.has(name))
    .map((name) => ({ property: name, reason: `${name} is not an input${meant(name, INPUT_NAMES)}` }));
}

const OF_RANGE = ["start", "end"];

/** Members of a range beside `start` and `end`. */
export function unknownOfRange(property: string, others: object): Failure[] {
  return Object.keys(others).map((name) => ({
    property: `${property}.${name}`,
    reason: `a range has no member ${name}${meant(name, OF_RANGE) || "; it is the numbers from start to end, both included"}`,
  }));
}

function meant(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? "" : `; did you mean ${near}?`;
}
