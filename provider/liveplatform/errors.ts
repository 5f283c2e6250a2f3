import { ErrorForPeople } from "../common/error-for-people";
import type { RequestFailure } from "../common/refusal-code";

/** A text the platform gave for one field of a request, such as `phoneNumbers[11]`. */
export interface FieldError {
  field: string;
  text: string;
}

/** What every error of this client says about the request that failed. */
export interface FailedRequest {
  verb: string;
  /** Path and query below the base URL. */
  path: string;
  /** True where a write may have been carried out although it failed: look before sending it again. */
  outcomeUnknown: boolean;
}

export interface ApiErrorFacts extends FailedRequest {
  status: number;
  errorTicket?: string | undefined;
  traceId?: string | undefined;
  errorCode?: string | undefined;
  fieldErrors?: FieldError[];
  said?: string | undefined;
  requestedWaitMs?: number | undefined;
}

/** The common parent of what this client throws. They hold no request, header or answer, so printing one never shows a secret. */
export abstract class LivePlatformError extends ErrorForPeople {
  abstract override readonly code: RequestFailure;

  constructor(name: string, message: string) {
    super(message, `${name}: ${message}`);
    Object.defineProperty(this, "name", { value: name, configurable: true });
  }
}

/** A request that has failed. */
abstract class FailedRequestError extends LivePlatformError implements FailedRequest {
  readonly verb: string;
  readonly path: string;
  readonly outcomeUnknown: boolean;

  constructor(name: string, message: string, { verb, path, outcomeUnknown }: FailedRequest) {
    super(name, message);
    this.verb = verb;
    this.path = path;
    this.outcomeUnknown = outcomeUnknown;
  }
}

/** Whether a write may have been carried out although it failed: then the tenant decides, not a second write. */
export function mayHaveBeenDone(error: unknown): boolean {
  return error instanceof FailedRequestError && error.outcomeUnknown;
}

/** The platform answered with a status that is not a success. */
export class ApiError extends FailedRequestError {
  readonly code: RequestFailure;
  readonly status: number;
  /** What the vendor's support asks for, with `traceId`. */
  readonly errorTicket: string | undefined;
  readonly traceId: string | undefined;
  readonly errorCode: string | undefined;
  readonly fieldErrors: readonly FieldError[];
  /** What the platform said and what to do about it: the message without the request and its tickets, which differ each time. */
  readonly said: string;
  /** How long the answer asked to wait before the next request, in milliseconds. */
  readonly requestedWaitMs: number | undefined;

  constructor(message: string, facts: ApiErrorFacts) {
    super("ApiError", message, facts);
    this.status = facts.status;
    this.code = `http_${facts.status}`;
    this.errorTicket = facts.errorTicket;
    this.traceId = facts.traceId;
    this.errorCode = facts.errorCode;
    this.fieldErrors = facts.fieldErrors ?? [];
    this.said = facts.said ?? message;
    this.requestedWaitMs = facts.requestedWaitMs;
  }

  get isNotFound(): boolean {
    return this.status === 404;
  }

  get isThrottled(): boolean {
    return this.status === 429;
  }

  /** What the request asks for is refused, whoever asks and whenever. */
  get isRefusal(): boolean {
    return [400, 404, 409, 422].includes(this.status);
  }

  get isUnauthorized(): boolean {
    return this.status === 401;
  }

  get isForbidden(): boolean {
    return this.status === 403;
  }
}

/** No answer, or only a part of one: refused, reset, timed out. The outcome of a write that never left this machine is known. */
export class NoAnswerError extends FailedRequestError {
  readonly code = "no_answer";

  constructor(message: string, request: FailedRequest) {
    super("NoAnswerError", message, request);
  }
}

/** A write that was not to be sent any more. */
export class NotSentError extends LivePlatformError {
  readonly code = "not_sent";

  constructor(message: string) {
    super("NotSentError", message);
  }
}

/** A success by its status, with a body that is not what the call expects: the platform took a write, and what came of it cannot be read. */
export class ResponseShapeError extends FailedRequestError {
  readonly code = "unreadable";

  constructor(message: string, request: FailedRequest) {
    super("ResponseShapeError", message, request);
  }
}
