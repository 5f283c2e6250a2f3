import { type Surroundings, connectFromEnvironment } from "./export/surroundings";
import { type Found, foundOf } from "./find/found";
import { foundLines } from "./find/found-lines";
import { lookUp, tenantNames } from "./find/look-up";
import { readBlocks } from "./find/read-blocks";
import { profileNames } from "./input/profile-names";
import { type StateOptions, readStates } from "./states/read-states";

/** The options as typed. */
export interface FindArguments extends StateOptions {
  readonly json?: true;
}

const ALL_FOUND = 0;
const SOME_NOT = 2;

/**
 * Says of numbers where they are and whose they are. Answers the exit code: 0; 2 where one is in no tenant, or, of the states
 * given, in none or in several.
 */
export async function findCommand(
  typed: readonly string[],
  options: FindArguments,
  surroundings: Surroundings,
): Promise<number> {
  const numbers = readBlocks(typed);
  const isAsked = options.backend === true || options.state !== undefined;
  const states = isAsked ? await readStates(options, surroundings.env) : undefined;
  const api = connectFromEnvironment(surroundings);
  const looked = await lookUp(api, numbers);
  const names = { tenants: await tenantNames(api, looked.rows.values()), profiles: await profileNames(api) };
  const found = foundOf(numbers, looked, { names, states });
  const lines = options.json
    ? [JSON.stringify(jsonOf(found, states), undefined, 2)]
    : foundLines(found, states, looked.doubt);
  for (const line of lines) surroundings.print(line);
  return found.every(isInOrder) ? ALL_FOUND : SOME_NOT;
}

function jsonOf(found: readonly Found[], states: Parameters<typeof foundLines>[1]): object {
  return {
    found,
    states:
      states?.map(({ source, allocations }) => ({ state: source, allocations: allocations.length })) ?? null,
  };
}

function isInOrder({ msTenantId, heldBy }: Found): boolean {
  return msTenantId !== null && (heldBy === null || new Set(heldBy.map(({ urn }) => urn)).size === 1);
}
