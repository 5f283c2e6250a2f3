import type { Operations, Values } from "../common/operations";
import type { Source } from "../data-sources";

/** What a provider process does. */
export interface HostOperations extends Operations {
  /** Takes over what is in a tenant, by an id that a person has written. */
  import(id: string, urn: string): Promise<{ id: string; props: Values; inputs: Values }>;
  /** The engine has asked for a preview of this resource's outputs: says what an up will do to its numbers, if nobody has. */
  foretell(urn: string): Promise<void>;
  /** Asks the platform what a data source asks. */
  ask<Answer>(question: (source: Source) => Promise<Answer>): Promise<Answer>;
}
