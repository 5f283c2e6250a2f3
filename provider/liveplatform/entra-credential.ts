import type * as identity from "@azure/identity";

import { describeLoss } from "./lost-answer";
import { SignInError } from "./sign-in-error";
import type { IssuedToken } from "./token-cache";

/** A client of its own with a secret; without it, whatever DefaultAzureCredential finds on this machine. */
export interface EntraClient {
  readonly entraTenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** One attempt to sign in: @azure/identity's credential, and what it does not tell about its failures. */
export interface Attempt {
  readonly credential: {
    getToken(scope: string, options: { abortSignal: AbortSignal }): Promise<IssuedToken | null>;
  };
  /** What went wrong on the way to Entra, where something did: it completes "… cannot be reached: ". */
  readonly trouble: () => string | undefined;
}

type Identity = typeof identity;
/** Not written into the import: a bundler of somebody's program would fail where the package is not installed. */
const IDENTITY: string = "@azure/identity";
/** Loaded by the first sign-in: whoever brings a bearer token need not have the package. */
const load = (): Promise<Identity> => import(IDENTITY);
type Policy = NonNullable<
  NonNullable<ConstructorParameters<Identity["ClientSecretCredential"]>[3]>["additionalPolicies"]
>[number];

export const DEFAULT_AUTHORITY = "https://login.microsoftonline.com";

/**
 * A new credential for each attempt: those of @azure/identity keep tokens themselves, and would hand out the one that
 * the platform has just refused.
 */
export async function newAttempt(client: EntraClient | undefined): Promise<Attempt> {
  const { ClientSecretCredential, DefaultAzureCredential } = await loadIdentity();
  const authority = process.env["AZURE_AUTHORITY_HOST"];
  const { policy, trouble } = watch(authority ?? DEFAULT_AUTHORITY);
  const options = {
    additionalPolicies: [policy],
    // Asks a fixed public host whether the authority is a known one: whoever names another has decided that already.
    ...(authority !== undefined && { disableInstanceDiscovery: true }),
  };
  const credential =
    client === undefined
      ? new DefaultAzureCredential(options)
      : new ClientSecretCredential(client.entraTenantId, client.clientId, client.clientSecret, options);
  return { credential, trouble };
}

async function loadIdentity(): Promise<Identity> {
  try {
    return await load();
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const isMissing = /cannot find (?:package|module) '@azure\/identity'/i.test(text);
    throw new SignInError(
      "Signing in at Entra (liveplatform:scope is set, and no token) needs the package @azure/identity, " +
        (isMissing
          ? "which is not installed. In the program's folder: npm install @azure/identity (for a plugin from a release archive: in the plugin's folder)"
          : `which cannot be loaded: ${text.split("\n")[0] ?? ""}. In the program's folder: npm install @azure/identity@latest`),
      { isRefusal: true },
    );
  }
}

/** The library answers each failure of the network with a link to its own documentation. */
function watch(authority: string): { policy: Policy; trouble: () => string | undefined } {
  let seen: string | undefined;
  const policy: Policy = {
    position: "perCall",
    policy: {
      name: "liveplatformTrouble",
      sendRequest: async (request, next) => {
        const isEntra = request.url.startsWith(authority);
        try {
          const answer = await next(request);
          if (isEntra) seen = answer.status >= 500 ? `it answered ${answer.status}` : undefined;
          return answer;
        } catch (error) {
          if (isEntra) seen = describeLoss(error).reason;
          throw error;
        }
      },
    },
  };
  return { policy, trouble: () => seen };
}
