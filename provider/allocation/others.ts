import { NumberSet } from "../numbers/number-set";
import type { Owner } from "../run/ownership";
import type { Context } from "./context";

/** The name of a resource, from its URN. */
export function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

/** Which of these numbers other allocations of the tenant hold, by name; not those that this declaration itself held. */
export function heldByName({ registry }: Context, owner: Owner, numbers: NumberSet): Map<string, NumberSet> {
  const { holdings, before, pairs } = registry.refresh();
  const held = [...holdings.values()].map((holding) => ({
    ...holding,
    urn: pairs.get(holding.id) ?? holding.urn,
  }));
  // Without a refresh the old inputs are all that is known of what an allocation holds.
  const known = new Set(held.map(({ urn }) => urn));
  const named = [...before].filter(([urn]) => !known.has(urn)).map(([urn, one]) => ({ ...one, urn }));
  const others = [...held, ...named].filter(
    ({ platform, tenant }) => platform === owner.platform && tenant === owner.tenant,
  );
  return byName(owner, others, numbers);
}

/** What the state holds under this URN: after a replacement also what its original holds. */
export function heldUnder({ registry }: Context, { urn }: Owner): NumberSet {
  const { holdings, pairs } = registry.refresh();
  const own = [...holdings.values()].filter(({ id, urn: stated }) => (pairs.get(id) ?? stated) === urn);
  return NumberSet.unionAll(own.map(({ numbers }) => numbers));
}

/** Which of these numbers other allocations declare for the tenant, by name. */
export function declaredByName(
  { registry }: Context,
  owner: Owner,
  numbers: NumberSet,
): Map<string, NumberSet> {
  const others = [...registry.refresh().declarations.values()].filter(
    ({ platform, tenant }) =>
      (platform ?? owner.platform) === owner.platform && (tenant ?? owner.tenant) === owner.tenant,
  );
  return byName(owner, others, numbers);
}

/** The numbers of all of them. */
export function ofAll(others: ReadonlyMap<string, NumberSet>): NumberSet {
  return NumberSet.unionAll(others.values());
}

function byName(
  owner: Owner,
  others: readonly { urn: string; numbers: NumberSet | undefined }[],
  numbers: NumberSet,
): Map<string, NumberSet> {
  const found = new Map<string, NumberSet>();
  for (const other of others) {
    if (other.urn === owner.urn || !other.numbers?.overlaps(numbers)) continue;
    // Of a number that two have, the first that is met speaks: a sum must not count it twice.
    const shared = other.numbers.intersect(numbers).minus(ofAll(found));
    const name = nameOf(other.urn);
    found.set(name, (found.get(name) ?? NumberSet.empty).union(shared));
  }
  return found;
}
