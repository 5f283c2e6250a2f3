import { isDeepStrictEqual } from "node:util";

import type { Values } from "../common/operations";

/**
 * Resources that the program has given another name (an alias, `pulumi state rename`). A dynamic provider learns its URN from an input,
 * and beside another change the engine would show that input as one of the changes. So the old one is kept until nothing else
 * changes, and here is known whose it is: what is declared names an allocation, since a number belongs to one.
 */
export class Renamed {
  readonly #urns = new Map<string, unknown>();

  /** The checked inputs as the engine is to keep them. */
  keepName(olds: Values, inputs: Values): Values {
    const { __urn: before } = olds;
    if (typeof before !== "string" || before === inputs.__urn || typeof inputs.numbers !== "object")
      return inputs;
    const named = { ...inputs, __urn: before };
    if (isDeepStrictEqual(named, olds)) return inputs;
    this.#urns.set(keyOf(inputs), inputs.__urn);
    return named;
  }

  /** Checked inputs with the name of now. */
  withName(inputs: Values): Values {
    const urn = this.#urns.get(keyOf(inputs));
    return urn === undefined ? inputs : { ...inputs, __urn: urn };
  }
}

function keyOf({ msTenantId, numbers }: Values): string {
  return JSON.stringify([msTenantId, numbers]);
}
