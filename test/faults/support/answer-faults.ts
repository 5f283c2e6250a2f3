import type { HttpFault } from "../../../emulator";
import type { RequestFailure } from "../../../provider/common/refusal-code";
import { TOKEN } from "./credential";

type Spoil = Omit<HttpFault, "kind" | "path" | "verb" | "times" | "after">;

/** What becomes of a request that is spoiled in one way, and what an error says of it. */
export interface AnswerFault {
  name: string;
  /** By the emulator's time, milliseconds since 1970. */
  spoil: (now: number) => Spoil;
  /** `repeated`: a read is sent again, and passes when the fault has; `final`: its first failure is the last. */
  read: "repeated" | "final";
  /**
   * `refused`: not carried out, and that is known; `repeated`: the same, and sent again after a wait; `lost`: not carried out,
   * and nobody knows; `done`: carried out, and nobody knows.
   */
  write: "refused" | "repeated" | "lost" | "done";
  /** The request is carried out first: of a read that cannot be told, and so it is no fault of its own. */
  isAfterwards?: true;
  /** Of the error of a read. */
  code: RequestFailure;
  /** The reason, in words. */
  says: RegExp;
  /** The next step, in words. */
  next: RegExp;
  /** Only where the fault is time itself. */
  requestTimeoutMs?: number;
  /** Virtual time that a request waits at least before it is sent again. */
  waitsMs?: number;
}

const TICKET = "LP-4711";
const TIMEOUT = { requestTimeoutMs: 200 };
const FOREVER_MS = 600_000;
const RESET = /got no answer from 127\.0\.0\.1:\d+.*: the connection was reset/;
const TIMED_OUT = /got no answer .*: no complete answer within 0\.2 s/;
const BROKEN = /got no answer .*: the connection was (closed in the middle of the answer|reset)/;
const CHECK_NETWORK = /Check baseUrl, the network and the proxy settings, and try again/;
const CHECK_PAGE = /check baseUrl/i;
const QUOTE_TICKET = /The platform failed: try again, and quote the ticket or trace id to its support/;
const CHECK_RIGHTS =
  /Check the permissions of the credential from LIVEPLATFORM_TOKEN( \(environment\))? and the channel/;
const LATER = /try again later/;

const TRANSPORT: AnswerFault[] = [
  {
    name: "the connection is dropped before the request is carried out",
    spoil: () => ({ drop: true }),
    ...{ read: "repeated", write: "lost", code: "no_answer", says: RESET, next: CHECK_NETWORK },
  },
  {
    name: "the answer is lost after the request was carried out",
    spoil: () => ({ drop: true, when: "after" }),
    isAfterwards: true,
    ...{ read: "repeated", write: "done", code: "no_answer", says: RESET, next: CHECK_NETWORK },
  },
  {
    name: "the request is not carried out within the time-out",
    spoil: () => ({ delayMs: FOREVER_MS }),
    ...{
      read: "repeated",
      write: "lost",
      code: "no_answer",
      says: TIMED_OUT,
      next: CHECK_NETWORK,
      ...TIMEOUT,
    },
  },
  {
    name: "the answer does not come within the time-out",
    spoil: () => ({ delayMs: FOREVER_MS, when: "after" }),
    isAfterwards: true,
    ...{
      read: "repeated",
      write: "done",
      code: "no_answer",
      says: TIMED_OUT,
      next: CHECK_NETWORK,
      ...TIMEOUT,
    },
  },
  {
    name: "the connection breaks in the middle of the answer",
    spoil: () => ({ truncate: true }),
    ...{ read: "repeated", write: "done", code: "no_answer", says: BROKEN, next: CHECK_NETWORK },
  },
];

const REFUSALS: AnswerFault[] = [
  refusal(
    401,
    "Unauthorized",
    /The credential from LIVEPLATFORM_TOKEN( \(environment\))? is not accepted: renew it/,
  ),
  refusal(403, "Forbidden", CHECK_RIGHTS),
  refusal(404, "Tenant not found", /Check that it exists, and baseUrl and the channel/),
  refusal(409, "Conflict", /try again when it has ended/),
  refusal(413, "Payload Too Large", /lower maxNumbersPerRequest/),
  {
    name: "403 with the token in its text, as a careless gateway answers",
    spoil: () => ({
      respond: { status: 403, body: { title: "Forbidden", detail: `no rights with ${TOKEN} here` } },
    }),
    ...{ read: "final", write: "refused", code: "http_403", next: CHECK_RIGHTS },
    says: /answered 403: Forbidden; no rights with \*\*\* here\. /,
  },
];

const THROTTLED: AnswerFault[] = [
  throttled("with Retry-After: 7", () => "7", 7_000),
  throttled("with a date in 20 s as Retry-After", (now) => new Date(now + 20_000).toUTCString(), 15_000),
  throttled("without Retry-After", undefined, 100),
  throttled("with Retry-After: -5", () => "-5", 100),
  throttled("with Retry-After: soon", () => "soon", 100),
  tooLong("with Retry-After: 1000000000", "1000000000"),
  tooLong("with the year 3000 as Retry-After", "Wed, 01 Jan 3000 00:00:00 GMT"),
];

const BROKEN_DOWN: AnswerFault[] = [
  {
    name: "500 with an error ticket",
    spoil: () => ({ respond: problem(500, "Internal Server Error") }),
    ...{ read: "repeated", write: "lost", code: "http_500", next: QUOTE_TICKET },
    says: /answered 500.*: Internal Server Error; injected \(errorTicket LP-4711\)/,
  },
  {
    name: "500 with an error ticket, although the request was carried out",
    spoil: () => ({ when: "after", respond: problem(500, "Internal Server Error") }),
    isAfterwards: true,
    ...{ read: "repeated", write: "done", code: "http_500", next: QUOTE_TICKET },
    says: /answered 500.*: Internal Server Error; injected \(errorTicket LP-4711\)/,
  },
  gateway(500, "Server Error"),
  gateway(502, "Bad Gateway"),
  gateway(503, "Service Unavailable"),
  {
    name: "503 with Retry-After: 7",
    spoil: () => ({ respond: { ...problem(503, "Busy"), headers: { "retry-after": "7" } } }),
    ...{ read: "repeated", write: "repeated", code: "http_503", waitsMs: 7_000 },
    says: /answered 503 \(\d+ attempts\): Busy; injected/,
    next: /try again/,
  },
];

const UNREADABLE: AnswerFault[][] = [
  garbage("an empty body", "", /the answer is not .*: it is empty/),
  garbage("JSON that breaks off", '{"taskId": "wup_', /the answer is not .*: it is not JSON/),
  garbage("an HTML page", "<html><title>Sign in</title></html>", /gateway answered with HTML \("Sign in"\)/),
  garbage("another shape", '{"unexpected": true}', /the answer is not .*: /),
];

export const ANSWER_FAULTS = [...TRANSPORT, ...REFUSALS, ...THROTTLED, ...BROKEN_DOWN, ...UNREADABLE.flat()];

export const READ_FAULTS = ANSWER_FAULTS.filter(({ isAfterwards }) => isAfterwards !== true);

function problem(status: number, title: string) {
  return { status, body: { type: "about:blank", title, status, detail: "injected", errorTicket: TICKET } };
}

function refusal(status: number, title: string, next: RegExp): AnswerFault {
  return {
    name: `${status} ${title}`,
    spoil: () => ({ respond: problem(status, title) }),
    ...{ read: "final", write: "refused", code: `http_${status}`, next },
    says: new RegExp(`answered ${status}: ${title}; injected \\(errorTicket ${TICKET}\\)`),
  };
}

function throttled(how: string, header: ((now: number) => string) | undefined, waitsMs: number): AnswerFault {
  return {
    name: `429 ${how}`,
    spoil: (now) => ({
      respond: { ...problem(429, "Slow down"), headers: header ? { "retry-after": header(now) } : {} },
    }),
    ...{ read: "repeated", write: "repeated", code: "http_429", waitsMs, next: LATER },
    says: /answered 429 \(\d+ attempts\): Slow down; injected/,
  };
}

function tooLong(how: string, retryAfter: string): AnswerFault {
  return {
    name: `429 ${how}`,
    spoil: () => ({ respond: { ...problem(429, "Slow down"), headers: { "retry-after": retryAfter } } }),
    ...{ read: "final", write: "refused", code: "http_429", next: LATER },
    says: /answered 429: Slow down; .*The platform asks to wait \d+ s\. This call may wait 300 s more/,
  };
}

function gateway(status: number, title: string): AnswerFault {
  const body = `<html><head><title>${title}</title></head></html>`;
  return {
    name: `${status} as a gateway's HTML page`,
    spoil: () => ({ respond: { status, body, headers: { "content-type": "text/html" } } }),
    ...{ read: "repeated", write: "lost", code: `http_${status}`, next: CHECK_PAGE },
    says: new RegExp(`answered ${status}.*gateway answered with HTML \\("${title}"\\)`, "i"),
  };
}

function garbage(what: string, body: string, says: RegExp): AnswerFault[] {
  const respond = { status: 200, body, headers: { "content-type": "text/plain" } };
  const facts = { read: "final", code: "unreadable", says, next: CHECK_PAGE } as const;
  return [
    { ...facts, name: `200 with ${what}`, spoil: () => ({ respond }), write: "lost" },
    {
      ...facts,
      name: `200 with ${what}, although the request was carried out`,
      spoil: () => ({ when: "after", respond }),
      isAfterwards: true,
      write: "done",
    },
  ];
}
