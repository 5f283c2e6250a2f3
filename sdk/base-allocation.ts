import * as pulumi from "@pulumi/pulumi";

import { FINDINGS, LISTS, PROPERTY_NAMES } from "../provider/state/properties";
import { declareNumbers } from "./declare-numbers";
import type { NotAcquired, NumberMap, OcNumberAllocationArgs, Usage } from "./oc-number-allocation-args";
import { plainError } from "./plain-error";

/** Who serves an allocation: the dynamic provider or the plugin. */
export interface AllocationHost {
  /** Pulumi's type of the resource. */
  readonly type: string;
  /** What its provider needs beside the declaration. */
  hidden(urn: Promise<string>, args: Partial<OcNumberAllocationArgs>): pulumi.Inputs;
}

/** An allocation whichever host serves it: its outputs. */
export abstract class BaseAllocation extends pulumi.CustomResource {
  /** As declared. */
  declare readonly msTenantId: pulumi.Output<string>;
  /** As declared. */
  declare readonly callingProfile: pulumi.Output<string>;
  /** As declared. */
  declare readonly usage: pulumi.Output<Usage>;
  /** As declared. */
  declare readonly capabilities: pulumi.Output<string[]>;
  /** As declared. */
  declare readonly additionalUsages: pulumi.Output<Usage[] | undefined>;
  /** As declared. */
  declare readonly country: pulumi.Output<string | undefined>;
  /** As declared. */
  declare readonly address: pulumi.Output<string | undefined>;
  /** As declared. */
  declare readonly location: pulumi.Output<string | undefined>;
  /** As declared. */
  declare readonly typeOfService: pulumi.Output<string | undefined>;
  /** As declared. */
  declare readonly ticketId: pulumi.Output<string | undefined>;
  /** As declared. */
  declare readonly adoptExisting: pulumi.Output<boolean | undefined>;
  /** As declared. */
  declare readonly releaseRemoved: pulumi.Output<boolean | undefined>;
  /** As declared. */
  declare readonly unassignOnRelease: pulumi.Output<boolean | undefined>;
  /** As declared. */
  declare readonly reportUnmanaged: pulumi.Output<boolean | undefined>;
  /** The numbers that the allocation holds. Secret where one of the two lists is, as are `pending` and `drift`. */
  declare readonly numbers: pulumi.Output<NumberMap>;
  /** Numbers that were sent in an upload and not seen in the tenant yet; absent when there are none. */
  declare readonly pending: pulumi.Output<NumberMap | undefined>;
  /**
   * A number, or `first..last` → what is wrong with it in the tenant: `missing`, `MarkedForRemoval`, `callingProfile <id>` …;
   * absent when all is well.
   */
  declare readonly drift: pulumi.Output<Record<string, string> | undefined>;
  /** How many numbers `numbers` holds. */
  declare readonly numberCount: pulumi.Output<number>;
  /** The task of the last upload; absent where nothing was uploaded. */
  declare readonly taskId: pulumi.Output<string | undefined>;
  /** Ids of the SBCs that carry the numbers, ascending, as the tenant's rows and the tasks of uploads name them. */
  declare readonly sbcIds: pulumi.Output<number[]>;
  /**
   * Status → how many numbers have it, such as `{ Active: 99, Uploaded: 2 }`. `Uploaded` is a number that Operator Connect has
   * not acquired yet, `Unknown` one whose status the platform gives as null.
   */
  declare readonly statusCounts: pulumi.Output<Record<string, number>>;
  /** How many of the numbers are in use: assigned to a person, a conference bridge or an application. */
  declare readonly assignedCount: pulumi.Output<number>;
  /** Numbers that are `Uploaded` for more than a day, which Operator Connect has not acquired; absent when there are none. */
  declare readonly notAcquired: pulumi.Output<NotAcquired | undefined>;
}

/**
 * What allocations extend: Pulumi's class itself, known to have the outputs of an allocation. A class between the two would be one more
 * frame than Pulumi skips to find the program's position.
 */
export const CustomAllocation = customAllocation();

function customAllocation(): typeof BaseAllocation {
  const found: unknown = pulumi.CustomResource;
  if (isAllocationClass(found)) return found;
  throw new TypeError("@pulumi/pulumi has no class CustomResource");
}

/** A resource has the outputs that its properties name (`propsOf`). */
function isAllocationClass(found: unknown): found is typeof BaseAllocation {
  return typeof found === "function";
}

/** What goes on with an error that was thrown while stacks were paused: its own lines are lost, those from the caller on lead to the program's. */
export function withStack(error: unknown): unknown {
  const shown = plainError(error);
  if (shown === error && error instanceof Error) Error.captureStackTrace(error);
  return shown;
}

/**
 * Declares an allocation to the run, and makes the properties that the engine is told. What is only read (option `id`) is not declared:
 * nothing of it is this stack's.
 */
export function propsOf(
  host: AllocationHost,
  name: string,
  args: Partial<OcNumberAllocationArgs>,
  opts: pulumi.CustomResourceOptions,
): pulumi.Inputs {
  const props = { ...inputsOf(args), ...OUTPUTS };
  if (opts.id !== undefined) return props;
  const urn = declareNumbers({ type: host.type, name, args, opts });
  return { ...otherNames(args), ...props, ...host.hidden(urn, args) };
}

/**
 * What else a program gives, such as a misspelt input: its names alone, for `check` to refuse beside all other mistakes.
 * Whatever an allocation has itself may be spread.
 */
function otherNames(args: Partial<OcNumberAllocationArgs>): Record<string, true> {
  const known = new Set<string>([...INPUTS, ...FINDINGS, "id", "urn"]);
  const others = Object.entries(args).filter(
    ([name, value]) => !known.has(name) && !name.startsWith("__") && value !== undefined,
  );
  return Object.fromEntries(others.map(([name]) => [name, true]));
}

/** A resource has just those outputs that are keys of its properties. */
const OUTPUTS: pulumi.Inputs = Object.fromEntries(FINDINGS.map((name) => [name, undefined]));

const INPUTS: readonly (keyof OcNumberAllocationArgs)[] = [...PROPERTY_NAMES, ...LISTS];

function inputsOf(args: Partial<OcNumberAllocationArgs>): pulumi.Inputs {
  return Object.fromEntries(INPUTS.map((name) => [name, args[name]]));
}
