import type { Settings } from "./settings";
import { ConfigurationError } from "./settings";
import { LivePlatform, staticToken, type TokenSource } from "../liveplatform";
import { type Clock, systemClock } from "../clock";

/** A client of the platform that the settings name, signed in as they say. */
export function connect(settings: Settings, clock: Clock = systemClock): LivePlatform {
  return new LivePlatform({
    baseUrl: settings.baseUrl,
    tokenSource: tokenSourceOf(settings),
    ...(settings.channelId !== undefined && { channelId: settings.channelId }),
    requestTimeoutMs: settings.requestTimeoutMs,
    requestsPerSecond: settings.requestsPerSecond,
    pageSize: settings.pageSize,
    clock,
  });
}

function tokenSourceOf(settings: Settings): TokenSource {
  if (settings.token !== undefined) {
    const { token, tokenOrigin = "the token" } = settings;
    return staticToken(token, tokenOrigin, howToRenew(tokenOrigin));
  }
  throw new ConfigurationError([
    "liveplatform:scope (LIVEPLATFORM_SCOPE): signing in at Entra is not part of this version; give a bearer token in LIVEPLATFORM_TOKEN",
  ]);
}

/** A refresh, also the one before a preview, up or destroy, works with the configuration of the last run. */
function howToRenew(origin: string | undefined): string {
  if (origin?.includes("configuration") !== true) return "renew it";
  return (
    "renew it. If it has been renewed: a refresh, also the one before preview, up and destroy, works with the one stored " +
    "at the last run. Set LIVEPLATFORM_TOKEN for this run, or run pulumi refresh --run-program first"
  );
}
