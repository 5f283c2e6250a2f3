import type { ApiError } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import { append } from "./append";
import type { TaskEnd } from "./await-task";

const E164_IN_TEXT = /\+\d{7,15}(?!\d)/g;

/** One sentence per reason, each naming its numbers: what a task's messages say of the numbers that are not there. */
export function refusals(
  missing: NumberSet,
  end: TaskEnd,
  untold = "not in the tenant, and the task does not say why",
): string[] {
  const own = new Map<string, string[]>();
  const general: string[] = [];
  for (const { level, message } of end.task?.messages ?? []) {
    if (level.toLowerCase() === "information") continue;
    const named = new Set(message.match(E164_IN_TEXT));
    if (named.size === 0) general.push(message);
    for (const phoneNumber of named) append(own, phoneNumber, message);
  }
  const fallback = general.length > 0 ? general.join("; ") : untold;
  const byReason = new Map<string, string[]>();
  for (const phoneNumber of missing)
    append(byReason, own.get(phoneNumber)?.join("; ") ?? fallback, phoneNumber);
  return [...byReason].map(
    ([reason, phoneNumbers]) => `${NumberSet.fromNumbers(phoneNumbers).describe()}: ${reason} (${end.note})`,
  );
}

/** Those of the numbers that a task's messages name: about them there is no doubt. */
export function namedIn(numbers: NumberSet, end: TaskEnd): NumberSet {
  const named = new Set(
    (end.task?.messages ?? []).flatMap(({ message }) => message.match(E164_IN_TEXT) ?? []),
  );
  return NumberSet.fromNumbers([...numbers].filter((phoneNumber) => named.has(phoneNumber)));
}

/** A refused request in words, with the numbers that its `phoneNumbers[11]` keys stand for. */
export function refusedRequest(numbers: NumberSet, sent: readonly string[], error: ApiError): string {
  const named = error.fieldErrors.flatMap(({ field, text }) => {
    const index = /^phoneNumbers\[(\d+)\]/i.exec(field)?.[1];
    const phoneNumber = index === undefined ? undefined : sent[Number(index)];
    return phoneNumber === undefined ? [] : `${phoneNumber}: ${text}`;
  });
  return [`${numbers.describe()}: ${error.message}`, ...named].join("; ");
}
