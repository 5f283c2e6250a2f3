import * as pulumi from "@pulumi/pulumi";

import { PROVIDER_TEXT } from "../provider/common/dynamic-state";
import { type AllocationHost, CustomAllocation, propsOf, withStack } from "./base-allocation";
import type { OcNumberAllocationArgs } from "./oc-number-allocation-args";
import { pauseStacks } from "./pause-stacks";
import { dynamicOptions } from "./resource-options";
import { DYNAMIC_TYPE } from "./types";
import { warnOfMisspelt } from "./warn-of-misspelt";

export type * from "./oc-number-allocation-args";

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
export class OcNumberAllocation extends CustomAllocation {
  /** By which policies ask for resources of this class. @internal */
  static readonly __pulumiType = DYNAMIC_TYPE;

  /** Whether a value is an allocation: made by this copy of the package or another one, or what a policy is shown of one. */
  static override isInstance(obj: unknown): obj is OcNumberAllocation {
    return typeof obj === "object" && obj !== null && Reflect.get(obj, "__pulumiType") === DYNAMIC_TYPE;
  }

  /**
   * @param name unique in the stack, for this type
   * @param args see `OcNumberAllocationArgs`; the outputs of another allocation may be spread into it and are ignored, any other
   *   name is an error of the preview
   * @param opts Pulumi's, with a few differences: see `docs/resource.md`. `import` and `id` are errors: declare the numbers with
   *   `adoptExisting: true`
   */
  constructor(name: string, args: OcNumberAllocationArgs, opts?: pulumi.CustomResourceOptions) {
    const options = dynamicOptions(name, opts);
    const resumeStacks = pauseStacks();
    try {
      warnOfMisspelt();
      super(HOST.type, name, propsOf(HOST, name, args, options), options);
    } catch (error) {
      resumeStacks();
      throw withStack(error);
    } finally {
      resumeStacks();
    }
  }
}

const HOST: AllocationHost = { type: DYNAMIC_TYPE, hidden: hiddenOf };

/**
 * What the provider needs besides; the engine shows no difference of keys that begin with two underscores. Nothing here may
 * be an output: it would tie the allocation to what the output depends on.
 */
function hiddenOf(urn: Promise<string>, args: Partial<OcNumberAllocationArgs>): pulumi.Inputs {
  return { __provider: PROVIDER_TEXT, __urn: urn, __secretNumbers: secretNumbers(args) };
}

/** Whether a list is secret, and with it what the provider makes of the lists: of an output that is known only later. */
function secretNumbers({
  phoneNumbers,
  phoneNumberRanges,
}: Partial<OcNumberAllocationArgs>): Promise<true | undefined> | undefined {
  const lists = [phoneNumbers, phoneNumberRanges];
  if (!lists.some(hasOutput)) return undefined;
  const secrecy = lists.map((list) => pulumi.isSecret(pulumi.output(list)));
  return Promise.all(secrecy).then((secrets) => secrets.includes(true) || undefined);
}

function hasOutput(value: unknown): boolean {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasOutput);
}
