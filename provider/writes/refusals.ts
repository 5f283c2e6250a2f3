import type { ApiError, UploadRequest } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import type { Reason } from "../state/reason";
import { append } from "./append";
import type { TaskEnd } from "./task-end";

const E164_IN_TEXT = /\+\d{7,15}(?!\d)/g;
/** The same, or what may be one without its plus. */
const DIGITS_IN_TEXT = /(?<!\d)\+?\d{7,15}(?!\d)/g;

/** What a task's messages say of the numbers that are not there, one for each thing that is said. */
export function refusals(
  missing: NumberSet,
  end: TaskEnd,
  untold = "not in the tenant, and the task does not say why",
): Reason[] {
  const own = new Map<string, string[]>();
  const general: string[] = [];
  for (const message of complaints(end)) {
    const named = namedBy(message, missing);
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

/** What a task says beside information. */
function complaints(end: TaskEnd): string[] {
  const all = end.task?.messages ?? [];
  return all.flatMap(({ level, message }) => (level.toLowerCase() === "information" ? [] : message));
}

/** Those of the numbers that a task refuses by name. */
export function refusedIn(numbers: NumberSet, end: TaskEnd): ReadonlySet<string> {
  return new Set(complaints(end).flatMap((message) => [...namedBy(message, numbers)]));
}

/** Those of the numbers that a task's messages name: about them there is no doubt. */
export function namedIn(numbers: NumberSet, end: TaskEnd): NumberSet {
  const named = new Set((end.task?.messages ?? []).flatMap(({ message }) => [...namedBy(message, numbers)]));
  return NumberSet.fromNumbers([...numbers].filter((phoneNumber) => named.has(phoneNumber)));
}

/**
 * A refused request: what was said of single numbers or ranges (`phoneNumbers[11]`, `phoneNumberRanges[2].start`), and
 * of the others that they were refused along with them.
 */
export function refusedRequest(numbers: NumberSet, request: UploadRequest, error: ApiError): Reason[] {
  const byText = new Map<string, NumberSet[]>();
  for (const { field, text } of error.fieldErrors) {
    const named = sentAs(field, request);
    const said = withoutNumbers(text, numbers);
    if (named !== undefined) byText.set(said, [...(byText.get(said) ?? []), named]);
  }
  const told = [...byText].map(([text, sets]): Reason => ({
    code: "refused",
    numbers: NumberSet.unionAll(sets),
    text,
    source: summaryOf(error),
  }));
  const others = numbers.minus(NumberSet.unionAll(told.map((reason) => reason.numbers)));
  if (told.length === 0) return [{ code: "refused", numbers, text: error.message }];
  if (others.isEmpty) return told;
  const text = "sent in the same request, which was refused as a whole";
  return [...told, { code: "not_sent", numbers: others, text, source: summaryOf(error) }];
}

/** The numbers in a text: any with its plus, and those of `numbers` also without. */
function namedBy(text: string, numbers: NumberSet): Set<string> {
  const withPlus = text.match(E164_IN_TEXT) ?? [];
  const bare = (text.match(DIGITS_IN_TEXT) ?? []).map(withPlusSign).filter((found) => numbers.has(found));
  return new Set([...withPlus, ...bare]);
}

/** The platform's texts for many numbers differ by the number inside them only. */
function withoutNumbers(text: string, numbers: NumberSet): string {
  return text.replaceAll(DIGITS_IN_TEXT, (found) =>
    found.startsWith("+") || numbers.has(withPlusSign(found)) ? "…" : found,
  );
}

function withPlusSign(digits: string): string {
  return digits.startsWith("+") ? digits : `+${digits}`;
}

function sentAs(field: string, request: UploadRequest): NumberSet | undefined {
  const [, list, index] = /^(phoneNumbers|phoneNumberRanges)\[(\d+)\]/i.exec(field) ?? [];
  if (list?.toLowerCase() === "phonenumbers") {
    const phoneNumber = request.phoneNumbers?.[Number(index)];
    return phoneNumber === undefined ? undefined : NumberSet.of(phoneNumber);
  }
  const range = index === undefined ? undefined : request.phoneNumberRanges?.[Number(index)];
  return range === undefined ? undefined : NumberSet.fromRanges([range]);
}

/** Without the list of fields, which the reasons give in full. */
function summaryOf({ verb, path, status, errorTicket, errorCode, traceId }: ApiError): string {
  const tickets = [
    errorTicket && `errorTicket ${errorTicket}`,
    errorCode && `errorCode ${errorCode}`,
    traceId && `traceId ${traceId}`,
  ].filter(Boolean);
  return [`${verb} ${path} answered ${status}`, ...tickets].join(", ");
}
