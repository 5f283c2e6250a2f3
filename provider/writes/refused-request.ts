import { append } from "../common/append";
import { type ApiError, type UploadRequest, ticketsOf } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import type { Reason } from "../state/reason";
import { numbersIn, withoutNumbers } from "./numbers-in-text";

/** What a request that was refused as a whole says of its numbers. */
interface Refused {
  named: NumberSet;
  reasons: Reason[];
}

type SentNumbers = Pick<UploadRequest, "phoneNumbers" | "phoneNumberRanges">;

/**
 * A refused request: what was said of single numbers or ranges (`phoneNumbers[11]`, `phoneNumberRanges[2].start`, or a number in
 * the text), and of the others that they were refused along with them.
 *
 * @param request default: a list of single numbers
 */
export function refusedRequest(
  error: ApiError,
  numbers: NumberSet,
  request: SentNumbers = { phoneNumbers: [...numbers] },
): Refused {
  const byText = new Map<string, NumberSet[]>();
  for (const { field, text } of error.fieldErrors) {
    const named = namedBy(text, numbers, sentAs(field, request));
    if (!named.isEmpty) append(byText, withoutNumbers(text, numbers), named);
  }
  if (byText.size === 0) {
    const named = namedBy(error.said, numbers, undefined);
    if (!named.isEmpty) byText.set(withoutNumbers(error.said, numbers), [named]);
  }
  const told = [...byText].map(([text, sets]): Reason => ({
    code: "refused",
    numbers: NumberSet.unionAll(sets),
    text,
    source: summaryOf(error),
  }));
  const named = NumberSet.unionOf(told);
  const others = numbers.minus(named);
  if (named.isEmpty) return { named, reasons: [{ code: "refused", numbers, text: error.message }] };
  if (others.isEmpty) return { named, reasons: told };
  const text = "sent in the same request, which was refused as a whole";
  return { named, reasons: [...told, { code: "not_sent", numbers: others, text, source: summaryOf(error) }] };
}

/** A number in the text says it more exactly than the field, which may be a range. */
function namedBy(text: string, numbers: NumberSet, field: NumberSet | undefined): NumberSet {
  const inText = [...numbersIn(text, numbers)].filter((found) => numbers.has(found));
  const isWholeRange = field !== undefined && inText.length > 1;
  return inText.length === 0 || isWholeRange
    ? (field ?? NumberSet.empty).intersect(numbers)
    : NumberSet.fromNumbers(inText);
}

/** A release is a bare list: its field may have no name. */
const FIELD = /^\$?\.?(phoneNumbers|telephoneNumbers|numbers|phoneNumberRanges|)\[(\d+)\]/i;

function sentAs(field: string, request: SentNumbers): NumberSet | undefined {
  const [, list, index] = FIELD.exec(field) ?? [];
  if (list === undefined || index === undefined) return undefined;
  if (list.toLowerCase() === "phonenumberranges") {
    const range = request.phoneNumberRanges?.[Number(index)];
    return range && NumberSet.fromRanges([range]);
  }
  const phoneNumber = request.phoneNumbers?.[Number(index)];
  return phoneNumber === undefined ? undefined : NumberSet.of(phoneNumber);
}

/** Without the list of fields, which the reasons give in full. */
function summaryOf(error: ApiError): string {
  return [`${error.verb} ${error.path} answered ${error.status}`, ...ticketsOf(error)].join(", ");
}
