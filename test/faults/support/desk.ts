import type { Differences, Read } from "../../../provider/common/operations";
import { type NumberSet } from "../../../provider/numbers/number-set";
import { PROFILE } from "../../support/default-seed";
import {
  type Attempt,
  type Declared,
  type Made,
  ProviderCalls,
} from "../../support/in-process/provider-calls";
import { type Values, transported } from "../../support/in-process/provider-process";
import { type Resource, Stack } from "../../support/in-process/stack";
import { type Bench, TENANT } from "./bench";
import { TOKEN } from "./credential";

/** One allocation of a stack, and the provider's methods as the engine calls them for it, one by one. */
export class Desk {
  readonly stack = new Stack();
  /** Inputs of the program besides the numbers. */
  options: Values = {};
  readonly calls: ProviderCalls;
  readonly #urn: string;

  constructor(
    readonly bench: Bench,
    name = "desks",
  ) {
    this.calls = new ProviderCalls({ contextOf: () => bench.context, token: TOKEN });
    this.#urn = `urn:pulumi:faults::stack::pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation::${name}`;
  }

  get saved(): Resource | undefined {
    return this.stack.resources[0];
  }

  set saved(resource: Resource | undefined) {
    this.stack.resources = resource === undefined ? [] : [resource];
  }

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

  /** What the program hands to the engine. */
  declares(numbers: NumberSet): Declared {
    const inputs = {
      msTenantId: TENANT,
      callingProfile: PROFILE,
      usage: "CallingUserAssignment",
      capabilities: ["InboundCalling", "OutboundCalling"],
      ...numbers.toRequest(),
      ...this.options,
      __urn: this.#urn,
    };
    return { urn: this.#urn, aliases: [], inputs, instance: 0 };
  }

  check(numbers: NumberSet): Promise<Attempt<Values>> {
    const olds = this.saved?.inputs ?? {};
    return this.bench.drive(() => this.calls.check(this.declares(numbers), olds));
  }

  create(inputs: Values): Promise<Attempt<Made>> {
    return this.#write(inputs, () => this.calls.create(0, inputs));
  }

  update(inputs: Values): Promise<Attempt<Made>> {
    const held = this.#held();
    return this.#write(inputs, () => this.calls.update(held, inputs));
  }

  async delete(): Promise<Attempt<true>> {
    const held = this.#held();
    const done = await this.bench.drive(() => this.calls.delete(held));
    if (done.value === true) this.saved = undefined;
    return done;
  }

  /** The allocation may be found gone. */
  async read(): Promise<Attempt<Read>> {
    const held = this.#held();
    const read = await this.bench.drive(() => this.calls.read(held));
    const found = read.value;
    if (found === undefined) return read;
    this.saved = !("props" in found)
      ? undefined
      : { ...held, outputs: transported(found.props), inputs: transported(found.inputs), isPartial: false };
    return read;
  }

  diff(inputs: Values): Promise<Attempt<Differences>> {
    const held = this.#held();
    return this.bench.drive(() => this.calls.diff(held, held.outputs, inputs));
  }

  async #write(inputs: Values, call: () => Promise<Attempt<Made>>): Promise<Attempt<Made>> {
    const attempt = await this.bench.drive(call);
    const place = { urn: this.#urn, inputs, instance: 0, isPendingReplacement: false, isOld: false };
    if (attempt.value !== undefined) this.saved = { ...place, ...attempt.value };
    return attempt;
  }

  #held(): Resource {
    if (this.saved === undefined) throw new Error("the state has no such resource");
    return this.saved;
  }
}
