import type { Clock } from "../../provider/common/clock";
import { misspeltVariables } from "../../provider/config/misspelt";
import { ConfigurationError, type Settings, readSettings } from "../../provider/config/settings";
import { connect, tokenSourceOf } from "../../provider/config/sign-in";
import type { TokenSource } from "../../provider/liveplatform";
import { checkAddress } from "./check-address";
import { type AnswerOptions, checkAnswer } from "./check-answer";
import { checkRights } from "./check-rights";
import { checkToken } from "./check-token";
import { type Finding, failure } from "./finding";

export interface Examination {
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Clock;
  /** Looks at the numbers of this tenant only. */
  readonly tenant: string | undefined;
  /** Called with each finding as soon as there is one. */
  readonly report: (finding: Finding) => void;
}

/** Long for a connection, and short for somebody who waits. */
const MOST_TIMEOUT_MS = 15_000;
const MOST_RETRY_WAIT_MS = 5_000;

const NO_TENANTUI =
  "The paths of the API follow /tenantui: is it https://HOST/tenantui? Without it the platform answers 404, or with its portal";

/** All checks, in the order in which each builds on those before. Nothing on the platform is changed. */
export async function examine(examination: Examination): Promise<void> {
  const { env, clock, tenant, report } = examination;
  const settings = readConfiguration(examination);
  if (settings === undefined) return;
  const { baseUrl } = settings;
  const timeoutMs = Math.min(settings.requestTimeoutMs, MOST_TIMEOUT_MS);
  const address = await checkAddress({ baseUrl, timeoutMs, clock, env });
  address.forEach(report);
  const tokenSource = tokenSourceOf(settings, clock);
  const token = await signIn(tokenSource, settings, examination);
  const obstacle = hasFailed(address)
    ? "the platform cannot be reached"
    : await answerObstacle({ baseUrl, token, timeoutMs, clock }, report);
  if (obstacle !== undefined) {
    report({ check: "rights", verdict: "skipped", text: `not tried: ${obstacle}` });
    return;
  }
  const bounded = { ...settings, requestTimeoutMs: timeoutMs };
  const api = connect(bounded, clock, { tokenSource, maxRetryWaitMs: MOST_RETRY_WAIT_MS });
  await checkRights(api, tenant, report);
}

/** Why no rights can be tried, where they cannot. */
async function answerObstacle(
  options: AnswerOptions,
  report: Examination["report"],
): Promise<string | undefined> {
  const findings = await checkAnswer(options);
  findings.forEach(report);
  if (findings.some(({ check }) => check === "answer")) return "the platform does not answer";
  return options.token === undefined ? "there is no token" : undefined;
}

function hasFailed(findings: readonly Finding[]): boolean {
  return findings.some(({ verdict }) => verdict === "failed");
}

function readConfiguration({ env, report }: Examination): Settings | undefined {
  const check = "configuration";
  for (const text of misspeltVariables(Object.keys(env))) report({ check, verdict: "warning", text });
  try {
    const settings = readSettings(() => undefined, env);
    const { baseUrl, channelId } = settings;
    const channel =
      channelId === undefined ? "no channelId (the credential's own channel)" : `channelId ${channelId}`;
    const text = `${baseUrl}, ${channel}`;
    report(
      new URL(baseUrl).pathname.toLowerCase().endsWith("/tenantui")
        ? { check, verdict: "ok", text }
        : { check, verdict: "warning", text, advice: NO_TENANTUI },
    );
    return settings;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    for (const text of error.problems) report({ check, verdict: "failed", text });
    const advice = "What is in stack configuration is not seen here: export it under the names above";
    report({ check, verdict: "skipped", text: "all else: the environment alone is read", advice });
    return undefined;
  }
}

/** The token, where there is one; the platform has not seen it yet. */
async function signIn(
  source: TokenSource,
  { token: given, scope }: Settings,
  { clock, report }: Examination,
): Promise<string | undefined> {
  const check = "sign-in";
  try {
    const begun = clock.now();
    const token = await source.getToken();
    const isRenewed = given === undefined;
    const both =
      scope === undefined || isRenewed ? "" : "; it wins over LIVEPLATFORM_SCOPE, which is set too";
    const text = isRenewed
      ? `a token by ${source.description} in ${clock.now() - begun} ms`
      : `the token of ${source.description}, as it is${both}`;
    report({ check, verdict: "ok", text });
    report(checkToken({ token, now: clock.now(), scope: isRenewed ? scope : undefined, isRenewed }));
    return token;
  } catch (error) {
    report(failure(check, error));
    return undefined;
  }
}
