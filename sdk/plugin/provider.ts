import type * as pulumi from "@pulumi/pulumi";

import { BaseProvider, isProviderOf } from "../base-provider";
import type { ProviderArgs } from "../provider-args";

export type { ProviderArgs } from "../provider-args";

/**
 * An explicit provider of the plugin, for programs that work with several platforms, channels or credentials: resources and data
 * sources take it as `{ provider }`. Each instance runs in a process of its own; limits count for all of them together.
 *
 * @example
 * const sandbox = new liveplatform.Provider("sandbox", { baseUrl: "https://sandbox.example.com/tenantui" });
 * const profiles = liveplatform.getCallingProfiles({ provider: sandbox });
 */
export class Provider extends BaseProvider {
  /** By which policies ask for resources of this class. @internal */
  static readonly __pulumiType = "liveplatform";

  /** Whether a value is a provider of this kind: made by this copy of the package or another one, or what a policy is shown of one. */
  static override isInstance(obj: unknown): obj is Provider {
    return isProviderOf(Provider.__pulumiType, obj);
  }

  /**
   * @param name unique in the stack
   * @param args what is not given comes from stack configuration, then from the environment
   */
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    super({ pkg: "liveplatform", prefix: "" }, name, args, opts);
  }
}
