import type { Clock } from "../common/clock";
import { DEFAULT_AUTHORITY, type EntraClient, newAttempt } from "./entra-credential";
import { type SignInCircumstances, signInError, signInTimeout } from "./explain-sign-in";
import { safeText } from "./safe-text";
import { SignInError } from "./sign-in-error";
import { type IssuedToken, TokenCache } from "./token-cache";
import type { TokenSource } from "./token-source";

export interface EntraOptions {
  /** `api://<application id>/.default` */
  readonly scope: string;
  /** Default: DefaultAzureCredential, which looks for workload identity, managed identity, az login … */
  readonly client?: EntraClient | undefined;
  /** What to do where Entra refuses the secret. Default: to give another one. */
  readonly howToRenewSecret?: string | undefined;
  readonly clock: Clock;
}

/** For all that one sign-in does, its retries too: the library itself has no limit. */
const TIMEOUT_MS = 60_000;

/**
 * Tokens from Microsoft Entra, by @azure/identity. They are kept in memory only, shared by all callers, and renewed some
 * minutes before they end, and once where the platform refuses one.
 *
 * Errors: `SignInError`, which says who tried, what Entra answered, and what to do.
 *
 * @example
 * entra({ scope: "api://7c1f…/.default", client: { entraTenantId, clientId, clientSecret }, clock: systemClock });
 */
export function entra({ scope, client, howToRenewSecret, clock }: EntraOptions): TokenSource {
  const who = client === undefined ? defaultCredential() : nameOf(client.clientId, client.entraTenantId);
  const cache = new TokenCache(() => signIn({ scope, client, howToRenewSecret, clock }, who), clock);
  return {
    description: `Entra (${who}, scope ${scope})`,
    howToRenew:
      "a newly issued token is refused as well. Check that scope and baseUrl belong to the same platform, " +
      "and that this application has permissions there",
    getToken: (options) => cache.getToken(options),
  };
}

async function signIn(
  { scope, client, howToRenewSecret, clock }: EntraOptions,
  who: string,
): Promise<IssuedToken> {
  const over = new AbortController();
  let trouble: () => string | undefined = () => undefined;
  const circumstances = (): SignInCircumstances => ({
    who,
    scope,
    authority: process.env["AZURE_AUTHORITY_HOST"] ?? DEFAULT_AUTHORITY,
    trouble: trouble(),
    howToRenewSecret,
    safe: safeText([client?.clientSecret ?? "", process.env["AZURE_CLIENT_SECRET"] ?? ""]),
  });
  try {
    const attempt = await newAttempt(client);
    ({ trouble } = attempt);
    const late = clock.sleep(TIMEOUT_MS, over.signal).then(() => {
      throw signInTimeout(TIMEOUT_MS, circumstances());
    });
    const issued = await Promise.race([
      attempt.credential.getToken(scope, { abortSignal: over.signal }),
      late,
    ]);
    if (issued === null) throw new Error("it gave no token");
    return issued;
  } catch (error) {
    throw error instanceof SignInError ? error : signInError(error, circumstances());
  } finally {
    over.abort();
  }
}

function nameOf(clientId: string, tenant: string): string {
  return `client ${clientId} of tenant ${tenant}`;
}

/** These two are what most of its ways go by; neither is a secret. */
function defaultCredential(): string {
  const { AZURE_CLIENT_ID, AZURE_TENANT_ID } = process.env;
  return AZURE_CLIENT_ID && AZURE_TENANT_ID
    ? `the default credential (${nameOf(AZURE_CLIENT_ID, AZURE_TENANT_ID)})`
    : "the default credential";
}
