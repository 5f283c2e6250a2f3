import { messageOf } from "../common/message-of";
import { parseJson } from "./error-body";
import { NotSentError } from "./errors";
import {
  type Circumstances,
  apiError,
  describeBody,
  failureInside,
  noAnswerError,
  responseShapeError,
} from "./explain";
import { Http, type HttpAnswer } from "./http";
import { type Limited, type Limits, limitsOf } from "./limits";
import type { LostAnswer } from "./lost-answer";
import { Retry } from "./retry";
import { safeText } from "./safe-text";
import { type TransportOptions, withDefaults } from "./transport-options";
import { whyWait } from "./wait";

/** What is used of a zod schema. Programs reach this file's types, and are not to be asked for zod's. */
export interface AnswerSchema<T> {
  safeParse(
    value: unknown,
  ): { success: true; data: T } | { success: false; error: { issues: AnswerIssue[] } };
}

export interface AnswerIssue {
  path: PropertyKey[];
  message: string;
}

/** One call of the API: what to send, and what a good answer looks like. */
export interface Call<T> {
  verb: "GET" | "POST";
  path: string;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  /** Reads are sent again after any failure that may pass. A POST may be a read. */
  kind: "read" | "write";
  /** Releases have a limit of their own. */
  release?: boolean;
  answer: AnswerSchema<T>;
  /** Completes "the answer is not …". */
  expected: string;
  maxAnswerBytes?: number;
  /** The answer may be a bare word instead of JSON. */
  bareText?: boolean;
}

/** A page of 1000 numbers is about 1.2 MB. */
const DEFAULT_MAX_ANSWER_BYTES = 32 * 1024 * 1024;
const REMEMBERED_TOKENS = 4;

/** How the attempts of a call ended. */
interface End {
  answer: HttpAnswer;
  at: Circumstances;
}

/** Sends calls: token, limits, retries, errors and the parsing of answers are all here, once. */
export class Transport {
  readonly #options: ReturnType<typeof withDefaults>;
  readonly #http = new Http();
  readonly #limits: Limits;
  /** The tokens sent lately, to keep them out of errors. */
  #tokens: string[] = [];

  constructor(options: TransportOptions) {
    this.#options = withDefaults(options);
    const { requestsPerSecond, clock, onWait, pace } = this.#options;
    this.#limits = limitsOf({ rate: requestsPerSecond, clock, onWait, pace });
  }

  /** The parsed answer; an error for everything else. */
  async send<T>(call: Call<T>): Promise<T> {
    return readAnswer(call, await this.#exchange(call));
  }

  /**
   * As `send`, and undefined where the platform (and not a gateway before it) says that there is no such thing: by a 404 in JSON,
   * without a text or with the bare words `Not Found`, a 204, or `null`.
   */
  async find<T>(call: Call<T>): Promise<T | undefined> {
    const end = await this.#exchange(call);
    return isAbsence(end.answer) ? undefined : readAnswer(call, end);
  }

  /** The answer that all retries end with, whatever its status; an error where there is none. */
  async #exchange<T>(call: Call<T>): Promise<End> {
    const { cancellation, clock, maxRetryWaitMs, onWait, random } = this.#options;
    const retry = new Retry({ kind: call.kind, maxWaitMs: maxRetryWaitMs, random });
    for (;;) {
      const result = await this.#attempt(call);
      if (result.kind === "answer" && isSuccess(result))
        return { answer: result, at: this.#circumstances(call, retry) };

      const decision = retry.decide(result, clock.now());
      if ("giveUp" in decision) {
        const at = { ...this.#circumstances(call, retry), ...decision };
        if (result.kind === "lost") throw noAnswerError(result, at);
        return { answer: result, at };
      }

      onWait({ waitMs: decision.waitMs, why: whyWait(result) });
      if (result.kind === "answer" && result.status === 429)
        this.#limitedBy(call).limiter.pause(decision.waitMs);

      await cancellation.before(call.kind, clock.sleep(decision.waitMs));
    }
  }

  async #attempt<T>(call: Call<T>): Promise<HttpAnswer | LostAnswer> {
    const { tokenSource, cancellation } = this.#options;
    const token = await cancellation.before(call.kind, tokenSource.getToken());
    const result = await this.#request(call, token);
    if (result.kind === "lost" || result.status !== 401) return result;

    // A refused token refuses the whole request, so even a write may be sent again with another one.
    const renewed = await cancellation.before(call.kind, tokenSource.getToken({ refused: token }));
    return renewed === token ? result : this.#request(call, renewed);
  }

  async #request<T>(call: Call<T>, token: string): Promise<HttpAnswer | LostAnswer> {
    await this.#options.cancellation.before(call.kind, this.#limitedBy(call).acquire());
    // Not before: a write may have waited for its turn for a long time.
    if (call.kind === "write") await this.#askBeforeWrite();
    this.#tokens = [token, ...this.#tokens.filter((other) => other !== token)].slice(0, REMEMBERED_TOKENS);
    return this.#http.exchange({
      verb: call.verb,
      url: this.#options.baseUrl + pathOf(call),
      headers: this.#headers(call, token),
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      timeoutMs: this.#options.requestTimeoutMs,
      maxAnswerBytes: call.maxAnswerBytes ?? DEFAULT_MAX_ANSWER_BYTES,
      reuseConnection: call.kind === "read",
      signal: this.#options.cancellation.signalFor(call.kind),
    });
  }

  async #askBeforeWrite(): Promise<void> {
    try {
      await this.#options.beforeWrite?.();
    } catch (error) {
      throw new NotSentError(`Not sent: ${messageOf(error)}`);
    }
  }

  #headers<T>(call: Call<T>, token: string): Record<string, string> {
    const { channelId } = this.#options;
    return {
      Accept: "application/json",
      Authorization: `Bearer ${token}`,
      "User-Agent": "pulumi-liveplatform",
      ...(call.body !== undefined && { "Content-Type": "application/json" }),
      ...(channelId !== undefined && { "X-Ovoc-Channel-Id": channelId }),
    };
  }

  #limitedBy<T>(call: Call<T>): Limited {
    return call.release ? this.#limits.releases : this.#limits.requests;
  }

  #circumstances<T>(call: Call<T>, retry: Retry): Circumstances {
    return {
      verb: call.verb,
      path: pathOf(call),
      write: call.kind === "write",
      attempts: retry.attempts,
      baseUrl: this.#options.baseUrl,
      channelId: this.#options.channelId,
      credential: this.#options.tokenSource.description,
      howToRenew: this.#options.tokenSource.howToRenew ?? "renew it",
      safe: safeText(this.#tokens),
    };
  }
}

function pathOf<T>({ path, query = {} }: Call<T>): string {
  const given = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) given.set(key, String(value));

  return given.size === 0 ? path : `${path}?${given.toString()}`;
}

function isSuccess({ status }: HttpAnswer): boolean {
  return status >= 200 && status < 300;
}

function isAbsence({ status, text }: HttpAnswer): boolean {
  if (status === 404) return /^\s*(not found)?\s*$/i.test(text) || parseJson(text) !== undefined;
  return status === 204 || (status === 200 && text.trim() === "null");
}

function readAnswer<T>(call: Call<T>, { answer, at }: End): T {
  if (!isSuccess(answer)) throw apiError(answer, at);

  const json = parseJson(answer.text, call.bareText);
  if (json === undefined) throw responseShapeError(describeBody(answer.text, at.safe), call.expected, at);

  const parsed = call.answer.safeParse(json);
  if (parsed.success) return parsed.data;

  const failure = json === null || Array.isArray(json) ? undefined : failureInside(answer, at);
  if (failure !== undefined) throw failure;
  const issue = parsed.error.issues[0];
  const where = issue && issue.path.length > 0 ? `${issue.path.join(".")}: ` : "";
  throw responseShapeError(`${where}${issue?.message ?? "it cannot be read"}`, call.expected, at);
}
