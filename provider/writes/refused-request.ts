import type { ApiError, UploadRequest } from "../liveplatform";
import { NumberSet } from "../numbers/number-set";
import type { Reason } from "../state/reason";
import { withoutNumbers } from "./numbers-in-text";

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
