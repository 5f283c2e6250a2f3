import { messageOf } from "../../provider/common/message-of";
import { EARLIER_SETTINGS } from "../../provider/state/earlier-settings";
import type { Message } from "../report/schema";
import { type StateOptions, filesOf } from "../states/read-states";
import {
  EncryptedError,
  type StackState,
  type StoredAllocation,
  isSecretValue,
  nameOf,
  plainValue,
} from "../states/stack-state";
import { readStackState } from "../states/state-file";

/** One allocation of a fleet: what its state holds of it, decrypted. */
export interface FleetAllocation {
  /** A file, or `stack NAME`. */
  readonly source: string;
  readonly urn: string;
  readonly id: string;
  readonly provider: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** In lower case. */
export function tenantOf(allocation: FleetAllocation): string {
  return String(tenantIn(allocation));
}

/** In lower case; undefined where the state does not tell it in plain text. */
export function tenantIn({ outputs }: Pick<FleetAllocation, "outputs">): string | undefined {
  const { msTenantId } = outputs;
  return typeof msTenantId === "string" ? msTenantId.toLowerCase() : undefined;
}

/** A state or an allocation that could not be read. */
export interface Unread {
  readonly error: Message;
  /** Whose numbers it holds; undefined: it may be anybody's. */
  readonly msTenantId: string | undefined;
}

export interface Fleet {
  readonly allocations: readonly FleetAllocation[];
  /** The others are looked at all the same. */
  readonly unread: readonly Unread[];
}

/** Reads the states that were given. Errors: an option that names nothing, a backend that cannot be read, states without an allocation. */
export async function readFleet(
  { state = [], backend }: StateOptions,
  env: NodeJS.ProcessEnv,
): Promise<Fleet> {
  const unread: Unread[] = [];
  const states: StackState[] = [];
  for (const file of new Set(state.flatMap(filesOf))) {
    try {
      states.push(readStackState(file));
    } catch (error) {
      unread.push({ error: { resource: null, message: messageOf(error) }, msTenantId: undefined });
    }
  }
  if (backend) {
    const { readBackend } = await import("../states/backend.js");
    states.push(...(await readBackend(env)));
  }
  const allocations = states.flatMap((one) => plainAllocations(one, unread));
  if (allocations.length === 0 && unread.length === 0) throw nothingToLookAt(states.length);
  return { allocations, unread };
}

/** No drift of nothing would be an all-clear for whatever the right states hold. */
function nothingToLookAt(states: number): Error {
  const none = "an allocation of telephone numbers";
  return new Error(
    states === 1
      ? `The state that was read does not have ${none}. Is it the right one?`
      : `${states} states were read, and none of them has ${none}. Are they the right ones?`,
  );
}

function isEncrypted(value: unknown): boolean {
  return isSecretValue(value) && !("plaintext" in value);
}

/** The allocations of a state, decrypted; each that cannot be is added to the unread ones. */
export function plainAllocations({ source, allocations }: StackState, unread: Unread[]): FleetAllocation[] {
  return allocations.flatMap((one) => fleetAllocation(source, one, unread));
}

function fleetAllocation(source: string, stored: StoredAllocation, unread: Unread[]): FleetAllocation[] {
  const { urn, id = "", provider = "", outputs } = stored;
  try {
    // Which numbers a change of settings has not come to stands in the drift, too.
    const { [EARLIER_SETTINGS]: earlier, ...others } = outputs;
    const plain = isEncrypted(earlier) ? others : outputs;
    const values = Object.entries(plain).map(([key, value]): [string, unknown] => [key, plainValue(value)]);
    return [{ source, urn, id, provider, outputs: Object.fromEntries(values) }];
  } catch (error) {
    if (!(error instanceof EncryptedError)) throw error;
    const message = `part of its state is a secret, and encrypted in ${source}: export the stack with --show-secrets, or give --backend`;
    const msTenantId = tenantIn(stored);
    unread.push({ error: { resource: `${source}: ${nameOf(urn)}`, message }, msTenantId });
    return [];
  }
}
