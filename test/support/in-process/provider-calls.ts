import type { Context } from "../../../provider/allocation/context";
import type { Differences, Read } from "../../../provider/common/operations";
import type { Enveloped } from "../../../provider/dynamic/envelope";
import { printable } from "../../../provider/host/printable";
import { PartialAllocationError, UserError } from "../../../provider/state/errors";
import { type Values, providerOf, transported } from "./provider-process";
import type { Resource } from "./stack";

/** How a method of the provider ended, as the engine is told; neither where nobody is left to hear of it. */
export interface Attempt<T> {
  value: T | undefined;
  error: Error | undefined;
}

/** What a create or update leaves in the state, also where it has failed for a part. */
export interface Made {
  id: string;
  outputs: Values;
  isPartial: boolean;
}

/** An allocation, as a program hands it to the engine. */
export interface Declared {
  urn: string;
  /** Its earlier URNs. */
  aliases: readonly string[];
  inputs: Values;
  /** The explicit provider that manages it: each has a process of its own. */
  instance: number;
}

export interface CallsOptions {
  contextOf: (instance: number) => Context;
  token: string;
  /** The engine is killed: it hears of nothing more. */
  isEngineGone?: () => boolean;
}

type Held = Pick<Resource, "id" | "outputs" | "instance">;

/** The provider's methods, as the engine calls them: what crosses is text, and an error is what the engine would print. */
export class ProviderCalls {
  readonly isEngineGone: () => boolean;
  readonly #contextOf: CallsOptions["contextOf"];
  readonly #token: string;

  constructor({ contextOf, token, isEngineGone = () => false }: CallsOptions) {
    this.#contextOf = contextOf;
    this.#token = token;
    this.isEngineGone = isEngineGone;
  }

  read({ id, outputs, instance }: Held): Promise<Attempt<Read>> {
    return this.#call(instance, (provider) => provider.read(id, outputs));
  }

  diff({ id, instance }: Held, olds: Values, inputs: Values): Promise<Attempt<Differences>> {
    return this.#call(instance, (provider) => provider.diff(id, olds, inputs));
  }

  /** What it finds wrong is an error. */
  async check({ inputs, instance }: Declared, olds: Values): Promise<Attempt<Values>> {
    const news = transported(inputs);
    return this.#call(instance, async (provider) => {
      const checked = await provider.check(olds, news);
      const [first] = checked.failures;
      if (first === undefined) return transported(checked.inputs);
      const reasons = checked.failures.map(({ property, reason }) => `${property}: ${reason}`);
      throw new UserError(reasons.join("\n"), first.code ?? "usage");
    });
  }

  create(instance: number, inputs: Values): Promise<Attempt<Made>> {
    return this.#write(instance, (provider) => provider.create(inputs));
  }

  update({ id, outputs, instance }: Held, inputs: Values): Promise<Attempt<Made>> {
    return this.#write(instance, async (provider) => ({
      id,
      ...(await provider.update(id, outputs, inputs)),
    }));
  }

  delete({ id, outputs, instance }: Held): Promise<Attempt<true>> {
    return this.#call(instance, (provider) => provider.delete(id, outputs).then((): true => true));
  }

  async #write(
    instance: number,
    method: (provider: Enveloped) => Promise<{ id: string; outs: unknown }>,
  ): Promise<Attempt<Made>> {
    const { value, error } = await this.#call(instance, method);
    if (error instanceof PartialAllocationError)
      return { value: { id: error.id, outputs: transported(error.properties), isPartial: true }, error };
    return { value: value && { id: value.id, outputs: transported(value.outs), isPartial: false }, error };
  }

  async #call<T>(instance: number, method: (provider: Enveloped) => Promise<T>): Promise<Attempt<T>> {
    const provider = providerOf(this.#contextOf(instance));
    const attempt = await printable([this.#token], () => method(provider)).then(
      (value): Attempt<T> => ({ value, error: undefined }),
      (error: unknown): Attempt<T> => ({ value: undefined, error: asError(error) }),
    );
    return this.isEngineGone() ? { value: undefined, error: undefined } : attempt;
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
