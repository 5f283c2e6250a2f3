import { isDeepStrictEqual } from "node:util";

import { mapLimit } from "../../../provider/common/lanes";
import type { Attempt, Declared, Made, ProviderCalls } from "./provider-calls";
import { type Values, transported } from "./provider-process";
import { type Resource, type Stack, nameOf } from "./stack";

/** What a method of the provider threw, or what its check found. */
export interface Trouble {
  during: string;
  error: Error;
}

/** Who looks on; each is told before the state is changed. */
export interface Witness {
  foundGone?: (resource: Resource) => void;
  /** Its numbers are to be released, whatever is declared. */
  replaces?: (old: Resource) => void;
  /** Deleted for a replacement that is not created yet. */
  hasLeft?: (old: Resource) => void;
  updates?: (old: Resource, outputs: Values) => void;
  deletes?: (resource: Resource) => void;
}

/** One command of the CLI. */
export interface Command {
  command: "up" | "preview" | "destroy";
  refresh: boolean;
  parallel: number;
  /** URNs, as with --target. */
  targets?: readonly string[] | undefined;
  /** URNs, as with --replace. */
  replace?: readonly string[] | undefined;
  random: () => number;
  witness?: Witness;
}

type Step = () => Promise<void>;

/** The Pulumi engine, as far as a provider can tell: one command, from the first refresh to the last delete. */
export class InProcessEngine {
  /** What a preview would show. */
  readonly changes: string[] = [];
  readonly troubles: Trouble[] = [];
  readonly stack: Stack;
  readonly #calls: ProviderCalls;
  readonly #command: Command;
  readonly #witness: Witness;
  readonly #operatedOn = new Set<string>();

  /** A preview works on a copy of the stack. */
  constructor(stack: Stack, calls: ProviderCalls, command: Command) {
    this.stack = command.command === "preview" ? stack.copy() : stack;
    this.#calls = calls;
    this.#command = command;
    this.#witness = command.witness ?? {};
  }

  /** @param declare runs the program, after the refresh: what the constructors write is written, and this is what they declare */
  async run(declare: () => readonly Declared[]): Promise<void> {
    if (this.#command.refresh) await this.#refresh();
    if (this.#isOver()) return;
    const declared = declare();
    await this.#runProgram(this.#shuffled(declared));
    if (!this.#isOver()) await this.#deleteOthers();
  }

  /** No further step begins. */
  #isOver(): boolean {
    return this.troubles.length > 0 || this.#calls.isEngineGone();
  }

  get #isPreview(): boolean {
    return this.#command.command === "preview";
  }

  /** What came of a method; undefined where it failed, or where nobody is left to hear of it. */
  async #heard<T>(during: string, call: Promise<Attempt<T>>): Promise<T | undefined> {
    const { value, error } = await call;
    if (error !== undefined) this.troubles.push({ during, error });
    return value;
  }

  async #refresh(): Promise<void> {
    const all = this.stack.resources.filter((one) => !one.isPendingReplacement && this.#isTargeted(one.urn));
    await mapLimit(this.#shuffled(all), this.#command.parallel, async (resource) => {
      const name = nameOf(resource.urn);
      const read = await this.#heard(`read ${name}`, this.#calls.read(resource));
      if (read === undefined) return;
      if (!("props" in read)) {
        this.#witness.foundGone?.(resource);
        this.stack.remove(resource);
        return;
      }
      const [outputs, inputs] = [transported(read.props), transported(read.inputs)];
      await this.#heard(`diff ${name}`, this.#calls.diff(resource, outputs, resource.inputs));
      Object.assign(resource, { outputs, inputs, isPartial: false });
    });
  }

  /** Steps run while the program is still registering; now and then a resource waits for those before it. */
  async #runProgram(declared: readonly Declared[]): Promise<void> {
    const running = new Set<Promise<void>>();
    for (const one of declared) {
      if (this.#command.random() < 0.3) await Promise.all(running);
      while (running.size >= this.#command.parallel) await Promise.race(running);
      if (this.#isOver()) break;
      const step = await this.#register(one);
      if (step === undefined || this.#isPreview || this.#isOver()) continue;
      const run = step().finally(() => running.delete(run));
      running.add(run);
    }
    await Promise.all(running);
  }

  async #register(declared: Declared): Promise<Step | undefined> {
    const { urn, aliases } = declared;
    const name = nameOf(urn);
    const old = this.stack.find(urn, ...aliases);
    this.#operatedOn.add(urn).add(old?.urn ?? urn);
    if (!this.#isTargeted(urn)) return undefined;
    const isReplace = old !== undefined && this.#command.replace?.includes(urn) === true;
    const inputs = await this.#check(declared, old === undefined || isReplace ? {} : old.inputs);
    if (inputs === undefined) return undefined;
    if (old === undefined) return this.#change(`create ${name}`, () => this.#create(declared, inputs));
    if (isReplace) return this.#change(`replace ${name}`, () => this.#createFirst(declared, old, inputs));
    return this.#compare(declared, old, inputs);
  }

  #check(declared: Declared, olds: Values): Promise<Values | undefined> {
    return this.#heard(`check ${nameOf(declared.urn)}`, this.#calls.check(declared, olds));
  }

  async #compare(declared: Declared, old: Resource, inputs: Values): Promise<Step | undefined> {
    const name = nameOf(declared.urn);
    const diff = await this.#heard(`diff ${name}`, this.#calls.diff(old, old.outputs, inputs));
    if (diff === undefined) return undefined;
    const isChanged = diff.changes ?? !isDeepStrictEqual(old.inputs, inputs);
    if (old.isPendingReplacement || (isChanged && diff.replaces.length > 0)) {
      const fresh = await this.#check(declared, {});
      return fresh && this.#change(`replace ${name}`, () => this.#deleteFirst(declared, old, fresh));
    }
    if (isChanged || old.isPartial)
      return this.#change(`update ${name}`, () => this.#update(declared, old, inputs));
    if (!this.#isPreview) old.urn = declared.urn;
    return undefined;
  }

  #change(what: string, step: Step): Step {
    this.changes.push(what);
    return step;
  }

  async #create({ urn, instance }: Declared, inputs: Values, before?: Resource): Promise<void> {
    const made = await this.#heard(`create ${nameOf(urn)}`, this.#calls.create(instance, inputs));
    if (made === undefined) return;
    if (before?.isPendingReplacement === true) this.stack.remove(before);
    else if (before !== undefined) before.isOld = true;
    this.stack.put({ ...made, urn, inputs, instance, isPendingReplacement: false, isOld: false });
  }

  async #createFirst(declared: Declared, old: Resource, inputs: Values): Promise<void> {
    this.#witness.replaces?.(old);
    await this.#create(declared, inputs, old);
  }

  async #deleteFirst(declared: Declared, old: Resource, inputs: Values): Promise<void> {
    if (!old.isPendingReplacement) {
      this.#witness.replaces?.(old);
      if (!(await this.#delete(old))) return;
      this.#witness.hasLeft?.(old);
      old.isPendingReplacement = true;
    }
    await this.#create(declared, inputs, old);
  }

  async #update({ urn, instance }: Declared, old: Resource, inputs: Values): Promise<void> {
    const call = this.#calls.update({ ...old, instance }, inputs);
    const made: Made | undefined = await this.#heard(`update ${nameOf(urn)}`, call);
    if (made === undefined) return;
    this.#witness.updates?.(old, made.outputs);
    Object.assign(old, { ...made, urn, inputs });
  }

  async #delete(resource: Resource): Promise<boolean> {
    return (await this.#heard(`delete ${nameOf(resource.urn)}`, this.#calls.delete(resource))) === true;
  }

  async #deleteOthers(): Promise<void> {
    const others = this.stack.resources.filter((one) => one.isOld || !this.#operatedOn.has(one.urn));
    await mapLimit(this.#shuffled(others), this.#command.parallel, async (resource) => {
      if (this.#isOver() || !this.#isTargeted(resource.urn)) return;
      this.changes.push(`delete ${nameOf(resource.urn)}`);
      if (this.#isPreview) return;
      if (resource.isOld) this.#witness.replaces?.(resource);
      if (!resource.isPendingReplacement && !(await this.#delete(resource))) return;
      this.#witness.deletes?.(resource);
      this.stack.remove(resource);
    });
  }

  #isTargeted(urn: string): boolean {
    return this.#command.targets?.includes(urn) ?? true;
  }

  #shuffled<T>(items: readonly T[]): T[] {
    const keyed = items.map((item) => ({ item, key: this.#command.random() }));
    return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
  }
}
