import * as pulumi from "@pulumi/pulumi";

import { PROVIDER_TEXT } from "../provider/provider-text";
import { FINDINGS, LISTS, PROPERTY_NAMES } from "../provider/state/properties";
import { declareNumbers } from "./declare-numbers";
import type { NotAcquired, NumberMap, OcNumberAllocationArgs, Usage } from "./oc-number-allocation-args";
import { pauseStacks } from "./pause-stacks";
import { plainError } from "./plain-error";
import { optionsOf } from "./resource-options";
import { warnOfMisspelt } from "./warn-of-misspelt";

export type * from "./oc-number-allocation-args";

const TYPE = "pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation";

/**
 * Telephone numbers that one Microsoft Teams tenant holds on Live Platform, with one calling profile, usage and set of
 * capabilities.
 *
 * Creating it uploads the numbers and waits for the platform's task; a preview with `options: { refresh: always }` in
 * Pulumi.yaml shows in `drift`, number by number, what others have changed, and an up repairs it. Destroying it releases
 * the numbers; numbers in use are never released without `unassignOnRelease`.
 *
 * Errors appear in the preview where they can be known there, and name the property and the number. When a part of an
 * operation fails, what is done is saved, each other number has its reason, and the next `pulumi up` goes on.
 *
 * @example
 * const desks = new liveplatform.OcNumberAllocation("sydney-desks", {
 *   msTenantId: "3bc57cac-5794-457f-ad36-2c88cade9dbb",
 *   callingProfile: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
 *   usage: "CallingUserAssignment",
 *   capabilities: ["InboundCalling", "OutboundCalling"],
 *   phoneNumberRanges: [{ start: "+61395556900", end: "+61395556999" }],
 * });
 */
export class OcNumberAllocation extends pulumi.CustomResource {
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

  /** By which policies ask for resources of this class. @internal */
  static readonly __pulumiType = TYPE;

  /** Whether a value is an allocation: made by this copy of the package or another one, or what a policy is shown of one. */
  static override isInstance(obj: unknown): obj is OcNumberAllocation {
    return typeof obj === "object" && obj !== null && Reflect.get(obj, "__pulumiType") === TYPE;
  }

  /**
   * @param name unique in the stack, for this type
   * @param args see `OcNumberAllocationArgs`; the outputs of another allocation may be spread into it and are ignored, any other
   *   name is an error of the preview
   * @param opts Pulumi's, with a few differences: see `docs/resource.md`. `import` and `id` are errors: declare the numbers with
   *   `adoptExisting: true`
   */
  constructor(name: string, args: OcNumberAllocationArgs, opts?: pulumi.CustomResourceOptions) {
    const options = optionsOf(name, opts);
    const resumeStacks = pauseStacks();
    try {
      warnOfMisspelt();
      const urn = declareNumbers({ type: TYPE, name, args, opts });
      const props = { ...otherNames(args), ...inputsOf(args), ...OUTPUTS, ...hiddenOf(urn, args) };
      super(TYPE, name, props, options);
    } catch (error) {
      resumeStacks();
      // Its own lines are lost; those from here on lead to the program's.
      const shown = plainError(error);
      if (shown === error && error instanceof Error) Error.captureStackTrace(error);
      throw shown;
    } finally {
      resumeStacks();
    }
  }
}

/**
 * What else a program gives, such as a misspelt input: its names alone, for `check` to refuse beside all other mistakes.
 * Whatever an allocation has itself may be spread.
 */
function otherNames(args: OcNumberAllocationArgs): Record<string, true> {
  const known = new Set<string>([...INPUTS, ...FINDINGS, "id", "urn"]);
  const others = Object.entries(args).filter(
    ([name, value]) => !known.has(name) && !name.startsWith("__") && value !== undefined,
  );
  return Object.fromEntries(others.map(([name]) => [name, true]));
}

/**
 * What the provider needs besides; the engine shows no difference of keys that begin with two underscores. Nothing here may
 * be an output: it would tie the allocation to what the output depends on.
 */
function hiddenOf(urn: Promise<string>, args: OcNumberAllocationArgs): pulumi.Inputs {
  return { __provider: PROVIDER_TEXT, __urn: urn, __secretNumbers: secretNumbers(args) };
}

/** A resource has just those outputs that are keys of its properties. */
const OUTPUTS: pulumi.Inputs = Object.fromEntries(FINDINGS.map((name) => [name, undefined]));

const INPUTS: readonly (keyof OcNumberAllocationArgs)[] = [...PROPERTY_NAMES, ...LISTS];

function inputsOf(args: OcNumberAllocationArgs): pulumi.Inputs {
  return Object.fromEntries(INPUTS.map((name) => [name, args[name]]));
}

/** Whether a list is secret, and with it what the provider makes of the lists: of an output that is known only later. */
function secretNumbers({
  phoneNumbers,
  phoneNumberRanges,
}: OcNumberAllocationArgs): Promise<true | undefined> | undefined {
  const lists = [phoneNumbers, phoneNumberRanges];
  if (!lists.some(hasOutput)) return undefined;
  const secrecy = lists.map((list) => pulumi.isSecret(pulumi.output(list)));
  return Promise.all(secrecy).then((secrets) => secrets.includes(true) || undefined);
}

function hasOutput(value: unknown): boolean {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasOutput);
}
