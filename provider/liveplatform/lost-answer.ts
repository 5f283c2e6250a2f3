/** No answer, or not all of it. */
export interface LostAnswer {
  kind: "lost";
  /** Completes the sentence "no answer from HOST: …". */
  reason: string;
  /** Whether the request may have reached the other side. */
  sent: boolean;
}

const reasons: Record<string, string> = {
  ECONNREFUSED: "the connection was refused",
  ENOTFOUND: "the host name is not known",
  EAI_AGAIN: "the host name could not be resolved",
  ECONNRESET: "the connection was reset",
  EPIPE: "the connection was closed",
  ETIMEDOUT: "the connection timed out",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
  ERR_BAD_RESPONSE: "the connection was closed in the middle of the answer",
  ERR_INVALID_CHAR: "the token contains a character that is not allowed in a header",
  ERR_INVALID_URL: "the URL is not valid",
};

/** Failures of these codes happen before a byte of the request is sent. */
const unsent = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ERR_INVALID_\w+)$/;
const certificate = /CERT|SIGNATURE|^ERR_(?:TLS|SSL)|^EPROTO$/;

/**
 * What can be told of an exchange that failed, without keeping the error: it holds the request and its headers.
 *
 * @param timedOutMs set where our own time limit ended the exchange
 */
export function describeLoss(error: unknown, timedOutMs?: number): LostAnswer {
  if (timedOutMs !== undefined)
    return { kind: "lost", reason: `no complete answer within ${timedOutMs / 1000} s`, sent: true };

  const code = textOf(error, "code") ?? "";
  if (textOf(error, "message")?.startsWith("maxContentLength"))
    return { kind: "lost", reason: "the answer is larger than expected", sent: true };

  if (certificate.test(code))
    return { kind: "lost", reason: `the TLS connection failed (${code})`, sent: false };

  const connecting = /^(?:connect|getaddrinfo)$/.test(textOf(causeOf(error), "syscall") ?? "");
  return {
    kind: "lost",
    reason: reasons[code] ?? `it failed (${code || "for an unknown reason"})`,
    sent: !connecting && !unsent.test(code),
  };
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? (error.cause ?? error) : error;
}

function textOf(error: unknown, key: "code" | "message" | "syscall"): string | undefined {
  if (typeof error !== "object" || error === null || !(key in error)) return undefined;

  const value: unknown = Reflect.get(error, key);
  return typeof value === "string" ? value : undefined;
}
