import type { GroupSettings } from "../../provider/allocation/declare-row";
import type { NumberSet } from "../../provider/numbers/number-set";
import { type Drifted, MISSING } from "../../provider/state/drift";
import { parseState } from "../../provider/state/state";
import type { Look } from "../drift/look-at-fleet";
import { nameOf } from "../states/stack-state";

/** An allocation of the stack: what its state declares, and what the tenant shows of it. */
export interface Deployed {
  readonly name: string;
  readonly settings: GroupSettings;
  readonly numbers: NumberSet;
  readonly adoptsExisting: boolean;
  /** How some of the numbers differ in the tenant. */
  readonly drift: readonly Drifted[];
}

/** Errors: where an allocation could not be looked at, or has numbers on their way. */
export function deployedOf(look: Look): Deployed {
  const name = nameOf(look.allocation.urn);
  // An up would upload again what is accepted to be gone.
  if ("error" in look) throw new Error(`${name}: ${look.error}`);
  const state = parseState(look.allocation.outputs);
  const { numbers } = state;
  const { found } = look;
  if (found?.sent.numbers.isEmpty === false) {
    const sent = found.sent.numbers.describe();
    throw new Error(`${name}: ${sent}: sent in an upload and not in the tenant yet. Run pulumi up first.`);
  }
  return {
    name,
    settings: {
      callingProfile: state.callingProfile,
      usage: state.usage,
      additionalUsages: state.additionalUsages ?? [],
      capabilities: state.capabilities,
      country: state.country,
    },
    numbers,
    adoptsExisting: state.adoptExisting === true,
    drift: found === undefined ? [{ numbers, drift: MISSING }] : found.drift,
  };
}
