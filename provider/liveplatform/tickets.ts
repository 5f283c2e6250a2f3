import type { ApiErrorFacts } from "./errors";

/** What the vendor's support asks for: `["errorTicket 7B1D", "traceId 00-…"]`, as far as the answer has it. */
export function ticketsOf({
  errorTicket,
  errorCode,
  traceId,
}: Pick<ApiErrorFacts, "errorTicket" | "errorCode" | "traceId">): string[] {
  const named = { errorTicket, errorCode, traceId };
  return Object.entries(named).flatMap(([name, ticket]) => (ticket ? [`${name} ${ticket}`] : []));
}
