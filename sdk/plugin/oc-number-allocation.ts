import type * as pulumi from "@pulumi/pulumi";

import { type AllocationHost, CustomAllocation, propsOf, withStack } from "../base-allocation";
import type { OcNumberAllocationArgs } from "../oc-number-allocation-args";
import { pauseStacks } from "../pause-stacks";
import { pluginOptions } from "../resource-options";
import { PLUGIN_TYPE } from "../types";
import { warnOfMisspelt } from "../warn-of-misspelt";

export type * from "../oc-number-allocation-args";

const HOST: AllocationHost = { type: PLUGIN_TYPE, hidden: () => ({}) };

/**
 * Telephone numbers that one Microsoft Teams tenant holds on Live Platform, with one calling profile, usage and set of
 * capabilities.
 *
 * Creating it uploads the numbers and waits for the platform's task. Every preview shows in `drift`, number by number, what others
 * have changed, and an up repairs it. Destroying it releases the numbers; numbers in use are never released without
 * `unassignOnRelease`.
 *
 * Errors appear in the preview where they can be known there, and name the property and the number. When a part of an
 * operation fails, or Ctrl-C ends it, what is done is saved, and the next `pulumi up` goes on.
 *
 * A stack of the dynamic provider, `OcNumberAllocation` of the npm package `pulumi-liveplatform`, becomes one of the plugin, and the
 * other way round, without a request.
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
  static readonly __pulumiType = PLUGIN_TYPE;

  /** Whether a value is an allocation: made by this copy of the package or another one, or what a policy is shown of one. */
  static override isInstance(obj: unknown): obj is OcNumberAllocation {
    return typeof obj === "object" && obj !== null && Reflect.get(obj, "__pulumiType") === PLUGIN_TYPE;
  }

  /**
   * Reads what a tenant holds, without owning it: nothing of it is ever changed or released. The run fails where a number is not
   * there, or where the numbers have different settings, and names them.
   *
   * @param name unique in the stack, for this type
   * @param id the tenant and keys as in `numbers`: `TENANT/KEY[,KEY…]`
   *
   * @example
   * const id = "3bc57cac-5794-457f-ad36-2c88cade9dbb/+61395556880,+61395556900..+61395556999";
   * const theirs = liveplatform.OcNumberAllocation.get("theirs", id);
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: Partial<OcNumberAllocationArgs> = {},
    opts?: pulumi.CustomResourceOptions,
  ): OcNumberAllocation {
    return new OcNumberAllocation(name, state, { ...opts, id });
  }

  /**
   * @param name unique in the stack, for this type
   * @param args see `OcNumberAllocationArgs`; the outputs of another allocation may be spread into it and are ignored, any other
   *   name is an error of the preview
   * @param opts Pulumi's; with `import`, an id as `get` takes it, the allocation takes over what is there
   */
  constructor(name: string, args: OcNumberAllocationArgs, opts?: pulumi.CustomResourceOptions);
  /** What `get` makes. @internal */
  constructor(name: string, args: Partial<OcNumberAllocationArgs>, opts: pulumi.CustomResourceOptions);
  constructor(
    name: string,
    args: Partial<OcNumberAllocationArgs>,
    opts: pulumi.CustomResourceOptions | undefined,
  ) {
    const options = pluginOptions(opts);
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
