import { NumberSet } from "../numbers/number-set";
import type { AllocationState } from "./state";

/** Task → the status that it showed. */
export type Statuses = Readonly<Record<string, string>>;

/** Numbers that were sent in an upload and have not been seen in the tenant yet. */
export interface Pending {
  readonly numbers: NumberSet;
  /** The tasks they were sent with. */
  readonly tasks: readonly string[];
  /** Of the tasks that were waited for until the deadline and showed a status that nobody knows. */
  readonly statuses?: Statuses;
  /** When the answer to an upload was lost, with which nobody knows the task; ISO 8601. */
  readonly lostAt: string | undefined;
}

export const NO_PENDING: Pending = { numbers: NumberSet.empty, tasks: [], lostAt: undefined };

export function pendingOf(
  state: Pick<AllocationState, "pending" | "__pendingTasks" | "__pendingStatuses" | "__lostAt">,
): Pending {
  const numbers = NumberSet.fromCanonical(state.pending);
  if (numbers.isEmpty) return NO_PENDING;
  const { __pendingTasks: tasks = [], __pendingStatuses: statuses = {}, __lostAt: lostAt } = state;
  return { numbers, tasks, statuses, lostAt };
}

/** All of them together; the latest loss counts. */
export function joinPending(all: readonly Pending[]): Pending {
  const open = all.filter(({ numbers }) => !numbers.isEmpty);
  return {
    numbers: NumberSet.unionAll(open.map(({ numbers }) => numbers)),
    tasks: [...new Set(open.flatMap(({ tasks }) => tasks))],
    statuses: Object.fromEntries(open.flatMap(({ statuses = {} }) => Object.entries(statuses))),
    lostAt: open
      .flatMap(({ lostAt }) => lostAt ?? [])
      .sort()
      .at(-1),
  };
}

/** The same for those of the numbers that are still open; nothing where none is. */
export function narrowPending(pending: Pending, numbers: NumberSet): Pending {
  const open = pending.numbers.intersect(numbers);
  return open.isEmpty ? NO_PENDING : { ...pending, numbers: open };
}
