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
  if (settings.token !== undefined) return staticToken(settings.token, describeToken(settings.tokenOrigin));
  throw new ConfigurationError([
    "liveplatform:scope (LIVEPLATFORM_SCOPE): signing in at Entra is not part of this version; give a bearer token in LIVEPLATFORM_TOKEN",
  ]);
}

/** In refresh and destroy the engine hands over the configuration of the last run: a token rotated since is not seen. */
function describeToken(origin: string | undefined): string {
  if (origin === undefined || !origin.includes("configuration")) return origin ?? "the token";
  return `${origin}; in refresh and destroy that is the one stored with the last run: set LIVEPLATFORM_TOKEN, or add --run-program`;
}
