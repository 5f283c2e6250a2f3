import { type Clock, systemClock } from "../common/clock";
import {
  LivePlatform,
  type LivePlatformOptions,
  type TokenSource,
  entra,
  staticToken,
} from "../liveplatform";
import { OPTIONS } from "./options";
import { ConfigurationError, type Settings, noSignIn } from "./settings";

/** A client of the platform that the settings name, signed in as they say, but for what is given instead. */
export function connect(
  settings: Settings,
  clock: Clock = systemClock,
  {
    tokenSource,
    ...instead
  }: Pick<
    Partial<LivePlatformOptions>,
    "tokenSource" | "maxRetryWaitMs" | "beforeWrite" | "onWait" | "cancellation" | "pace"
  > = {},
): LivePlatform {
  return new LivePlatform({
    baseUrl: settings.baseUrl,
    tokenSource: tokenSource ?? tokenSourceOf(settings, clock),
    ...(settings.channelId !== undefined && { channelId: settings.channelId }),
    requestTimeoutMs: settings.requestTimeoutMs,
    requestsPerSecond: settings.requestsPerSecond,
    ...(settings.pageSize !== undefined && { pageSize: settings.pageSize }),
    clock,
    ...instead,
  });
}

/** A token that is given wins: whoever exports one for this run means it. */
export function tokenSourceOf(settings: Settings, clock: Clock): TokenSource {
  const { token, tokenOrigin = "the token", scope } = settings;
  if (token !== undefined)
    return staticToken(token, tokenOrigin, renewal(settings, tokenOrigin, OPTIONS.token));
  if (scope === undefined) throw new ConfigurationError([noSignIn()]);
  const { entraTenantId, clientId, clientSecret, clientSecretOrigin = "" } = settings;
  if (entraTenantId === undefined || clientId === undefined || clientSecret === undefined)
    return entra({ scope, clock });

  return entra({
    scope,
    client: { entraTenantId, clientId, clientSecret },
    howToRenewSecret: `This one is from ${clientSecretOrigin}: ${renewal(settings, clientSecretOrigin, OPTIONS.clientSecret)}`,
    clock,
  });
}

/** A refresh, also the one before a preview, up or destroy, works with the configuration of the last run. */
function renewal(
  { hasOwnSecret = false }: Settings,
  origin: string,
  { key, variable }: { key: string; variable: string },
): string {
  if (!origin.includes("configuration")) return "renew it";
  const instead = hasOwnSecret
    ? `Run pulumi refresh --run-program first, or give the Provider ${key}Variable, the name of an environment variable that is read at each run`
    : `Set ${variable} for this run, or run pulumi refresh --run-program first`;
  return (
    "renew it. If you have renewed it: a refresh, including the one before preview, up and destroy, uses the one stored " +
    `at the last run. ${instead}`
  );
}
