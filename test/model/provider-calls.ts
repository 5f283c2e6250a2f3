import type { Differences, Read } from "../../provider/common/operations";
import { printable } from "../../provider/host/printable";
import { PartialAllocationError } from "../../provider/state/errors";
import type { Gate } from "../support/gate";
import { providerOf } from "../support/in-process-engine";
import type { Processes } from "./processes";
import { type Declaration, inputsOf } from "./program";
import { type Resource, type Values, nameOf, transported } from "./stack";
import { TOKEN } from "./universe";

/** What a method of the provider threw, or what its check found. */
export interface Trouble {
  during: string;
  error: unknown;
}

/** What a create or update leaves in state. */
export interface Made {
  id: string;
  outputs: Values;
  isPartial: boolean;
}

/** The provider's methods, as the engine calls them; each yields undefined where it failed or nobody is left to hear of it. */
export class ProviderCalls {
  readonly troubles: Trouble[] = [];
  readonly processes: Processes;
  readonly #gate: Gate;

  constructor(processes: Processes, gate: Gate) {
    this.processes = processes;
    this.#gate = gate;
  }

  read({ urn, id, outputs, instance }: Resource): Promise<Read | undefined> {
    const context = this.processes.of(instance);
    return this.#call(`read ${nameOf(urn)}`, () => providerOf(context).read(id, outputs));
  }

  diff({ urn, id, instance }: Resource, outputs: Values, inputs: Values): Promise<Differences | undefined> {
    const context = this.processes.of(instance);
    return this.#call(`diff ${nameOf(urn)}`, () => providerOf(context).diff(id, outputs, inputs));
  }

  async check(declaration: Declaration, olds: Values): Promise<Values | undefined> {
    const during = `check ${declaration.name}`;
    const context = this.processes.of(declaration.instance);
    const news = transported(inputsOf(declaration));
    const checked = await this.#call(during, () => providerOf(context).check(olds, news));
    if (checked === undefined || checked.failures.length === 0) return checked && transported(checked.inputs);
    const error = checked.failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n");
    this.troubles.push({ during, error });
    return undefined;
  }

  create({ name, instance }: Declaration, inputs: Values): Promise<Made | undefined> {
    const context = this.processes.of(instance);
    return this.#write(`create ${name}`, () => providerOf(context).create(inputs));
  }

  update(
    { name, instance }: Declaration,
    { id, outputs }: Resource,
    inputs: Values,
  ): Promise<Made | undefined> {
    const context = this.processes.of(instance);
    return this.#write(`update ${name}`, async () => ({
      id,
      ...(await providerOf(context).update(id, outputs, inputs)),
    }));
  }

  /** Whether it is deleted. */
  async delete({ urn, id, outputs, instance }: Resource): Promise<boolean> {
    const context = this.processes.of(instance);
    const done = await this.#call(`delete ${nameOf(urn)}`, () =>
      providerOf(context)
        .delete(id, outputs)
        .then(() => true),
    );
    return done === true;
  }

  /** A partial failure is both: trouble, and something to keep. */
  async #write(
    during: string,
    method: () => Promise<{ id: string; outs: unknown }>,
  ): Promise<Made | undefined> {
    const partial: PartialAllocationError[] = [];
    const made = await this.#call(during, () =>
      method().catch((error: unknown) => {
        if (error instanceof PartialAllocationError) partial.push(error);
        throw error;
      }),
    );
    if (this.#gate.isEngineGone) return undefined;
    const [kept] = partial;
    if (kept !== undefined) return { id: kept.id, outputs: transported(kept.properties), isPartial: true };
    return made && { id: made.id, outputs: transported(made.outs), isPartial: false };
  }

  async #call<T>(during: string, method: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await printable([TOKEN], method);
      return this.#gate.isEngineGone ? undefined : result;
    } catch (error) {
      if (!this.#gate.isEngineGone) this.troubles.push({ during, error });
      return undefined;
    }
  }
}
