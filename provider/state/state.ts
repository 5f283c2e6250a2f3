import * as z from "zod";

import { withoutUndefined } from "../common/without-undefined";
import { NumberSet } from "../numbers/number-set";
import type { Sent } from "../run/sent";
import { type Drifted, parseDrifts, printDrifts } from "./drift";
import {
  type EarlierSettings,
  earlierSettingsSchema,
  joinedSchema,
  parseEarlierSettings,
  pickSettings,
  printEarlierSettings,
} from "./earlier-settings";
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

/** The texts and names of a state can never change. */
const stateSchema = inputsSchema.extend({
  /** As `platformOf` gives it. */
  __platform: text.optional(),
  pending: canonicalNumbers.optional(),
  __pendingTasks: texts.optional(),
  __pendingStatuses: z.record(z.string(), text).optional(),
  __lostAt: text.optional(),
  __handedOver: canonicalNumbers.optional(),
  __leaving: canonicalNumbers.optional(),
  drift: z.record(z.string(), z.string()).optional(),
  __earlierSettings: earlierSettingsSchema.optional(),
  /** Written by versions that kept one value for all numbers. */
  __settingsBefore: joinedSchema.optional(),
  __uncured: z.record(z.string(), text).optional(),
  taskId: text.optional(),
  sbcIds: z.array(z.number()).optional(),
  numberCount: z.number().optional(),
  statusCounts: z.record(z.string(), z.number()).optional(),
  assignedCount: z.number().optional(),
  notAcquired: z.object({ since: text, count: z.number(), numbers: texts }).optional(),
});

/** What a program may give. Names with two underscores are the package's own. */
export const INPUT_NAMES: readonly string[] = [...PROPERTY_NAMES, ...LISTS];
export const OUTPUT_NAMES: readonly string[] = Object.keys(stateSchema.shape);

/** Every input but the lists of numbers. */
export type DeclaredProperties = z.infer<z.ZodObject<Shape>>;
export type DeclaredSettings = Pick<DeclaredProperties, SettingName>;
type StateText = z.infer<typeof stateSchema>;

export interface AllocationInputs extends DeclaredProperties {
  readonly numbers: NumberSet;
  /** Numbers stay as they were found (`ignoreChanges: ["drift"]`). */
  readonly ignoresDrift: boolean;
}

export interface AllocationState
  extends DeclaredProperties, Pick<StateText, "taskId" | "statusCounts" | "assignedCount" | "notAcquired"> {
  /** The platform that holds the numbers; unknown in states of 0.1.0. */
  readonly platform: string | undefined;
  readonly numbers: NumberSet;
  readonly sent: Sent;
  /** Left to another allocation of the stack, which may not have taken them over yet. */
  readonly handedOver: NumberSet;
  /** Left this allocation in a run that did not know yet what others declare: the next one releases them. */
  readonly heldBack: NumberSet;
  readonly drift: readonly Drifted[];
  /** What numbers lack that our own upload has asked for: no drift, as another upload would not give it. */
  readonly uncured: readonly Drifted[];
  /** The numbers that a change of settings has not come to, each in one group at most. */
  readonly earlierSettings: readonly EarlierSettings[];
  readonly sbcIds: readonly number[];
}

/** Errors: values that `check` has not made. */
export function parseInputs({ values, ignoresDrift }: Given): AllocationInputs {
  const { numbers, ...rest } = inputsSchema.parse(values);
  return { ...rest, numbers: NumberSet.fromCanonical(numbers), ignoresDrift };
}

interface Given {
  readonly values: unknown;
  readonly ignoresDrift: boolean;
}

/** Checked inputs as the engine keeps them: equal for all that declare the same. */
export function printInputs(declared: DeclaredProperties & { numbers: NumberSet }): Record<string, unknown> {
  const given = PROPERTY_NAMES.map((name): [string, unknown] => [name, declared[name]]);
  return withoutUndefined({ ...Object.fromEntries(given), numbers: declared.numbers.toCanonical() });
}

/** Errors: values that are no state of this package. */
export function parseState(values: unknown): AllocationState {
  const {
    __platform,
    __handedOver,
    __leaving,
    __earlierSettings: earlier,
    __settingsBefore: before,
    __uncured,
    sbcIds = [],
    ...rest
  } = stateSchema.parse(values);
  const drift = parseDrifts(rest.drift);
  const {
    numbers,
    pending,
    __pendingTasks: tasks = [],
    __pendingStatuses: statuses,
    __lostAt,
    ...others
  } = rest;
  return {
    ...others,
    platform: __platform,
    numbers: NumberSet.fromCanonical(numbers),
    sent: { numbers: NumberSet.fromCanonical(pending), tasks, statuses: statuses ?? {}, lostAt: __lostAt },
    handedOver: NumberSet.fromCanonical(__handedOver),
    heldBack: NumberSet.fromCanonical(__leaving),
    drift,
    uncured: parseDrifts(__uncured),
    earlierSettings: parseEarlierSettings(earlier, { drift, settings: { ...pickSettings(rest), ...before } }),
    sbcIds,
  };
}

export function printState(state: AllocationState): Record<string, unknown> {
  const { numbers, sent, taskId, sbcIds, statusCounts, assignedCount, notAcquired } = state;
  const isPending = !sent.numbers.isEmpty;
  return withoutUndefined({
    ...printInputs(state),
    __platform: state.platform,
    pending: isPending ? sent.numbers.toCanonical() : undefined,
    __pendingTasks: isPending ? [...sent.tasks] : undefined,
    __pendingStatuses: isPending ? filled(sent.statuses) : undefined,
    __lostAt: isPending ? sent.lostAt : undefined,
    __handedOver: filled(state.handedOver.toCanonical()),
    __leaving: filled(state.heldBack.toCanonical()),
    drift: filled(printDrifts(state.drift)),
    __uncured: filled(printDrifts(state.uncured)),
    __earlierSettings: printEarlierSettings(state.earlierSettings),
    numberCount: numbers.size,
    ...{ taskId, sbcIds: [...sbcIds], statusCounts, assignedCount, notAcquired },
  });
}

function filled<T extends object>(value: T | undefined): T | undefined {
  return value === undefined || Object.keys(value).length === 0 ? undefined : value;
}

export function parseNumbers(value: unknown): NumberSet {
  return NumberSet.fromCanonical(canonicalNumbers.parse(value));
}
