import { z } from "zod";

import { NumberSet } from "../numbers/number-set";
import {
  type Kind,
  LISTS,
  PROPERTIES,
  PROPERTY_NAMES,
  type PropertyName,
  type SettingName,
} from "./properties";

const canonicalNumbers = z.record(z.string(), z.number());
const text = z.string();
const texts = z.array(z.string());

/** How state keeps an input of each kind. */
const SCHEMAS = {
  guid: text,
  usage: text,
  usages: texts,
  capabilities: texts,
  country: text,
  text,
  flag: z.boolean(),
} satisfies Readonly<Record<Kind, z.ZodType>>;

type SchemaOf<Name extends PropertyName> = (typeof SCHEMAS)[(typeof PROPERTIES)[Name]["kind"]];
type Shape = {
  [Name in PropertyName]: (typeof PROPERTIES)[Name] extends { isRequired: true }
    ? SchemaOf<Name>
    : z.ZodOptional<SchemaOf<Name>>;
};

function shapeOfInputs(): Shape;
function shapeOfInputs(): Record<string, z.ZodType> {
  return Object.fromEntries(
    PROPERTY_NAMES.map((name) => {
      const schema = SCHEMAS[PROPERTIES[name].kind];
      return [name, "isRequired" in PROPERTIES[name] ? schema : schema.optional()];
    }),
  );
}

const inputsSchema = z.object(shapeOfInputs()).extend({ numbers: canonicalNumbers });

const stateSchema = inputsSchema.extend({
  drift: z.record(z.string(), z.string()).optional(),
  /** The platform that holds the numbers, as `platformOf` gives it; absent in states of 0.1.0. */
  __platform: text.optional(),
  pending: canonicalNumbers.optional(),
  /** The tasks that pending numbers were sent with. */
  __pendingTasks: texts.optional(),
  /** Those of them that had not ended by the deadline, and the status that nobody knows which they showed. */
  __pendingStatuses: z.record(z.string(), text).optional(),
  /** When the answer to an upload was lost. */
  __lostAt: text.optional(),
  /** Numbers that this allocation left to another one of the stack, which may not have taken them over yet. */
  __handedOver: canonicalNumbers.optional(),
  /** Numbers that left this allocation in a run that did not know yet what others declare: the next one releases them. */
  __leaving: canonicalNumbers.optional(),
  /** What numbers have that a change of settings has not come to: theirs to go back to. */
  __settingsBefore: z.record(z.string(), z.union([text, texts])).optional(),
  taskId: text.optional(),
  sbcIds: z.array(z.number()).optional(),
  numberCount: z.number().optional(),
  statusCounts: z.record(z.string(), z.number()).optional(),
  assignedCount: z.number().optional(),
  /** `Uploaded` for more than a day: the day of the oldest, how many, and keys of some of them. */
  notAcquired: z.object({ since: text, count: z.number(), numbers: texts }).optional(),
});

/** What a program may give. Names with two underscores are the package's own. */
export const INPUT_NAMES: readonly string[] = [...PROPERTY_NAMES, ...LISTS];
export const OUTPUT_NAMES: readonly string[] = Object.keys(stateSchema.shape);

/** What every input but the lists of numbers is. */
type Properties = z.infer<z.ZodObject<Shape>>;
export type DeclaredSettings = Pick<Properties, SettingName>;
/** Checked inputs, as the engine keeps them. */
export type DeclaredValues = z.infer<typeof inputsSchema>;
/** What a program declares. */
export interface AllocationInputs extends DeclaredValues {
  /** Numbers stay as they were found (`ignoreChanges: ["drift"]`). */
  readonly ignoresDrift: boolean;
}
/** Outputs, as state keeps them. */
export type AllocationState = z.infer<typeof stateSchema>;

/** Errors: values that `check` has not made. */
export function parseInputs({ values, ignoresDrift }: Given): AllocationInputs {
  return { ...inputsSchema.parse(values), ignoresDrift };
}

interface Given {
  readonly values: unknown;
  readonly ignoresDrift: boolean;
}

export function parseState(value: unknown): AllocationState {
  return stateSchema.parse(value);
}

export function parseNumbers(value: unknown): NumberSet {
  return NumberSet.fromCanonical(canonicalNumbers.parse(value));
}

/** The numbers that a state answers for: those in place and those on their way. */
export function numbersOf(state: Pick<AllocationState, "numbers" | "pending">): NumberSet {
  return NumberSet.fromCanonical(state.numbers).union(NumberSet.fromCanonical(state.pending));
}

/** What a state answers for, with what it left to another allocation that does not hold it yet. */
export function ownNumbers(state: AllocationState, heldByOthers: () => NumberSet): NumberSet {
  return numbersOf(state).union(leftTo(state, heldByOthers));
}

/**
 * What a state left to another allocation that does not hold it yet, or could not release yet. Only for that it asks what others hold: the answer
 * goes through all allocations of the run, and nearly none has left anything.
 */
export function leftTo(state: AllocationState, heldByOthers: () => NumberSet): NumberSet {
  const owed = owedBy(state);
  return owed.isEmpty ? owed : owed.minus(heldByOthers());
}

/** What a state answers for though it is not its own any more. */
export function owedBy({ __handedOver, __leaving }: AllocationState): NumberSet {
  return NumberSet.fromCanonical(__handedOver).union(NumberSet.fromCanonical(__leaving));
}

/** The inputs inside a state: what `read` reports as inputs, equal to what `check` made of the same program. */
export function inputsOfState(state: AllocationState): DeclaredValues {
  return withoutUndefined(inputsSchema.parse(state));
}

/** The engine loses a resource that has an `undefined` at any depth: absent keys are absent. */
export function withoutUndefined<T extends object>(value: T): T {
  for (const key of Object.keys(value))
    if (Reflect.get(value, key) === undefined) Reflect.deleteProperty(value, key);

  return value;
}
