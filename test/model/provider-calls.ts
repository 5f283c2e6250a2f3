import { checkAllocation } from "../../provider/allocation/check";
import { createAllocation } from "../../provider/allocation/create";
import { deleteAllocation } from "../../provider/allocation/delete";
import { type DiffResult, diffAllocation } from "../../provider/allocation/diff";
import { type Read, readAllocation } from "../../provider/allocation/read";
import { updateAllocation } from "../../provider/allocation/update";
import { printable } from "../../provider/printable";
import { PartialAllocationError } from "../../provider/state/errors";
import type { Gate } from "../support/gate";
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
    return this.#call(`read ${nameOf(urn)}`, () => readAllocation(context, id, outputs));
  }

  diff({ urn, id, instance }: Resource, outputs: Values, inputs: Values): Promise<DiffResult | undefined> {
    const context = this.processes.of(instance);
    return this.#call(`diff ${nameOf(urn)}`, () => diffAllocation(context, id, outputs, inputs));
  }

  async check(declaration: Declaration, olds: Values): Promise<Values | undefined> {
    const during = `check ${declaration.name}`;
    const context = this.processes.of(declaration.instance);
    const news = transported(inputsOf(declaration));
    const checked = await this.#call(during, () => checkAllocation(context, olds, news));
    if (checked === undefined || checked.failures.length === 0) return checked && transported(checked.inputs);
    const error = checked.failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n");
    this.troubles.push({ during, error });
    return undefined;
  }

  create({ name, instance }: Declaration, inputs: Values): Promise<Made | undefined> {
    const context = this.processes.of(instance);
    return this.#write(`create ${name}`, () => createAllocation(context, inputs));
  }

  update(
    { name, instance }: Declaration,
    { id, outputs }: Resource,
    inputs: Values,
  ): Promise<Made | undefined> {
    const context = this.processes.of(instance);
    return this.#write(`update ${name}`, async () => ({
      id,
      outs: await updateAllocation(context, id, outputs, inputs),
    }));
  }

  /** Whether it is deleted. */
  async delete({ urn, id, outputs, instance }: Resource): Promise<boolean> {
    const context = this.processes.of(instance);
    const done = await this.#call(`delete ${nameOf(urn)}`, () =>
      deleteAllocation(context, id, outputs).then(() => true),
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
