import type { CallingProfile, Tenant } from "./entities";
import type { World } from "./world";

/** What a running emulator holds, in sums. */
export interface Overview {
  /** Milliseconds since 1970, in the emulator's time. */
  readonly now: number;
  /** With how many numbers each holds. */
  readonly tenants: readonly (Tenant & { readonly numbers: number })[];
  readonly callingProfiles: readonly CallingProfile[];
}

export function overviewOf(world: World): Overview {
  const { tenants, profiles } = world.store;
  return {
    now: world.now(),
    tenants: [...tenants.values()].map((tenant) => ({
      ...tenant,
      numbers: world.store.size(tenant.msTenantId),
    })),
    callingProfiles: [...profiles.values()],
  };
}
