import type { Call, Checked, Opened, Values } from "../common/operations";
import type { HostOperations } from "../host/host";
import { PartialAllocationError } from "../state/errors";
import { type PropertyChange, describeChanges } from "./changes";
import { isOfDynamic, isSecretList, openEnvelope, sealInputs, sealOutputs } from "./envelope";
import { PartialStateError } from "./partial-state-error";
import { outputsOfCreate, outputsOfUpdate } from "./preview-outputs";
import { refuseIgnored } from "./refuse-ignored";

export interface ResourceKey {
  readonly urn: string;
  readonly id: string;
}

export interface Diffed {
  readonly changes: ReadonlyMap<string, PropertyChange>;
  readonly hasChanges: boolean;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** The state and the declaration that an engine's question is about; values as they came from the wire. */
export interface StateAndInputs {
  readonly state: Values;
  readonly inputs: Values;
  /** Paths of properties, as the program's option has them. The engine itself applies those of inputs. */
  readonly ignoreChanges?: readonly string[];
  /** Of the state; only a `diff` is told them. */
  readonly oldInputs?: Values;
}

/**
 * `OcNumberAllocation` as a resource of a plugin: the operations of the core on values of the engine's wire, which hold marks of
 * secrets and keep the two lists as they are declared.
 */
export class AllocationResource {
  readonly #operations: HostOperations;
  /** The ids that the engine has had read by this process. */
  readonly #read = new Set<string>();

  constructor(operations: HostOperations) {
    this.#operations = operations;
  }

  async check(urn: string, olds: Values, news: Values): Promise<Checked> {
    const declared = openEnvelope(news, urn);
    const { inputs, failures } = await this.#operations.check(openEnvelope(olds, urn), declared);
    const { drift } = declared.values;
    const kept = drift === undefined ? inputs : { ...inputs, drift };
    return { inputs: sealInputs(kept, declared, news), failures };
  }

  async diff({ urn, id }: ResourceKey, known: StateAndInputs): Promise<Diffed> {
    refuseIgnored(known.ignoreChanges ?? [], known.oldInputs ?? {});
    const fresh = await this.#readUnread({ urn, id }, known);
    const { state, inputs } = openBoth(urn, { ...known, state: fresh ?? known.state });
    const wasSecret = known.oldInputs === undefined ? state.isSecret : isSecretList(known.oldInputs);
    const found = await this.#operations.diff(id, { ...state, isSecret: wasSecret }, inputs);
    return {
      changes: describeChanges(found, state, inputs),
      // Nothing of it is left in the tenant.
      hasChanges: found.changes !== false || fresh === undefined,
      replaces: found.replaces,
      deleteBeforeReplace: found.deleteBeforeReplace,
    };
  }

  /**
   * The engine reads first what a plugin has written, and that is stored by an update alone: a state that the dynamic provider has
   * made, and that nothing changes, is read here. Undefined where the allocation is gone.
   */
  async #readUnread(
    subject: ResourceKey,
    { state, oldInputs = {} }: StateAndInputs,
  ): Promise<Values | undefined> {
    if (this.#read.has(subject.id) || !isOfDynamic(state)) return state;
    return (await this.read(subject, { state, inputs: oldInputs }))?.props;
  }

  async create(urn: string, inputs: Values, call: Call): Promise<{ id: string; outs: Values }> {
    const opened = openEnvelope(inputs, urn);
    return sealPart(opened, inputs, async () => {
      const { id, outs } = await this.#operations.create(opened, call);
      return { id, outs: sealOutputs(outs, opened, inputs) };
    });
  }

  async update({ urn, id }: ResourceKey, known: StateAndInputs, call: Call): Promise<Values> {
    const { state, inputs } = openBoth(urn, known);
    return sealPart(inputs, known.inputs, async () => {
      const { outs } = await this.#operations.update(id, state, inputs, call);
      return sealOutputs(outs, inputs, known.inputs);
    });
  }

  async read(
    { urn, id }: ResourceKey,
    known: StateAndInputs,
  ): Promise<{ id: string; props: Values; inputs: Values } | undefined> {
    this.#read.add(id);
    if (known.state.__provider === undefined) return this.#import(id, urn);
    // What a program only gets has no checked inputs. It is nobody's here: the program's own question reads it in each run.
    if (known.inputs.numbers === undefined) return { id, props: known.state, inputs: known.inputs };
    const state = openEnvelope(known.state, urn);
    const found = await this.#operations.read(id, state);
    if (!("props" in found)) return undefined;
    return {
      id: found.id,
      props: sealOutputs(found.props, state, known.inputs),
      inputs: sealInputs(found.inputs, { ...state, isSecret: isSecretList(known.inputs) }, known.inputs),
    };
  }

  /** The engine knows nothing of a resource that it imports or gets but the id. */
  async #import(id: string, urn: string): Promise<{ id: string; props: Values; inputs: Values }> {
    const { props, inputs, ...found } = await this.#operations.import(id, urn);
    return { id: found.id, props: sealOutputs(props, { urn, isSecret: false }, inputs), inputs };
  }

  async delete({ urn, id }: ResourceKey, state: Values, call: Call): Promise<void> {
    await this.#operations.delete(id, openEnvelope(state, urn), call);
  }

  /** The outputs of a create as a preview can know them. */
  async previewCreate(urn: string, inputs: Values): Promise<Values> {
    await this.#operations.foretell(urn);
    const opened = openEnvelope(inputs, urn);
    return sealOutputs(outputsOfCreate(opened.values), opened, inputs);
  }

  /** The outputs of an update as a preview can know them. */
  async previewUpdate(urn: string, known: StateAndInputs): Promise<Values> {
    await this.#operations.foretell(urn);
    const { state, inputs } = openBoth(urn, known);
    return sealOutputs(outputsOfUpdate(state.values, inputs.values), inputs, known.inputs);
  }
}

/** Drift that a program ignores stays: the declaration says so by having it. */
function openBoth(
  urn: string,
  { state, inputs, ignoreChanges = [] }: StateAndInputs,
): { state: Opened; inputs: Opened } {
  const [before, after] = [openEnvelope(state, urn), openEnvelope(inputs, urn)];
  const { drift } = before.values;
  const isIgnored = ignoreChanges.some((path) => /^(\*|drift|\["drift"\])$/.test(path));
  if (!isIgnored || drift === undefined) return { state: before, inputs: after };
  return { state: before, inputs: { ...after, values: { ...after.values, drift }, ignoresDrift: true } };
}

/** What is done of an operation that fails half-way is sealed as the outcome of one that succeeds. */
async function sealPart<T>(opened: Opened, inputs: Values, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    if (!(error instanceof PartialAllocationError)) throw error;
    throw new PartialStateError(error, sealOutputs(error.properties, opened, inputs), inputs);
  }
}
