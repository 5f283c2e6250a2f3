import { NumberSet } from "../numbers/number-set";

/** Task → the status that it showed. */
export type Statuses = Readonly<Record<string, string>>;

/** Numbers that were sent in an upload and have not been seen in the tenant yet. */
export interface Sent {
  readonly numbers: NumberSet;
  /** The tasks they were sent with. */
  readonly tasks: readonly string[];
  /** Of the tasks that were waited for until the deadline and showed a status that nobody knows. */
  readonly statuses?: Statuses;
  /** When the answer to an upload was lost, with which nobody knows the task; ISO 8601. */
  readonly lostAt: string | undefined;
}

export const NOTHING_SENT: Sent = { numbers: NumberSet.empty, tasks: [], lostAt: undefined };

/** All of them together; the latest loss counts. */
export function joinSent(all: readonly Sent[]): Sent {
  const some = all.filter(({ numbers }) => !numbers.isEmpty);
  return {
    numbers: NumberSet.unionOf(some),
    tasks: [...new Set(some.flatMap(({ tasks }) => tasks))],
    statuses: Object.fromEntries(some.flatMap(({ statuses = {} }) => Object.entries(statuses))),
    lostAt: some
      .flatMap(({ lostAt }) => lostAt ?? [])
      .sort()
      .at(-1),
  };
}

/** The same for those of the numbers that are among them; nothing where none is. */
export function narrowSent(sent: Sent, numbers: NumberSet): Sent {
  const some = sent.numbers.intersect(numbers);
  return some.isEmpty ? NOTHING_SENT : { ...sent, numbers: some };
}
