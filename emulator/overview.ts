import type { CallingProfile, Operation, Task, Tenant } from "./entities";
import type { FaultInForce } from "./faults";
import type { World } from "./world";

/** A task, in sums. */
export interface TaskLine {
  readonly id: string;
  readonly operation: Operation;
  readonly tenantId: string;
  readonly numbers: number;
  readonly status: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly dueAt: number;
  /** Null while it runs. */
  readonly endedAt: number | null;
}

/** What a running emulator holds, in sums. */
export interface Overview {
  /** Milliseconds since 1970, in the emulator's time. */
  readonly now: number;
  /** Another one whenever a number has changed. */
  readonly version: number;
  /** With how many numbers each holds. */
  readonly tenants: readonly (Tenant & { readonly numbers: number })[];
  readonly callingProfiles: readonly CallingProfile[];
  /** Those that run, and the last ten that ended; newest first. */
  readonly tasks: readonly TaskLine[];
  readonly faults: readonly FaultInForce[];
}

export function overviewOf(world: World): Overview {
  const now = world.now();
  const { tenants, profiles, version } = world.store;
  return {
    now,
    version,
    tenants: [...tenants.values()].map((tenant) => ({
      ...tenant,
      numbers: world.store.size(tenant.msTenantId),
    })),
    callingProfiles: [...profiles.values()],
    tasks: tasksOf(world),
    faults: world.faults.inForce(),
  };
}

function tasksOf(world: World): TaskLine[] {
  const all = [...world.store.tasks.values()].reverse();
  const running = all.filter(({ endedAt }) => endedAt === null);
  const ended = all.filter(({ endedAt }) => endedAt !== null).slice(0, 10);
  return [...running, ...ended].map(taskLine);
}

function taskLine({ id, operation, tenantId, numbers, status, createdAt, dueAt, endedAt }: Task): TaskLine {
  return { id, operation, tenantId, numbers: numbers.length, status, createdAt, dueAt, endedAt };
}
