import { type ReadContext, readAllocation } from "../../provider/allocation/read";
import { append } from "../../provider/common/append";
import type { Clock } from "../../provider/common/clock";
import { mapLimit } from "../../provider/common/lanes";
import { messageOf } from "../../provider/common/message-of";
import { type Settings, platformOf } from "../../provider/config/settings";
import type { LivePlatform } from "../../provider/liveplatform";
import { NumberSet } from "../../provider/numbers/number-set";
import { numbersOf } from "../../provider/state/owned-numbers";
import { type AllocationState, parseState } from "../../provider/state/state";
import { TenantView } from "../../provider/tenant/tenant-view";
import { type FleetAllocation, tenantOf } from "./read-fleet";

/** Tenants that are looked at side by side; how fast they are asked for is the rate limit's concern. */
export const TENANTS_AT_A_TIME = 16;

/** What the tenant shows of an allocation, in the words of a refresh, or why that is not known. */
export type Look = { readonly allocation: FleetAllocation } & (
  { readonly found: AllocationState | undefined } | { readonly error: string }
);

export interface Platform {
  readonly api: LivePlatform;
  readonly settings: Settings;
  readonly clock: Clock;
}

/** Reads every allocation as a refresh would, one list a tenant. Nothing is written, on the platform or on this machine. */
export async function lookAtFleet(
  allocations: readonly FleetAllocation[],
  platform: Platform,
  onProgress: (done: number, total: number) => void,
): Promise<Look[]> {
  const tenants = new Map<string, FleetAllocation[]>();
  for (const one of allocations) append(tenants, tenantOf(one), one);
  let done = 0;
  const looks = await mapLimit([...tenants], TENANTS_AT_A_TIME, async ([tenant, own]) => {
    const view = new TenantView(platform.api, tenant, platform.clock);
    // Together, so that they decide together between the list and single numbers.
    const found = await Promise.all(own.map((one) => lookAt(one, own, { ...platform, view })));
    onProgress(++done, tenants.size);
    return found;
  });
  return looks.flat();
}

async function lookAt(
  allocation: FleetAllocation,
  ofTenant: readonly FleetAllocation[],
  platform: Platform & { view: TenantView },
): Promise<Look> {
  try {
    const context = contextOf(allocation, ofTenant, platform);
    const { state, by } = heldBy(allocation, context.platform);
    return { allocation, found: await readAllocation(context, by, state) };
  } catch (error) {
    return { allocation, error: messageOf(error) };
  }
}

function contextOf(
  allocation: FleetAllocation,
  ofTenant: readonly FleetAllocation[],
  { settings, clock, view }: Platform & { view: TenantView },
): ReadContext {
  const platform = platformOf(settings.baseUrl);
  const others = ofTenant.filter((one) => one !== allocation && one.source === allocation.source);
  return {
    settings,
    clock,
    platform,
    view: () => view,
    tellHeld: () => undefined,
    givenUp: () => Promise.resolve({ surely: NumberSet.empty, perhaps: NumberSet.empty }),
    sentBefore: () => [],
    claims: { held: () => others.map((one) => heldBy(one, platform)) },
  };
}

/** A state alone says of no allocation whether a program still declares it. */
function heldBy({ id, urn, outputs }: FleetAllocation, platform: string) {
  const state = parseState(outputs);
  const by = { id, urn, platform, tenant: state.msTenantId };
  return { state, by, numbers: numbersOf(state), owes: NumberSet.empty, isDeclared: true };
}
