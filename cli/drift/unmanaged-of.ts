import { append } from "../../provider/common/append";
import { mapLimit } from "../../provider/common/lanes";
import type { LivePlatform } from "../../provider/liveplatform";
import { NumberSet } from "../../provider/numbers/number-set";
import { numbersOf, owedBy } from "../../provider/state/owned-numbers";
import { parseState } from "../../provider/state/state";
import type { Message, UnmanagedNumbers } from "../report/schema";
import { type Look, TENANTS_AT_A_TIME } from "./look-at-fleet";
import { type Unread, tenantIn, tenantOf } from "./read-fleet";

/** What is in none of the states; without numbers, that is not known. */
export interface Unmanaged {
  readonly numbers: UnmanagedNumbers[] | undefined;
  readonly errors: readonly Message[];
}

/** What the tenants hold, and none of the states answers for. Costs a list of each tenant more. */
export async function unmanagedOf(
  looks: readonly Look[],
  unread: readonly Unread[],
  api: LivePlatform,
): Promise<Unmanaged> {
  // What a state holds that could not be read is not known: its tenant is left out.
  const unclear = new Set(unread.map(({ msTenantId }) => msTenantId));
  for (const look of looks) if ("error" in look) unclear.add(tenantIn(look.allocation));
  if (unclear.has(undefined)) return { numbers: undefined, errors: [LEFT_OUT] };
  const declared = new Map<string, NumberSet[]>();
  for (const { allocation } of looks) {
    const tenant = tenantOf(allocation);
    if (unclear.has(tenant)) continue;
    const state = parseState(allocation.outputs);
    append(declared, tenant, numbersOf(state).union(owedBy(state)));
  }
  const found = await mapLimit([...declared], TENANTS_AT_A_TIME, async ([msTenantId, sets]) => {
    const { numbers } = await api.listStates({ msTenantId });
    const held = numbers
      .filter(({ tenantId }) => tenantId === msTenantId)
      .map(({ telephoneNumber }) => telephoneNumber);
    return { msTenantId, numbers: NumberSet.fromNumbers(held).minus(NumberSet.unionAll(sets)).toCanonical() };
  });
  return { numbers: found.filter(({ numbers }) => Object.keys(numbers).length > 0), errors: [] };
}

const LEFT_OUT: Message = {
  resource: null,
  message:
    "--unmanaged: a state that cannot be read may hold any number, so none is named as held by nobody. Run this again when all states can be read",
};
