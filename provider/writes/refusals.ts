import { append } from "../common/append";
import type { Task } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import type { Reason } from "../state/reason";
import { numbersIn, withoutNumbers } from "./numbers-in-text";
import type { TaskEnd } from "./task-end";

/** A warning about a number that has come in is no refusal of it. */
const ERROR_LEVEL = /err|fail|crit|fatal|severe|exception|reject|refus|denied/i;
/** A failure of some numbers, and not of all. */
const PARTIAL_STATUS = /partial|with/i;

/** What a task's messages say of the numbers that are not there, one for each thing that is said. */
export function refusals(
  missing: NumberSet,
  end: TaskEnd,
  untold = "not in the tenant, and the task does not say why",
): Reason[] {
  const own = new Map<string, string[]>();
  const general: string[] = [];
  for (const message of complaints(end)) {
    const named = numbersIn(message, missing);
    if (named.size === 0) general.push(message);
    for (const phoneNumber of named) append(own, phoneNumber, withoutNumbers(message, missing));
  }
  const fallback = general.length > 0 ? general.join("; ") : untold;
  const byText = new Map<string, string[]>();
  for (const phoneNumber of missing)
    append(byText, own.get(phoneNumber)?.join("; ") ?? fallback, phoneNumber);
  return [...byText].map(([text, phoneNumbers]) => ({
    code: "refused",
    numbers: NumberSet.fromNumbers(phoneNumbers),
    text,
    source: end.note,
  }));
}

/** Those of the numbers that a task refuses by name: about them there is no doubt. */
export function refusedIn(numbers: NumberSet, end: TaskEnd): NumberSet {
  const named = namedInErrors(end, numbers);
  return NumberSet.fromNumbers([...numbers].filter((phoneNumber) => named.has(phoneNumber)));
}

/** Whether a task that failed says that it has failed for some of its numbers: the others may have come in. */
export function isPartial(end: TaskEnd): boolean {
  if (end.verdict !== "failed") return false;
  return PARTIAL_STATUS.test(end.task?.status ?? "") || namedInErrors(end, NumberSet.empty).size > 0;
}

function namedInErrors(end: TaskEnd, numbers: NumberSet): Set<string> {
  const errors = messagesOf(end).filter(({ level }) => ERROR_LEVEL.test(level));
  return new Set(errors.flatMap(({ message }) => [...numbersIn(message, numbers)]));
}

/** What a task says beside information: it may tell why a number has not come. */
function complaints(end: TaskEnd): string[] {
  return messagesOf(end).flatMap(({ level, message }) =>
    level.toLowerCase() === "information" ? [] : message,
  );
}

function messagesOf(end: TaskEnd): Task["messages"] {
  return end.task?.messages ?? [];
}
