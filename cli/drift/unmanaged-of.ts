import { append } from "../../provider/common/append";
import { mapLimit } from "../../provider/common/lanes";
import type { LivePlatform } from "../../provider/liveplatform";
import { NumberSet } from "../../provider/numbers/number-set";
import { numbersOf, owedBy } from "../../provider/state/owned-numbers";
import { parseState } from "../../provider/state/state";
import type { UnmanagedNumbers } from "../report/schema";
import { type Look, TENANTS_AT_A_TIME } from "./look-at-fleet";
import { tenantOf } from "./read-fleet";

/** What the tenants hold, and none of the states answers for. Costs a list of each tenant more. */
export async function unmanagedOf(looks: readonly Look[], api: LivePlatform): Promise<UnmanagedNumbers[]> {
  const declared = new Map<string, NumberSet[]>();
  const unclear = new Set(looks.flatMap((look) => ("error" in look ? tenantOf(look.allocation) : [])));
  for (const look of looks) {
    // What a state holds that could not be read is not known: its tenant is left out.
    const tenant = tenantOf(look.allocation);
    if (unclear.has(tenant)) continue;
    const state = parseState(look.allocation.outputs);
    append(declared, tenant, numbersOf(state).union(owedBy(state)));
  }
  const found = await mapLimit([...declared], TENANTS_AT_A_TIME, async ([msTenantId, sets]) => {
    const { numbers } = await api.listStates({ msTenantId });
    const held = numbers
      .filter(({ tenantId }) => tenantId === msTenantId)
      .map(({ telephoneNumber }) => telephoneNumber);
    return { msTenantId, numbers: NumberSet.fromNumbers(held).minus(NumberSet.unionAll(sets)).toCanonical() };
  });
  return found.filter(({ numbers }) => Object.keys(numbers).length > 0);
}
