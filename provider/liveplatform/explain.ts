import { type ErrorBody, looksLikeHtml, readErrorBody } from "./error-body";
import { ApiError, type LivePlatformError, NoAnswerError, ResponseShapeError } from "./errors";
import type { HttpAnswer } from "./http";
import type { LostAnswer } from "./lost-answer";
import { pathHint } from "./path-hint";
import type { SafeText } from "./safe-text";
import { ticketsOf } from "./tickets";

export interface Circumstances {
  verb: string;
  path: string;
  write: boolean;
  attempts: number;
  baseUrl: string;
  channelId: string | undefined;
  /** TokenSource.description */
  credential: string;
  /** TokenSource.howToRenew */
  howToRenew: string;
  safe: SafeText;
  requestedWaitMs?: number | undefined;
  /** What was left of the waiting allowed, where the platform asked for more. */
  waitLeftMs?: number | undefined;
}

const LOOK_FIRST =
  "It is not known whether it was carried out: check the tenant's numbers before sending it again.";
const SHOWN_FIELD_ERRORS = 10;

export function apiError(answer: HttpAnswer, at: Circumstances): ApiError {
  const body = readErrorBody(answer.text, at.safe);
  // Who says when to come back has not taken the request: that is also why it was sent again.
  const isPutOff = answer.status === 503 && at.requestedWaitMs !== undefined;
  // A gateway answers 408 too for a platform that has not answered in time.
  const outcomeUnknown = at.write && (answer.status >= 500 || answer.status === 408) && !isPutOff;
  const said = whatWasSaid(answer, body, at.safe);
  const next = nextStep(answer, body, at);
  const message = [
    `${at.verb} ${at.path} answered ${answer.status}${at.attempts > 1 ? ` (${at.attempts} attempts)` : ""}${said && `: ${said}`}`,
    inBrackets(ticketsOf(body)),
    `. ${next}`,
    outcomeUnknown ? ` ${LOOK_FIRST}` : "",
  ].join("");
  return new ApiError(message, {
    ...body,
    ...at,
    ...(said !== "" && { said: `${said}. ${next}` }),
    outcomeUnknown,
    status: answer.status,
  });
}

export function noAnswerError(lost: LostAnswer, at: Circumstances): LivePlatformError {
  const outcomeUnknown = at.write && lost.sent;
  const attempts = at.attempts > 1 ? ` (${at.attempts} attempts)` : "";
  const next = outcomeUnknown
    ? LOOK_FIRST
    : "Check baseUrl, the network and the proxy settings, and try again.";
  const message = `${at.verb} ${at.path} got no answer from ${hostOf(at.baseUrl)}${attempts}: ${lost.reason}. ${next}`;
  return new NoAnswerError(message, { ...at, outcomeUnknown });
}

export function responseShapeError(found: string, expected: string, at: Circumstances): ResponseShapeError {
  const next = at.write
    ? LOOK_FIRST
    : `Check baseUrl. If it is right, the platform may have changed its answers.${hintOf(at)}`;
  const message = `${at.verb} ${at.path} succeeded, but the answer is not ${expected}: ${at.safe(found)}. ${next}`;
  return new ResponseShapeError(message, { ...at, outcomeUnknown: at.write });
}

/** A success by its status, whose body is none of those that are expected and says why; undefined where it says nothing. */
export function failureInside(answer: HttpAnswer, at: Circumstances): ResponseShapeError | undefined {
  const body = readErrorBody(answer.text, at.safe);
  const said = whatWasSaid(answer, body, at.safe);
  if (said === "") return undefined;
  const next = at.write
    ? LOOK_FIRST
    : "Try again, and quote the answer to the platform's support if it stays.";
  const message = `${at.verb} ${at.path} answered ${answer.status}, but says that it has failed: ${said}${inBrackets(ticketsOf(body))}. ${next}`;
  return new ResponseShapeError(message, { ...at, outcomeUnknown: at.write });
}

function inBrackets(tickets: readonly string[]): string {
  return tickets.length > 0 ? ` (${tickets.join(", ")})` : "";
}

/** What a body that is not JSON is. */
export function describeBody(text: string, safe: SafeText): string {
  if (text.trim() === "") return "it is empty";

  const title = looksLikeHtml(text) ? readErrorBody(text, safe).html : undefined;
  return title === undefined ? "it is not JSON" : gateway(title);
}

function whatWasSaid(answer: HttpAnswer, body: ErrorBody, safe: SafeText): string {
  const fields = body.fieldErrors.slice(0, SHOWN_FIELD_ERRORS).map(({ field, text }) => `${field}: ${text}`);
  const more = body.fieldErrors.length - fields.length;
  // A 401 without a body gives its reason in this header, such as when the token expired.
  const challenge = /error_description="([^"]*)"/.exec(answer.header("www-authenticate") ?? "")?.[1];
  const said = [...fields, more > 0 ? `and ${more} more` : "", ...body.texts, safe(challenge ?? "")];
  return said
    .filter((text) => text !== "")
    .join("; ")
    .replace(/[.!]$/, "");
}

function nextStep(answer: HttpAnswer, body: ErrorBody, at: Circumstances): string {
  const { status } = answer;
  if (at.waitLeftMs !== undefined) {
    const asked =
      at.requestedWaitMs === undefined ? "" : `The platform asks to wait ${seconds(at.requestedWaitMs)}. `;
    return `${asked}This call may wait ${seconds(at.waitLeftMs)} more, which is too short: try again later.`;
  }
  if (body.html !== undefined) return `${capital(gateway(body.html))}: check baseUrl.${hintOf(at)}`;

  if (status >= 300 && status < 400)
    return `It redirects to ${redirectHost(answer, at)}: check baseUrl (redirects are not followed, because the token would be sent along).`;

  return adviceFor(status, at);
}

function adviceFor(status: number, at: Circumstances): string {
  if (status === 401) return `The credential from ${at.credential} is not accepted: ${at.howToRenew}.`;

  if (status === 403) {
    const channel = at.channelId === undefined ? "the channel (none is set)" : `channelId ${at.channelId}`;
    return `Check the permissions of the credential from ${at.credential} and ${channel}.`;
  }
  if (status === 404) return `Check that it exists, and baseUrl and the channel.${hintOf(at)}`;

  if (status === 408 || status === 425) return "The request did not arrive in time: try again.";

  if (status === 409)
    return "Something else may be at work on the same numbers: try again when it has ended.";

  if (status === 413) return "Send fewer numbers in one request: lower maxNumbersPerRequest.";

  if (status === 429) return "Too many requests: try again later, or lower requestsPerSecond.";

  return status >= 500
    ? "The platform failed: try again, and quote the ticket or trace id to its support."
    : "Correct the request.";
}

/** With a blank before it, where there is one. */
function hintOf({ baseUrl }: Circumstances): string {
  const hint = pathHint(baseUrl);
  return hint === undefined ? "" : ` ${hint}.`;
}

function gateway(title: string): string {
  return `a gateway answered with HTML${title && ` ("${title}")`}`;
}

function redirectHost(answer: HttpAnswer, at: Circumstances): string {
  const location = answer.header("location");
  return location !== undefined && URL.canParse(location, at.baseUrl)
    ? at.safe(new URL(location, at.baseUrl).host, 100)
    : "a place it does not name";
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "the platform";
}

function seconds(ms: number): string {
  return `${Math.ceil(ms / 1000)} s`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
