import { append } from "../../provider/common/append";
import { counted, itOrThem } from "../../provider/common/counted";
import { mapLimit } from "../../provider/common/lanes";
import { messageOf } from "../../provider/common/message-of";
import type { LivePlatform, NumberState, NumbersList } from "../../provider/liveplatform";
import { NumberSet } from "../../provider/numbers/number-set";
import { numbersOf, owedBy } from "../../provider/state/owned-numbers";
import { parseState } from "../../provider/state/state";
import { namesNumber, ownRows, rowsOfList, withRow } from "../../provider/tenant/rows";
import { LISTS, steadyList } from "../input/steady-list";
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
  const found = await mapLimit([...declared], TENANTS_AT_A_TIME, ([msTenantId, sets]) =>
    unmanagedIn(msTenantId, NumberSet.unionAll(sets), api),
  );
  return {
    numbers: found.flatMap(({ numbers }) => numbers),
    errors: found.flatMap(({ errors }) => errors),
  };
}

async function unmanagedIn(msTenantId: string, declared: NumberSet, api: LivePlatform): Promise<InTenant> {
  try {
    const list = await steadyList(() => api.listStates({ msTenantId }));
    const numbers = withRow(ownRows(rowsOfList(list), msTenantId)).minus(declared);
    return {
      numbers: numbers.isEmpty ? [] : [{ msTenantId, numbers: numbers.toCanonical() }],
      errors: doubtsOf(list, msTenantId).map(toError),
    };
  } catch (error) {
    return { numbers: [], errors: [toError(`tenant ${msTenantId}: ${messageOf(error)}`)] };
  }
}

function toError(doubt: string): Message {
  return { resource: null, message: `--unmanaged: ${doubt}` };
}

interface InTenant {
  readonly numbers: readonly UnmanagedNumbers[];
  readonly errors: readonly Message[];
}

/** Why a tenant may hold more than its list shows. */
function doubtsOf({ consistent, unreadable }: NumbersList<NumberState>, msTenantId: string): string[] {
  const unnamed = unreadable.filter((row) => !namesNumber(row)).length;
  const changed =
    `the list of tenant ${msTenantId} changed each of the ${LISTS} times that it was read, so numbers may be missing here. ` +
    "Run this again when no upload or release is under way";
  const untold =
    `${counted(unnamed, "row")} of the list of tenant ${msTenantId} cannot be read, so it is not known whether a state holds ${itOrThem(unnamed)}. ` +
    `Look ${itOrThem(unnamed)} up in the portal`;
  return [...(consistent ? [] : [changed]), ...(unnamed === 0 ? [] : [untold])];
}

const LEFT_OUT = toError(
  "a state that cannot be read may hold any number, so none is named as held by nobody. Run this again when all states can be read",
);
