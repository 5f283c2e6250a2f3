import { checkAllocation } from "../../provider/allocation/check";
import { createAllocation } from "../../provider/allocation/create";
import { deleteAllocation } from "../../provider/allocation/delete";
import { diffAllocation } from "../../provider/allocation/diff";
import { PartialAllocationError } from "../../provider/allocation/errors";
import { readAllocation } from "../../provider/allocation/read";
import { updateAllocation } from "../../provider/allocation/update";
import { mapLimit } from "../../provider/map-limit";
import { printable } from "../../provider/printable";
import { isDeepStrictEqual } from "node:util";
import { judgeGone } from "./invariants";
import type { Plan } from "./plan";
import { Processes } from "./processes";
import { type Declaration, inputsOf, urnOf } from "./program";
import { nameOf, type Resource, type Stack, stateOf, transported, type Values } from "./stack";
import { TOKEN } from "./universe";
import type { World } from "./world";
import { numbersOf } from "../../provider/allocation/model";

type Step = () => Promise<void>;

/** What a method of the provider threw, or what its check found. */
export interface Trouble {
  during: string;
  error: unknown;
}

/** The Pulumi engine, as far as a provider can tell: one command, from the first refresh to the last delete. */
export class ModelEngine {
  readonly troubles: Trouble[] = [];
  /** What a preview would show. */
  readonly changes: string[] = [];
  readonly processes: Processes;
  readonly stack: Stack;
  readonly #world: World;
  readonly #plan: Plan;
  readonly #random: () => number;
  readonly #operatedOn = new Set<string>();

  constructor(world: World, plan: Plan, random: () => number) {
    this.#world = world;
    this.#plan = plan;
    this.#random = random;
    this.processes = new Processes(world, plan, random);
    this.stack = plan.command === "preview" ? world.stack.copy() : world.stack;
  }

  async run(): Promise<void> {
    if (this.#plan.refresh) await this.#refresh();
    if (this.#isOver) return;
    const declarations = this.#plan.command === "destroy" ? [] : this.#world.program.declarations;
    this.processes.declare(declarations);
    await this.#runProgram(this.#shuffled(declarations));
    if (!this.#isOver) await this.#deleteOthers();
  }

  /** No further step begins. */
  get #isOver(): boolean {
    return this.troubles.length > 0 || this.#world.gate.isEngineGone;
  }

  get #isPreview(): boolean {
    return this.#plan.command === "preview";
  }

  async #refresh(): Promise<void> {
    const all = this.#shuffled(
      this.stack.resources.filter((one) => !one.isPendingReplacement && this.#isTargeted(one.urn)),
    );
    await mapLimit(all, this.#plan.parallel, async (resource) => {
      const context = this.processes.of(resource.instance);
      const read = await this.#call(`read ${nameOf(resource.urn)}`, () =>
        readAllocation(context, resource.id, resource.outputs),
      );
      if (read === undefined) return;
      if (!("props" in read)) {
        judgeGone(this.#world, resource);
        this.stack.remove(resource);
        return;
      }
      const [outputs, inputs] = [transported(read.props), transported(read.inputs)];
      await this.#call(`diff ${nameOf(resource.urn)}`, () =>
        diffAllocation(context, resource.id, outputs, resource.inputs),
      );
      Object.assign(resource, { outputs, inputs, isPartial: false });
    });
  }

  /** Steps run while the program is still registering; now and then a resource waits for those before it. */
  async #runProgram(declarations: readonly Declaration[]): Promise<void> {
    const running = new Set<Promise<void>>();
    for (const declaration of declarations) {
      if (this.#random() < 0.3) await Promise.all(running);
      while (running.size >= this.#plan.parallel) await Promise.race(running);
      if (this.#isOver) break;
      const step = await this.#register(declaration);
      if (step === undefined || this.#isPreview || this.#isOver) continue;
      const run = step().finally(() => running.delete(run));
      running.add(run);
    }
    await Promise.all(running);
  }

  async #register(declaration: Declaration): Promise<Step | undefined> {
    const urn = urnOf(declaration.name);
    const old = this.stack.find(urn, ...declaration.aliases.map(urnOf));
    this.#operatedOn.add(urn).add(old?.urn ?? urn);
    if (!this.#isTargeted(urn)) return undefined;
    const isReplace = old !== undefined && this.#isToBeReplaced(urn);
    const inputs = await this.#check(declaration, old === undefined || isReplace ? {} : old.inputs);
    if (inputs === undefined) return undefined;
    if (old === undefined)
      return this.#change(`create ${declaration.name}`, () => this.#create(declaration, inputs));
    if (isReplace)
      return this.#change(`replace ${declaration.name}`, () => this.#createFirst(declaration, old, inputs));
    return this.#compare(declaration, old, inputs);
  }

  async #compare(declaration: Declaration, old: Resource, inputs: Values): Promise<Step | undefined> {
    const { name, instance } = declaration;
    const diff = await this.#call(`diff ${name}`, () =>
      diffAllocation(this.processes.of(instance), old.id, old.outputs, inputs),
    );
    if (diff === undefined) return undefined;
    const isChanged = diff.changes ?? !isDeepStrictEqual(old.inputs, inputs);
    if (old.isPendingReplacement || (isChanged && diff.replaces.length > 0)) {
      const fresh = await this.#check(declaration, {});
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

  async #check(declaration: Declaration, olds: Values): Promise<Values | undefined> {
    const { name, instance } = declaration;
    const context = this.processes.of(instance);
    const checked = await this.#call(`check ${name}`, () =>
      checkAllocation(context, olds, transported(inputsOf(declaration))),
    );
    if (checked === undefined || checked.failures.length === 0) return checked && transported(checked.inputs);
    const error = checked.failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n");
    this.troubles.push({ during: `check ${name}`, error });
    return undefined;
  }

  async #create({ name, instance }: Declaration, inputs: Values, before?: Resource): Promise<void> {
    const context = this.processes.of(instance);
    const made = await this.#write(`create ${name}`, () => createAllocation(context, inputs));
    if (made === undefined) return;
    if (before?.isPendingReplacement === true) this.stack.remove(before);
    else if (before !== undefined) before.isOld = true;
    const { id, outputs, isPartial } = made;
    this.stack.put({
      ...{ urn: urnOf(name), id, inputs, outputs, instance, isPartial },
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
      if (!(await this.#delete(old))) return;
      old.isPendingReplacement = true;
    }
    await this.#create(declaration, inputs, old);
  }

  #isReplacing(old: Resource): void {
    this.#world.watch.replacing = this.#world.watch.replacing.union(numbersOf(stateOf(old)));
  }

  async #update({ name, instance }: Declaration, old: Resource, inputs: Values): Promise<void> {
    const context = this.processes.of(instance);
    const made = await this.#write(`update ${name}`, async () => ({
      id: old.id,
      outs: await updateAllocation(context, old.id, old.outputs, inputs),
    }));
    if (made === undefined) return;
    this.#world.letGo(stateOf(old), made.outputs);
    Object.assign(old, { urn: urnOf(name), inputs, outputs: made.outputs, isPartial: made.isPartial });
  }

  /** Resolves to whether it is deleted. */
  async #delete(resource: Resource): Promise<boolean> {
    const context = this.processes.of(resource.instance);
    const done = await this.#call(`delete ${nameOf(resource.urn)}`, async () => {
      await deleteAllocation(context, resource.id, resource.outputs);
      return true;
    });
    return done === true;
  }

  async #deleteOthers(): Promise<void> {
    const others = this.stack.resources.filter((one) => one.isOld || !this.#operatedOn.has(one.urn));
    await mapLimit(this.#shuffled(others), this.#plan.parallel, async (resource) => {
      if (this.#isOver || !this.#isTargeted(resource.urn)) return;
      this.changes.push(`delete ${nameOf(resource.urn)}`);
      if (this.#isPreview) return;
      if (resource.isOld) this.#isReplacing(resource);
      if (resource.isPendingReplacement || (await this.#delete(resource))) this.stack.remove(resource);
    });
  }

  /** What a create or update leaves in state; undefined: nothing. */
  async #write(
    during: string,
    method: () => Promise<{ id: string; outs: unknown }>,
  ): Promise<{ id: string; outputs: Values; isPartial: boolean } | undefined> {
    let partial: PartialAllocationError | undefined;
    const made = await this.#call(during, async () => {
      try {
        return await printable([TOKEN], method);
      } catch (error) {
        if (error instanceof PartialAllocationError) partial = error;
        throw error;
      }
    });
    if (this.#world.gate.isEngineGone) return undefined;
    if (partial !== undefined)
      return { id: partial.id, outputs: transported(partial.properties), isPartial: true };
    return made && { id: made.id, outputs: transported(made.outs), isPartial: false };
  }

  /** Undefined where it failed, or where nobody is left to hear of it. */
  async #call<T>(during: string, method: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await printable([TOKEN], method);
      return this.#world.gate.isEngineGone ? undefined : result;
    } catch (error) {
      if (!this.#world.gate.isEngineGone) this.troubles.push({ during, error });
      return undefined;
    }
  }

  #isTargeted(urn: string): boolean {
    return this.#plan.targets === undefined || this.#urnsOf(this.#plan.targets).includes(urn);
  }

  #isToBeReplaced(urn: string): boolean {
    return this.#plan.replace !== undefined && this.#urnsOf([this.#plan.replace]).includes(urn);
  }

  #urnsOf(slots: readonly number[]): string[] {
    const { program } = this.#world;
    return slots
      .flatMap((slot) => program.slots.get(program.resolve(slot)) ?? [])
      .map(({ name }) => urnOf(name));
  }

  #shuffled<T>(items: readonly T[]): T[] {
    const keyed = items.map((item) => ({ item, key: this.#random() }));
    return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
  }
}
