import { NumberSet } from "../../../provider/numbers/number-set";
import { numbersOf, owedBy } from "../../../provider/state/owned-numbers";
import { type AllocationState, parseState } from "../../../provider/state/state";
import type { Values } from "./provider-process";

/** A resource as the engine's state file keeps it. */
export interface Resource {
  urn: string;
  id: string;
  inputs: Values;
  outputs: Values;
  /** The explicit provider that manages it. */
  instance: number;
  /** The last create or update ended with reasons: the next run updates it even where nothing differs. */
  isPartial: boolean;
  /** Deleted for a replacement that has not been created yet. */
  isPendingReplacement: boolean;
  /** Its replacement was created first; it is to be deleted. */
  isOld: boolean;
}

/** The stack's state, and what the engine does with it. */
export class Stack {
  resources: Resource[] = [];

  copy(): Stack {
    const copy = new Stack();
    copy.resources = this.resources.map((resource) => ({ ...resource }));
    return copy;
  }

  /** The living resource of one of these URNs. */
  find(...urns: string[]): Resource | undefined {
    return urns.flatMap((urn) => this.resources.filter((one) => one.urn === urn && !one.isOld))[0];
  }

  remove(resource: Resource): void {
    this.resources = this.resources.filter((other) => other !== resource);
  }

  put(resource: Resource): void {
    this.resources.push(resource);
  }

  /** What some resource of the tenant answers for. */
  holds(tenant: string): NumberSet {
    return NumberSet.unionAll(
      this.resources.map(stateOf).flatMap((state) => (state.msTenantId === tenant ? answeredFor(state) : [])),
    );
  }
}

export function stateOf(resource: Resource): AllocationState {
  return parseState(resource.outputs);
}

/** In place, on their way, or left to an allocation that has not taken them yet. */
export function answeredFor(state: AllocationState): NumberSet {
  return numbersOf(state).union(owedBy(state));
}

export function missingOf(state: AllocationState): NumberSet {
  const missing = state.drift.filter(({ drift }) => drift.kind === "missing");
  return NumberSet.unionOf(missing);
}

export function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}
