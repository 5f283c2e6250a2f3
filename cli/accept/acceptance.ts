import { type DeclaringTenant, type GroupSettings, declareRow } from "../../provider/allocation/declare-row";
import type { TenantNumber } from "../../provider/liveplatform";
import { blocksOf } from "../../provider/numbers/blocks";
import { NumberSet } from "../../provider/numbers/number-set";
import { type Drift, printDrift } from "../../provider/state/drift";
import { namesOf } from "../export/allocation-names";
import type { Listed } from "../export/grouping";
import type { Deployed } from "./deployed";

/** Numbers that a program has to declare elsewhere, or no longer, to say what is in the tenant. */
export interface Shift {
  readonly numbers: NumberSet;
  /** The allocation that declares them; undefined: others have added them to the tenant. */
  readonly from: string | undefined;
  /** The allocation that is to declare them; undefined: they are not in the tenant any more. */
  readonly to: string | undefined;
}

/** Numbers that stay as they are declared, or undeclared. */
export interface Kept {
  readonly numbers: NumberSet;
  /** The allocation that declares them; undefined: none does. */
  readonly allocation: string | undefined;
  readonly reason: string;
}

/** What a program has to say otherwise, so that it declares what is in the tenant. */
export interface Acceptance {
  readonly shifts: readonly Shift[];
  /** Allocations that are new, by name. */
  readonly created: ReadonlyMap<string, GroupSettings>;
  readonly kept: readonly Kept[];
}

/** Compares the allocations of a stack with the list of their tenant. Pure. */
export function acceptanceOf(
  tenant: DeclaringTenant,
  deployed: readonly Deployed[],
  listed: Listed,
): Acceptance {
  const rows = new Map(listed.numbers.map((row) => [row.telephoneNumber, row]));
  const found = new Found(tenant, deployed);
  for (const { name, drift } of deployed)
    for (const one of drift) found.differ(one.numbers, { name, drift: one.drift, rows });

  const held = NumberSet.unionOf(deployed);
  const others = blocksOf(held).minus(held);
  for (const [phoneNumber, row] of rows) {
    if (others.has(phoneNumber) && row.tenantId === tenant.msTenantId)
      found.place(phoneNumber, undefined, row);
  }
  return found.acceptance(listed.profileNames);
}

/** Gathers numbers by where they come from and go to; a new allocation is known by its settings until it has a name. */
class Found {
  readonly #tenant: DeclaringTenant;
  readonly #deployed: readonly Deployed[];
  readonly #shifts = new Map<
    string,
    { from: string | undefined; to: Target | undefined; numbers: string[] }
  >();
  readonly #kept = new Map<string, { allocation: string | undefined; reason: string; numbers: string[] }>();
  readonly #created = new Map<string, GroupSettings>();

  constructor(tenant: DeclaringTenant, deployed: readonly Deployed[]) {
    this.#tenant = tenant;
    this.#deployed = deployed;
  }

  /** Numbers of an allocation that differ in the tenant, for this reason. */
  differ(numbers: NumberSet, { name, drift, rows }: { name: string; drift: Drift; rows: TenantRows }): void {
    const { kind } = drift;
    if (kind === "missing" || kind === "held by tenant") this.shift(numbers, name, undefined);
    else if (kind !== "callingProfile" && kind !== "lacks") this.keep(numbers, name, printDrift(drift));
    else for (const phoneNumber of numbers) this.place(phoneNumber, name, rows.get(phoneNumber));
  }

  shift(numbers: Iterable<string>, from: string | undefined, to: Target | undefined): void {
    const key = JSON.stringify([from, to]);
    const entry = this.#shifts.get(key) ?? { from, to, numbers: [] };
    for (const phoneNumber of numbers) entry.numbers.push(phoneNumber);
    this.#shifts.set(key, entry);
  }

  keep(numbers: Iterable<string>, allocation: string | undefined, reason: string): void {
    const key = JSON.stringify([allocation, reason]);
    const entry = this.#kept.get(key) ?? { allocation, reason, numbers: [] };
    for (const phoneNumber of numbers) entry.numbers.push(phoneNumber);
    this.#kept.set(key, entry);
  }

  /** Finds the allocation that declares a number as its row shows it. */
  place(phoneNumber: string, from: string | undefined, row: TenantNumber | undefined): void {
    const verdict = row && declareRow(this.#tenant, row);
    if (verdict === undefined) this.keep([phoneNumber], from, "it is not in the list of the tenant");
    else if ("reason" in verdict) this.keep([phoneNumber], from, verdict.reason);
    else this.shift([phoneNumber], from, this.#targetFor(phoneNumber, verdict.settings));
  }

  #targetFor(phoneNumber: string, settings: GroupSettings): Target {
    const alike = this.#deployed.filter((one) => isAlike(one.settings, settings));
    const near = alike.find(({ numbers }) => blocksOf(numbers).has(phoneNumber));
    const target = near ?? alike[0];
    if (target !== undefined) return { name: target.name };
    const key = JSON.stringify(settings);
    this.#created.set(key, this.#created.get(key) ?? settings);
    return { key };
  }

  acceptance(profileNames: Listed["profileNames"]): Acceptance {
    const names = this.#newNames(profileNames);
    return {
      shifts: [...this.#shifts.values()].map(({ numbers, from, to }) => ({
        numbers: NumberSet.fromNumbers(numbers),
        from,
        to: to && ("name" in to ? to.name : names.get(to.key)),
      })),
      created: new Map([...this.#created].map(([key, settings]) => [names.get(key) ?? key, settings])),
      kept: [...this.#kept.values()].map((one) => ({ ...one, numbers: NumberSet.fromNumbers(one.numbers) })),
    };
  }

  /** As an export names allocations; a name that the stack has for others gets a number. */
  #newNames(profileNames: Listed["profileNames"]): ReadonlyMap<string, string> {
    const taken = new Set(this.#deployed.map(({ name }) => name));
    const named = namesOf([...this.#created.values()], profileNames);
    return new Map(
      [...this.#created].map(([key, settings]) => {
        const wanted = named.get(settings) ?? key;
        let name = wanted;
        for (let count = 2; taken.has(name); count++) name = `${wanted}-${count}`;
        taken.add(name);
        return [key, name];
      }),
    );
  }
}

type TenantRows = ReadonlyMap<string, TenantNumber>;
type Target = { readonly name: string } | { readonly key: string };

/** A row tells the country of North American toll-free numbers only. */
function isAlike(declared: GroupSettings, shown: GroupSettings): boolean {
  return (
    declared.callingProfile === shown.callingProfile &&
    declared.usage === shown.usage &&
    (shown.country === undefined || declared.country === shown.country) &&
    isSameSet(declared.additionalUsages, shown.additionalUsages) &&
    isSameSet(declared.capabilities, shown.capabilities)
  );
}

function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  const names = (list: readonly string[]): string =>
    [...new Set(list.map((name) => name.toLowerCase()))].sort().join();
  return names(some) === names(others);
}
