import type { Differences, Read } from "../../../provider/common/operations";
import { type NumberSet } from "../../../provider/numbers/number-set";
import { type Values, providerOf, transported } from "../../support/in-process-engine";
import { type Attempt, type Bench, TENANT, keptBy } from "./bench";

const URN = "urn:pulumi:faults::stack::pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation::desks";

export type { Values } from "../../support/in-process-engine";

/** The resource as the engine's state file keeps it. */
export interface Saved {
  id: string;
  inputs: Values;
  outputs: Values;
  /** The last create or update ended with reasons: the next run updates it even where nothing differs. */
  isPartial: boolean;
}

/** One allocation of a stack, and the provider's methods as the engine calls them for it. */
export class Desk {
  saved: Saved | undefined;
  /** Inputs of the program besides the numbers. */
  options: Values = {};

  constructor(readonly bench: Bench) {}

  /** Its text. */
  get state(): Values | undefined {
    return this.saved?.outputs;
  }

  /** The next cell begins with an untouched platform and no state. */
  reset(): void {
    this.bench.reset();
    this.saved = undefined;
    this.options = {};
  }

  async check(declared: NumberSet): Promise<Attempt<Values>> {
    const news = transported({
      msTenantId: TENANT,
      callingProfile: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
      usage: "CallingUserAssignment",
      capabilities: ["InboundCalling", "OutboundCalling"],
      ...declared.toRequest(),
      ...this.options,
      __urn: URN,
    });
    const olds = this.saved?.inputs ?? {};
    const { value, error } = await this.bench.call((context) => providerOf(context).check(olds, news));
    const failures = (value?.failures ?? []).map(({ property, reason }) => `${property}: ${reason}`);
    if (failures.length > 0) return { value: undefined, error: new Error(failures.join("\n")) };
    return { value: value && transported(value.inputs), error };
  }

  async create(inputs: Values): Promise<Attempt<unknown>> {
    const made = await this.bench.call((context) => providerOf(context).create(inputs));
    const kept = keptBy(made.error);
    const { id, outs } = made.value ?? { id: kept?.id ?? "", outs: kept?.properties };
    if (outs !== undefined)
      this.saved = { id, inputs, outputs: transported(outs), isPartial: kept !== undefined };
    return made;
  }

  async update(inputs: Values): Promise<Attempt<unknown>> {
    const { id, outputs } = this.#held();
    const made = await this.bench.call((context) => providerOf(context).update(id, outputs, inputs));
    const kept = keptBy(made.error);
    const outs = made.value?.outs ?? kept?.properties;
    if (outs !== undefined)
      this.saved = { id, inputs, outputs: transported(outs), isPartial: kept !== undefined };
    return made;
  }

  async delete(): Promise<Attempt<true>> {
    const { id, outputs } = this.#held();
    const done = await this.bench.call((context) =>
      providerOf(context)
        .delete(id, outputs)
        .then((): true => true),
    );
    if (done.value === true) this.saved = undefined;
    return done;
  }

  /** `value.id` is undefined where the allocation is found gone. */
  async read(): Promise<Attempt<Read>> {
    const { id, outputs } = this.#held();
    const read = await this.bench.call((context) => providerOf(context).read(id, outputs));
    if (read.value === undefined) return read;
    this.saved =
      "props" in read.value
        ? {
            id,
            outputs: transported(read.value.props),
            inputs: transported(read.value.inputs),
            isPartial: false,
          }
        : undefined;
    return read;
  }

  diff(inputs: Values): Promise<Attempt<Differences>> {
    const { id, outputs } = this.#held();
    return this.bench.call((context) => providerOf(context).diff(id, outputs, inputs));
  }

  #held(): Saved {
    if (this.saved === undefined) throw new Error("the state has no such resource");
    return this.saved;
  }
}
