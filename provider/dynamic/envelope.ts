import { ADDRESS } from "../common/dynamic-state";
import { given } from "../common/given";
import type { Checked, Created, Differences, Opened, Operations, Read, Values } from "../common/operations";
import { sealNumbers } from "../host/secret-numbers";
import { PartialAllocationError } from "../state/errors";
import { Renamed } from "./renamed";

export interface Enveloped {
  readonly check: (olds: Values, news: Values) => Promise<Checked>;
  readonly diff: (id: string, olds: Values, news: Values) => Promise<Differences>;
  readonly create: (inputs: Values) => Promise<Created>;
  readonly read: (id: string, props: Values) => Promise<Read>;
  readonly update: (id: string, olds: Values, news: Values) => Promise<{ outs: Values }>;
  readonly delete: (id: string, props: Values) => Promise<void>;
}

/**
 * The same operations on values as the engine keeps those of a dynamic resource. It says neither which resource it asks about nor
 * what is secret, and shows no differences of outputs: so the URN, the text of the provider and the secrecy of the lists are inputs
 * and outputs, and what a read finds is among the inputs.
 */
export function inEnvelope(operations: Operations): Enveloped {
  const renamed = new Renamed();
  return {
    check: async (olds, news) => {
      const { inputs, failures } = await operations.check(open(olds), open(news));
      const named = renamed.keepName(olds, addressed({ ...inputs, ...given(news, ["drift"]) }, news));
      return { inputs: sealNumbers(named, open(news).isSecret), failures };
    },
    diff: (id, olds, news) => operations.diff(id, open(olds), open(renamed.withName(news))),
    create: (inputs) =>
      sealing(inputs, async () => {
        const { id, outs } = await operations.create(open(inputs));
        return { id, outs: seal(outs, inputs) };
      }),
    read: async (id, props) => {
      const found = await operations.read(id, open(props));
      if (!("props" in found)) return found;
      const inputs = { ...found.inputs, ...given(found.props, ["drift", "pending"]) };
      return { id: found.id, props: seal(found.props, props), inputs: seal(inputs, props) };
    },
    update: (id, olds, news) => {
      const inputs = renamed.withName(news);
      return sealing(inputs, async () => {
        const { outs } = await operations.update(id, open(olds), open(inputs));
        return { outs: seal(outs, inputs) };
      });
    },
    delete: (id, props) => operations.delete(id, open(props)),
  };
}

function open({ __urn, __provider, __secretNumbers, ...values }: Values): Opened {
  return {
    values,
    urn: String(__urn),
    isSecret: __secretNumbers === true,
    ignoresDrift: values.drift !== undefined,
  };
}

function seal(values: Values, like: Values): Values {
  return sealNumbers(addressed(values, like), open(like).isSecret);
}

function addressed(values: Values, like: Values): Values {
  return { ...values, ...given(like, ADDRESS) };
}

/** What is done of an operation that fails half-way is sealed as the outcome of one that succeeds. */
async function sealing<T>(inputs: Values, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    throw error instanceof PartialAllocationError ? error.with(seal(error.properties, inputs)) : error;
  }
}
