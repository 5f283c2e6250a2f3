import { NumberSet } from "../numbers/number-set";
import type { Allocation, Place } from "./allocation";
import type { Binding, Claims, Held, Where } from "./claims";
import type { Declaration, Hidden } from "./ledger";
import type { Sent } from "./sent";

/** What other allocations declare, as far as it is known. */
export interface OthersDeclare {
  /** Declared by other allocations for the same tenant and platform (or one of the two is not known yet). */
  numbers: NumberSet;
  /** URNs of which not enough is known yet: any number may be among them, or it may be another tenant's. */
  undetermined: string[];
  /** Those among them whose numbers are not known. */
  withoutNumbers: string[];
  /** Whether the program may declare more. */
  binding: Binding;
}

/** The name of a resource, from its URN. */
export function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

/** Which of these numbers other allocations of the tenant declare. Nothing where declarations do not count, as in a destroy. */
export async function declaredByOthers(
  claims: Claims,
  { platform, tenant, urn }: Allocation,
  numbers: NumberSet,
): Promise<OthersDeclare> {
  const binding = await claims.binding();
  const others = binding === "none" ? [] : claims.declared({ platform, tenant, except: urn });
  return {
    numbers: NumberSet.unionAll(others.flatMap((other) => other.numbers ?? [])).intersect(numbers),
    undetermined: others.filter((other) => isUndetermined(other, numbers)).map((other) => other.urn),
    withoutNumbers: others.filter((other) => other.numbers === undefined).map((other) => other.urn),
    binding,
  };
}

function isUndetermined(declaration: Declaration, numbers: NumberSet): boolean {
  if (declaration.numbers === undefined) return true;
  return !isPlaced(declaration) && declaration.numbers.overlaps(numbers);
}

/**
 * The other declarations, of any tenant, that name one of these numbers: those that have been checked, since a transform
 * may change what a constructor has said.
 */
export function declaredTwice(
  claims: Claims,
  { platform, urn }: Pick<Allocation, "platform" | "urn">,
  numbers: NumberSet,
): { urn: string; numbers: NumberSet }[] {
  return claims.declared({ platform, except: urn }).flatMap((other) => {
    if (!other.isChecked || other.platform === undefined || !other.numbers?.overlaps(numbers)) return [];
    return { urn: other.urn, numbers: other.numbers.intersect(numbers) };
  });
}

/** The allocations of this tenant that the program declares some of these numbers in. */
export function declaredBy(claims: Claims, { platform, tenant }: Place, numbers: NumberSet): string[] {
  const here = claims.declared({ platform, tenant }).filter(isPlaced);
  return here.flatMap((one) => (one.numbers?.overlaps(numbers) ? one.urn : []));
}

function isPlaced({ platform, tenant }: Declaration): boolean {
  return platform !== undefined && tenant !== undefined;
}

/**
 * What the resource that goes on under this URN declares, when that is another id: its replacement was created first
 * (`--replace`), in this run or in one that broke off before the old one was deleted.
 */
export function declaredByReplacement(claims: Claims, { platform, tenant, urn, id }: Allocation): NumberSet {
  const live = claims.held({ platform, urn }).find(({ isLive }) => isLive);
  if (live === undefined || live.by.id === id) return NumberSet.empty;
  return claims.declared({ platform, tenant, urn })[0]?.numbers ?? NumberSet.empty;
}

/** Whether this id is deleted for a replacement under the same URN that is yet to be created. */
export function isReplaced(claims: Claims, { platform, urn, id }: Allocation): boolean {
  return claims.held({ platform, urn }).some(({ by, isLive }) => by.id === id && isLive);
}

/** What a resource that was replaced under this URN held last: of one that is deleted, what it has left to others. */
export function heldByReplaced(claims: Claims, { platform, tenant, urn, id }: Allocation): NumberSet {
  const replaced = seenAt(claims, { platform, tenant, urn }).filter(({ by }) => by.id !== id);
  return NumberSet.unionOf(replaced);
}

/** What counts of what an allocation holds. */
type HeldByOther = Pick<Held, "by" | "numbers" | "owes" | "isDeclared">;

/** Who answers what is held. */
export interface AskHeld {
  held(where: Where): HeldByOther[];
}

/**
 * What other allocations of this tenant hold by now, as far as this run has seen them; not what they have themselves left
 * to another one. `declared`: only those that the program declares.
 */
export function heldByOthers(
  claims: AskHeld,
  { platform, tenant, urn }: Allocation,
  { declared = false } = {},
): NumberSet {
  const others = claims.held({ platform, tenant, except: urn }).filter(isSeen);
  const meant = declared ? others.filter(({ isDeclared }) => isDeclared) : others;
  return NumberSet.unionAll(meant.map(({ numbers, owes }) => numbers.minus(owes)));
}

/** What the state holds in this tenant, over all allocations that this run has seen. */
export function heldInTenant(claims: Claims, { platform, tenant }: Place): NumberSet {
  return NumberSet.unionOf(seenAt(claims, { platform, tenant }));
}

/** What other allocations of a tenant, or one that this one replaces, know of settings that the platform does not show. */
export function hiddenInTenant(claims: Claims, { platform, tenant, id }: Allocation): Hidden[] {
  return seenAt(claims, { platform, tenant }).flatMap(({ by, hidden }) => (by.id === id ? [] : hidden));
}

/** What the allocations of a tenant have sent and not seen yet. */
export function sentInTenant(claims: Claims, { platform, tenant }: Place): Sent[] {
  return seenAt(claims, { platform, tenant }).map(({ sent }) => sent);
}

/** What old inputs name in this tenant, where nothing else is known of what an allocation holds. */
export function heldBefore(claims: Claims, { platform, tenant }: Place): NumberSet {
  const named = claims.held({ platform, tenant }).filter(({ by }) => by.id === undefined);
  return NumberSet.unionOf(named);
}

/** Allocations of other tenants that hold some of these numbers. */
export function heldElsewhere(claims: Claims, { platform, tenant }: Place, numbers: NumberSet): Held[] {
  return seenAt(claims, { platform }).filter(
    (one) => one.by.tenant !== tenant && one.numbers.overlaps(numbers),
  );
}

/** Whether the run knows of more than one allocation of this tenant. */
export function hasSeveral(claims: Claims, { platform, tenant }: Place): boolean {
  const declared = claims.declared({ platform, tenant }).map(({ urn }) => urn);
  const held = seenAt(claims, { platform, tenant }).map(({ by }) => by.urn);
  return new Set([...declared, ...held]).size > 1;
}

function seenAt(claims: Claims, where: Where): Held[] {
  return claims.held(where).filter(isSeen);
}

/** Not by its old inputs alone. */
function isSeen({ by }: HeldByOther): boolean {
  return by.id !== undefined;
}

/** Which of these numbers other allocations of the tenant hold, by name; not those that this declaration itself held. */
export function heldByName(claims: Claims, owner: Allocation, numbers: NumberSet): Map<string, NumberSet> {
  if (numbers.isEmpty) return new Map();
  const { platform, tenant, urn } = owner;
  const others = claims.held({ platform, tenant, except: urn });
  return byName(
    others.map((other) => ({ urn: other.by.urn, numbers: other.numbers })),
    numbers,
  );
}

/** What the state holds under this URN: after a replacement also what its original holds. */
export function heldUnder(claims: Claims, { platform, urn }: Allocation): NumberSet {
  const own = seenAt(claims, { platform, urn });
  return NumberSet.unionOf(own);
}

/** Which of these numbers other allocations declare for the tenant, by name. */
export function declaredByName(
  claims: Claims,
  { platform, tenant, urn }: Allocation,
  numbers: NumberSet,
): Map<string, NumberSet> {
  if (numbers.isEmpty) return new Map();
  return byName(claims.declared({ platform, tenant, except: urn }), numbers);
}

export function ofAll(others: ReadonlyMap<string, NumberSet>): NumberSet {
  return NumberSet.unionAll(others.values());
}

function byName(
  others: readonly { urn: string; numbers: NumberSet | undefined }[],
  numbers: NumberSet,
): Map<string, NumberSet> {
  const found = new Map<string, NumberSet>();
  for (const other of others) {
    if (!other.numbers?.overlaps(numbers)) continue;
    // Of a number that two have, the first that is met speaks: a sum must not count it twice.
    const shared = other.numbers.intersect(numbers).minus(ofAll(found));
    const name = nameOf(other.urn);
    found.set(name, (found.get(name) ?? NumberSet.empty).union(shared));
  }
  return found;
}
