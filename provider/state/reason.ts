import { append } from "../common/append";
import { counted } from "../common/counted";
import { NumberSet } from "../numbers/number-set";

/** Why work on a number was not done; what each is called in a sum of many. */
const LABELS = {
  refused: "refused",
  not_sent: "not sent",
  not_seen: "sent and not seen yet (kept as pending)",
  on_their_way: "still being uploaded",
  in_use: "in use and not repaired",
  leaving: "leaving the tenant",
  put_back: "put back with the old settings",
  not_changed: "not changed yet",
  hopeless: "not repaired, because the platform would refuse the upload",
  not_ours: "brought in by another upload",
  held_elsewhere: "held by another tenant",
  not_released: "not released",
  being_released: "still being released",
  not_unassigned: "not unassigned",
  not_cleared: "still marked for removal",
} as const;

export type ReasonCode = keyof typeof LABELS;

/** Why something was not done, and for which numbers. */
export interface Reason {
  readonly code: ReasonCode;
  readonly numbers: NumberSet;
  /** Continues a sentence that begins with the numbers. */
  readonly text: string;
  /** How that is known: a task and how it ended. */
  readonly source?: string | undefined;
}

/** So many tasks are named with one reason. */
const MOST_SOURCES = 3;

/** `refused` → what the sum of many calls it. */
export function labelOf(code: ReasonCode): string {
  return LABELS[code];
}

/** One for each thing to be said, with all its numbers, whichever request or task said it. */
export function groupReasons(reasons: readonly Reason[]): Reason[] {
  const groups = new Map<string, Reason[]>();
  for (const reason of reasons) append(groups, `${reason.code} ${reason.text}`, reason);
  return [...groups.values()].flatMap(joined);
}

/** Those that concern some of the numbers, and only for these. */
export function narrowReasons(reasons: readonly Reason[], numbers: NumberSet): Reason[] {
  return reasons
    .map((reason) => ({ ...reason, numbers: reason.numbers.intersect(numbers) }))
    .filter((reason) => !reason.numbers.isEmpty);
}

/** `+61395556910..+61395556912 (3 numbers): Number … is being ported (task wup_1 ended Failed)`. */
export function printReason(reason: Reason): string {
  return print(reason.numbers.describe(), reason);
}

/** The same of secret numbers: how many. */
export function printCounted(reason: Reason): string {
  return print(counted(reason.numbers.size, "number"), reason);
}

function print(numbers: string, { text, source }: Reason): string {
  return `${numbers}: ${text}${source === undefined ? "" : ` (${source})`}`;
}

function joined(reasons: readonly Reason[]): Reason[] {
  const [first] = reasons;
  if (first === undefined) return [];
  const sources = [...new Set(reasons.flatMap(({ source }) => source ?? []))];
  const more = sources.length - MOST_SOURCES;
  const named = [...sources.slice(0, MOST_SOURCES), ...(more > 0 ? [`and ${more} more`] : [])];
  const source = named.length === 0 ? undefined : named.join("; ");
  const numbers = NumberSet.unionOf(reasons);
  return [{ code: first.code, text: first.text, numbers, source }];
}
