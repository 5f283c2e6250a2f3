import { NumberSet } from "../../provider/numbers/number-set";
import type { Declared } from "../support/in-process/provider-calls";
import type { Values } from "../support/in-process/provider-process";
import { type Choice, PROFILES, type Run, TENANTS, numbersOf } from "./universe";

/** One allocation, as a program declares it. */
export interface Declaration {
  name: string;
  aliases: string[];
  tenant: Choice;
  profile: Choice;
  numbers: NumberSet;
  options: Partial<Record<Option, boolean>>;
  /** The explicit provider that manages it: each has a process of its own. */
  instance: Choice;
}

export type Option = "adoptExisting" | "releaseRemoved" | "unassignOnRelease";

export const SLOTS = 4;

/** A change of the program; but for `declare`, a slot that is empty stands for the next one that is not. */
export type Edit =
  | { edit: "declare"; slot: number; tenant: Choice; profile: Choice; numbers: readonly Run[] }
  | { edit: "grow"; slot: number; numbers: readonly Run[] }
  | { edit: "shrink"; slot: number; numbers: readonly Run[] }
  | { edit: "merge"; slot: number; into: number }
  | { edit: "swap"; slot: number; into: number }
  | { edit: "rename"; slot: number; alias: boolean }
  | { edit: "reprofile"; slot: number; profile: Choice }
  | { edit: "retenant"; slot: number; tenant: Choice }
  | { edit: "option"; slot: number; option: Option; value: boolean }
  | { edit: "remove"; slot: number };

/** The allocations of a program, at most one in a slot, no number twice. */
export class Program {
  readonly slots = new Map<number, Declaration>();
  #names = 0;

  get declarations(): Declaration[] {
    return [...this.slots.values()];
  }

  apply(change: Edit): void {
    const slot = this.resolve(change.slot);
    const found = this.slots.get(slot);
    if (change.edit === "declare") this.#declare(change);
    else if (found !== undefined) this.#alter(slot, found, change);
  }

  /** A slot that is taken: this one, or the next. */
  resolve(slot: number): number {
    const taken = [...this.slots.keys()].sort((a, b) => a - b);
    return taken.find((one) => one >= slot) ?? taken[0] ?? slot;
  }

  #alter(slot: number, found: Declaration, change: Exclude<Edit, { edit: "declare" }>): void {
    switch (change.edit) {
      case "grow":
        this.#take(slot, numbersOf(change.numbers));
        break;
      case "shrink":
        this.#put(slot, found.numbers.minus(numbersOf(change.numbers)));
        break;
      case "merge":
        this.#take(this.resolve(change.into), found.numbers);
        break;
      case "swap":
        this.#swap(slot, this.resolve(change.into));
        break;
      case "rename":
        found.aliases = change.alias ? [...found.aliases, found.name] : [];
        found.name = this.#newName(slot);
        break;
      case "reprofile":
        found.profile = change.profile;
        break;
      case "retenant":
        found.tenant = change.tenant;
        break;
      case "option":
        found.options = { ...found.options, [change.option]: change.value };
        break;
      case "remove":
        this.slots.delete(slot);
    }
  }

  #declare({ slot, tenant, profile, numbers }: Edit & { edit: "declare" }): void {
    const old = this.slots.get(slot);
    const name = old?.name ?? this.#newName(slot);
    const rest = { aliases: old?.aliases ?? [], options: old?.options ?? {}, instance: instanceOf(slot) };
    this.slots.set(slot, { name, tenant, profile, numbers: NumberSet.empty, ...rest });
    this.#take(slot, numbersOf(numbers));
  }

  /** Other allocations give up what this one takes. */
  #take(slot: number, numbers: NumberSet): void {
    const taker = this.slots.get(slot);
    if (taker === undefined) return;
    for (const [other, { numbers: theirs }] of this.slots)
      if (other !== slot) this.#put(other, theirs.minus(numbers));
    this.#put(slot, taker.numbers.union(numbers));
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.slots.get(one), this.slots.get(other)];
    if (a !== undefined && b !== undefined) [a.numbers, b.numbers] = [b.numbers, a.numbers];
  }

  #put(slot: number, numbers: NumberSet): void {
    const declaration = this.slots.get(slot);
    if (numbers.isEmpty) this.slots.delete(slot);
    else if (declaration !== undefined) declaration.numbers = numbers;
  }

  #newName(slot: number): string {
    this.#names += 1;
    return `slot${slot}-${this.#names}`;
  }
}

/** The last slot is that of another explicit provider. */
function instanceOf(slot: number): Choice {
  return slot === SLOTS - 1 ? 1 : 0;
}

export function urnOf(name: string): string {
  return `urn:pulumi:model::stack::pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation::${name}`;
}

/** What the constructor hands to the engine. */
export function declared(declaration: Declaration): Declared {
  const { name, aliases, instance } = declaration;
  return { urn: urnOf(name), aliases: aliases.map(urnOf), inputs: inputsOf(declaration), instance };
}

function inputsOf(declaration: Declaration): Values {
  const { phoneNumbers, phoneNumberRanges } = declaration.numbers.toRequest();
  return {
    msTenantId: TENANTS[declaration.tenant],
    callingProfile: PROFILES[declaration.profile],
    usage: "CallingUserAssignment",
    capabilities: ["InboundCalling", "OutboundCalling"],
    phoneNumbers,
    phoneNumberRanges,
    ...declaration.options,
    __urn: urnOf(declaration.name),
    __provider: 'exports.handler = () => require("pulumi-liveplatform/provider");',
  };
}
