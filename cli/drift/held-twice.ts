import { append } from "../../provider/common/append";
import { itOrThem } from "../../provider/common/counted";
import { figure } from "../../provider/numbers/figure";
import { NumberSet } from "../../provider/numbers/number-set";
import { numbersOf } from "../../provider/state/owned-numbers";
import { parseState } from "../../provider/state/state";
import type { Message } from "../report/schema";
import { nameOf } from "../states/stack-state";
import type { Look } from "./look-at-fleet";
import { type FleetAllocation, tenantOf } from "./read-fleet";

/** So many allocations are named; the rest is counted. */
const MOST_NAMES = 6;

interface Holder {
  readonly allocation: FleetAllocation;
  readonly numbers: NumberSet;
}

/** A warning for each tenant of which more than one state holds a number: no preview can tell, as it knows one stack alone. */
export function heldTwice(looks: readonly Look[]): Message[] {
  const allocations = looks.flatMap((look) => ("error" in look ? [] : look.allocation));
  // A state may be given twice, as a file and by the backend; a copy of a stack has its ids, and another name in its URNs.
  const once = new Map(allocations.map((one) => [`${one.urn} ${one.id}`, one]));
  const tenants = new Map<string, Holder[]>();
  for (const allocation of once.values()) {
    const numbers = numbersOf(parseState(allocation.outputs));
    append(tenants, tenantOf(allocation), { allocation, numbers });
  }
  return [...tenants].flatMap(([tenant, holders]) => warningOf(tenant, holders));
}

function warningOf(tenant: string, holders: readonly Holder[]): Message[] {
  const bySource = new Map<string, NumberSet[]>();
  for (const { allocation, numbers } of holders) append(bySource, allocation.source, numbers);
  let [all, twice] = [NumberSet.empty, NumberSet.empty];
  for (const sets of bySource.values()) {
    const own = NumberSet.unionAll(sets);
    twice = twice.union(own.intersect(all));
    all = all.union(own);
  }
  if (twice.isEmpty) return [];
  const who = holders.flatMap(({ allocation, numbers }) =>
    numbers.overlaps(twice) ? `${allocation.source}: ${nameOf(allocation.urn)}` : [],
  );
  const more = who.length > MOST_NAMES ? ` and ${figure(who.length - MOST_NAMES)} more` : "";
  const message =
    `${twice.describe()} of tenant ${tenant}: in more than one of these states, each of which would release ${itOrThem(twice.size)}: ${who.slice(0, MOST_NAMES).join(", ")}${more}. ` +
    `Take ${itOrThem(twice.size)} out of all but one, with releaseRemoved: false`;
  return [{ resource: null, message }];
}
