import type { Clock } from "../../provider/common/clock";
import { Http, type HttpAnswer } from "../../provider/liveplatform/http";
import { type Finding, span } from "./finding";

export interface AnswerOptions {
  readonly baseUrl: string;
  /** Undefined where signing in has failed: an answer has a date in any case. */
  readonly token: string | undefined;
  readonly timeoutMs: number;
  readonly clock: Clock;
}

const TOLERATED_MS = 60_000;
/** What Entra allows for. */
const FATAL_MS = 300_000;

const RATE_HEADERS = ["limit", "remaining", "reset"].flatMap((what) =>
  ["x-ratelimit", "x-rate-limit", "ratelimit"].map((prefix) => `${prefix}-${what}`),
);

/** What stands in the headers of an answer, whatever its status; one finding named `answer` where there is none. */
export async function checkAnswer({ baseUrl, token, timeoutMs, clock }: AnswerOptions): Promise<Finding[]> {
  const begun = clock.now();
  const answer = await new Http().exchange({
    verb: "GET",
    url: `${baseUrl}/api/v2/oc/callingprofile`,
    headers: { Accept: "application/json", ...(token !== undefined && { Authorization: `Bearer ${token}` }) },
    timeoutMs,
    maxAnswerBytes: 32 * 1024 * 1024,
    reuseConnection: false,
  });
  if (answer.kind === "lost") {
    const advice = "Check baseUrl, the network and the proxy settings";
    return [{ check: "answer", verdict: "failed", text: `no answer: ${answer.reason}`, advice }];
  }
  return [clockFinding(answer, (begun + clock.now()) / 2), limitFinding(answer)];
}

/** The header is in whole seconds, so half a second is added for what it leaves out. */
function clockFinding(answer: HttpAnswer, now: number): Finding {
  const check = "clock";
  const date = Date.parse(answer.header("date") ?? "");
  if (Number.isNaN(date))
    return { check, verdict: "skipped", text: "the answer has no date to compare with" };
  const ahead = now - (date + 500);
  const size = Math.abs(ahead);
  if (size <= TOLERATED_MS) {
    return {
      check,
      verdict: "ok",
      text: `within ${Math.max(1, Math.ceil(size / 1000))} s of the platform's`,
    };
  }
  const text = `this machine is ${span(size)} ${ahead > 0 ? "ahead of" : "behind"} the platform`;
  const advice = "Set the time (NTP): tokens are refused as not yet or no longer valid";
  return { check, verdict: size > FATAL_MS ? "failed" : "warning", text, advice };
}

function limitFinding(answer: HttpAnswer): Finding {
  const told = RATE_HEADERS.flatMap((name) => {
    const value = answer.header(name);
    return value === undefined ? [] : `${name}: ${value.slice(0, 40)}`;
  });
  const text = told.length > 0 ? told.join(", ") : "the platform says nothing of its limits";
  return { check: "rate limit", verdict: "ok", text };
}
