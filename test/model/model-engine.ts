import { isDeepStrictEqual } from "node:util";

import { mapLimit } from "../../provider/common/lanes";
import { numbersOf } from "../../provider/state/state";
import { judgeGone } from "./invariants";
import type { Plan } from "./plan";
import { Processes } from "./processes";
import { type Declaration, urnOf } from "./program";
import { ProviderCalls } from "./provider-calls";
import { type Resource, type Stack, type Values, nameOf, stateOf, transported } from "./stack";
import type { World } from "./world";

type Step = () => Promise<void>;

/** The Pulumi engine, as far as a provider can tell: one command, from the first refresh to the last delete. */
export class ModelEngine {
  /** What a preview would show. */
  readonly changes: string[] = [];
  readonly provider: ProviderCalls;
  readonly stack: Stack;
  readonly #world: World;
  readonly #plan: Plan;
  readonly #random: () => number;
  readonly #operatedOn = new Set<string>();

  constructor(world: World, plan: Plan, random: () => number) {
    this.#world = world;
    this.#plan = plan;
    this.#random = random;
    this.provider = new ProviderCalls(new Processes(world, plan, random), world.gate);
    this.stack = plan.command === "preview" ? world.stack.copy() : world.stack;
  }

  async run(): Promise<void> {
    if (this.#plan.refresh) await this.#refresh();
    if (this.#isOver()) return;
    const declarations = this.#plan.command === "destroy" ? [] : this.#world.program.declarations;
    this.provider.processes.declare(declarations);
    await this.#runProgram(this.#shuffled(declarations));
    if (!this.#isOver()) await this.#deleteOthers();
  }

  /** No further step begins. */
  #isOver(): boolean {
    return this.provider.troubles.length > 0 || this.#world.gate.isEngineGone;
  }

  get #isPreview(): boolean {
    return this.#plan.command === "preview";
  }

  async #refresh(): Promise<void> {
    const all = this.stack.resources.filter((one) => !one.isPendingReplacement && this.#isTargeted(one.urn));
    await mapLimit(this.#shuffled(all), this.#plan.parallel, async (resource) => {
      const read = await this.provider.read(resource);
      if (read === undefined) return;
      if (!("props" in read)) {
        judgeGone(this.#world, resource);
        this.stack.remove(resource);
        return;
      }
      const [outputs, inputs] = [transported(read.props), transported(read.inputs)];
      await this.provider.diff(resource, outputs, resource.inputs);
      Object.assign(resource, { outputs, inputs, isPartial: false });
    });
  }

  /** Steps run while the program is still registering; now and then a resource waits for those before it. */
  async #runProgram(declarations: readonly Declaration[]): Promise<void> {
    const running = new Set<Promise<void>>();
    for (const declaration of declarations) {
      if (this.#random() < 0.3) await Promise.all(running);
      while (running.size >= this.#plan.parallel) await Promise.race(running);
      if (this.#isOver()) break;
      const step = await this.#register(declaration);
      if (step === undefined || this.#isPreview || this.#isOver()) continue;
      const run = step().finally(() => running.delete(run));
      running.add(run);
    }
    await Promise.all(running);
  }

  async #register(declaration: Declaration): Promise<Step | undefined> {
    const { name, aliases } = declaration;
    const urn = urnOf(name);
    const old = this.stack.find(urn, ...aliases.map(urnOf));
    this.#operatedOn.add(urn).add(old?.urn ?? urn);
    if (!this.#isTargeted(urn)) return undefined;
    const isReplace = old !== undefined && this.#isToBeReplaced(urn);
    const inputs = await this.provider.check(declaration, old === undefined || isReplace ? {} : old.inputs);
    if (inputs === undefined) return undefined;
    if (old === undefined) return this.#change(`create ${name}`, () => this.#create(declaration, inputs));
    if (isReplace) return this.#change(`replace ${name}`, () => this.#createFirst(declaration, old, inputs));
    return this.#compare(declaration, old, inputs);
  }

  async #compare(declaration: Declaration, old: Resource, inputs: Values): Promise<Step | undefined> {
    const { name } = declaration;
    const diff = await this.provider.diff(old, old.outputs, inputs);
    if (diff === undefined) return undefined;
    const isChanged = diff.changes ?? !isDeepStrictEqual(old.inputs, inputs);
    if (old.isPendingReplacement || (isChanged && diff.replaces.length > 0)) {
      const fresh = await this.provider.check(declaration, {});
      return fresh && this.#change(`replace ${name}`, () => this.#deleteFirst(declaration, old, fresh));
    }
    if (isChanged || old.isPartial)
      return this.#change(`update ${name}`, () => this.#update(declaration, old, inputs));
    if (!this.#isPreview) old.urn = urnOf(name);
    return undefined;
  }

  #change(what: string, step: Step): Step {
    this.changes.push(what);
    return step;
  }

  async #create(declaration: Declaration, inputs: Values, before?: Resource): Promise<void> {
    const made = await this.provider.create(declaration, inputs);
    if (made === undefined) return;
    if (before?.isPendingReplacement === true) this.stack.remove(before);
    else if (before !== undefined) before.isOld = true;
    const { name, instance } = declaration;
    this.stack.put({
      ...made,
      urn: urnOf(name),
      inputs,
      instance,
      isPendingReplacement: false,
      isOld: false,
    });
  }

  async #createFirst(declaration: Declaration, old: Resource, inputs: Values): Promise<void> {
    this.#isReplacing(old);
    await this.#create(declaration, inputs, old);
  }

  async #deleteFirst(declaration: Declaration, old: Resource, inputs: Values): Promise<void> {
    if (!old.isPendingReplacement) {
      this.#isReplacing(old);
      if (!(await this.provider.delete(old))) return;
      this.#world.leave(old);
      old.isPendingReplacement = true;
    }
    await this.#create(declaration, inputs, old);
  }

  #isReplacing(old: Resource): void {
    const { watch } = this.#world;
    watch.replacing = watch.replacing.union(numbersOf(stateOf(old)));
  }

  async #update(declaration: Declaration, old: Resource, inputs: Values): Promise<void> {
    const made = await this.provider.update(declaration, old, inputs);
    if (made === undefined) return;
    this.#world.letGo(stateOf(old), made.outputs);
    Object.assign(old, { ...made, urn: urnOf(declaration.name), inputs });
  }

  async #deleteOthers(): Promise<void> {
    const others = this.stack.resources.filter((one) => one.isOld || !this.#operatedOn.has(one.urn));
    await mapLimit(this.#shuffled(others), this.#plan.parallel, async (resource) => {
      if (this.#isOver() || !this.#isTargeted(resource.urn)) return;
      this.changes.push(`delete ${nameOf(resource.urn)}`);
      if (this.#isPreview) return;
      if (resource.isOld) this.#isReplacing(resource);
      if (!resource.isPendingReplacement && !(await this.provider.delete(resource))) return;
      if (this.#plan.command === "destroy") this.#world.nameLeft(stateOf(resource));
      this.stack.remove(resource);
    });
  }

  #isTargeted(urn: string): boolean {
    return this.#plan.targets === undefined || this.#urnsOf(this.#plan.targets).includes(urn);
  }

  #isToBeReplaced(urn: string): boolean {
    return this.#plan.replace !== undefined && this.#urnsOf([this.#plan.replace]).includes(urn);
  }

  #urnsOf(slots: readonly number[]): string[] {
    const { program } = this.#world;
    const declared = slots.flatMap((slot) => program.slots.get(program.resolve(slot)) ?? []);
    return declared.map(({ name }) => urnOf(name));
  }

  #shuffled<T>(items: readonly T[]): T[] {
    const keyed = items.map((item) => ({ item, key: this.#random() }));
    return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
  }
}
