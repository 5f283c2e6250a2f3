import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { EntraApplication, EntraFault, EntraOptions, TokenRequest } from "./entra-options";
import { type EntraAnswer, type EntraListener, listenTls } from "./entra-server";
import { type Claims, signJwt, verifyJwt } from "./jwt";
import { type Refusal, authenticate, authenticatedBy } from "./token-endpoint";

const DEFAULT_TENANT = "6a1e6c0e-2c4b-4f43-9a55-0b7f9d5c8e21";
const AN_HOUR = 3_600_000;

/** A running Entra: discovery and the token endpoint for the client credentials of applications. */
export class EmulatedEntra {
  /** What clients take as AZURE_AUTHORITY_HOST. */
  url = "";
  readonly tenantId: string;
  /** What clients ask for. */
  readonly scope: string;
  /** Of tokens that are issued from now on. */
  tokenLifetimeMs: number;
  readonly #options: EntraOptions;
  readonly #audience: string;
  readonly #now: () => number;
  readonly #requests: TokenRequest[] = [];
  readonly #faults: { readonly rule: EntraFault; left: number }[] = [];
  /** Tokens that are signed with an older one are no longer accepted. */
  #key = randomBytes(32).toString("hex");
  #listener: EntraListener | undefined;

  /** Use `startEntra`, which also listens. @internal */
  constructor(options: EntraOptions) {
    this.#options = options;
    this.tenantId = options.tenantId ?? DEFAULT_TENANT;
    this.#audience = options.audience ?? "api://live-platform-emulator";
    this.scope = `${this.#audience}/.default`;
    this.tokenLifetimeMs = options.tokenLifetimeMs ?? AN_HOUR;
    this.#now = options.now ?? Date.now;
  }

  /** @internal */
  async listen(): Promise<void> {
    const { key, cert, port = 0, host = "127.0.0.1" } = this.#options;
    this.#listener = await listenTls(
      { key, cert, port, host },
      {
        discovery: (tenant, origin) => ({ status: 200, body: discoveryOf(`${origin}/${tenant}`) }),
        token: (tenant, form) => this.#answer(tenant, form),
      },
    );
    this.url = this.#listener.origin;
  }

  async close(): Promise<void> {
    await this.#listener?.close();
  }

  /** Requests for tokens since the start, in order of arrival. */
  get requests(): readonly TokenRequest[] {
    return this.#requests;
  }

  /** Whether a token was issued here, for the platform, and is still good: for `acceptToken` of the platform. */
  accepts(token: string): boolean {
    const claims = verifyJwt(token, this.#key);
    return typeof claims?.["exp"] === "number" && claims["exp"] * 1000 > this.#now();
  }

  /** A token as an application gets it, with other claims where some are given. */
  issue(clientId: string, claims: Claims = {}): string {
    const application = this.#options.applications.find((one) => one.clientId === clientId);
    if (application === undefined) throw new Error(`Emulated Entra: no application ${clientId}.`);
    return this.#sign(application, claims);
  }

  /** From now on the platform accepts none of the tokens that were issued before. */
  revokeAll(): void {
    this.#key = randomBytes(32).toString("hex");
  }

  /** Puts a rule in force. */
  fail(rule: EntraFault): void {
    this.#faults.push({ rule, left: rule.times ?? Infinity });
  }

  async #answer(tenant: string, form: URLSearchParams): Promise<EntraAnswer> {
    const fault = this.#fault();
    if (fault?.delayMs !== undefined) await delay(fault.delayMs);
    const { answer, code } = this.#outcome(tenant, form, fault);
    this.#requests.push({
      at: this.#now(),
      tenant,
      clientId: form.get("client_id") ?? "",
      scope: form.get("scope") ?? "",
      by: authenticatedBy(form),
      status: answer?.status ?? null,
      ...(code !== undefined && { code }),
    });
    return answer;
  }

  #outcome(
    tenant: string,
    form: URLSearchParams,
    fault: EntraFault | undefined,
  ): { answer: EntraAnswer; code?: number } {
    if (fault?.drop === true) return { answer: undefined };
    if (fault?.status !== undefined) return { answer: { status: fault.status, body: undefined } };
    if (fault?.code !== undefined) {
      const { code, description = "The request was refused." } = fault;
      return { answer: refusalAnswer({ code, description, error: "invalid_client" }, this.#now()), code };
    }
    const { tenantId, applications } = { tenantId: this.tenantId, applications: this.#options.applications };
    const directory = { tenantId, applications, audience: this.#audience, now: this.#now() };
    const outcome = authenticate(directory, tenant, form);
    if ("code" in outcome) return { answer: refusalAnswer(outcome, this.#now()), code: outcome.code };
    const seconds = Math.floor(this.tokenLifetimeMs / 1000);
    const lifetime = { expires_in: seconds, ext_expires_in: seconds };
    return {
      answer: {
        status: 200,
        body: { token_type: "Bearer", ...lifetime, access_token: this.#sign(outcome, {}) },
      },
    };
  }

  #sign({ clientId, roles }: EntraApplication, claims: Claims): string {
    const now = Math.floor(this.#now() / 1000);
    const common = { iat: now, nbf: now, exp: now + Math.floor(this.tokenLifetimeMs / 1000) };
    const parties = {
      aud: this.#audience,
      iss: `https://sts.windows.net/${this.tenantId}/`,
      tid: this.tenantId,
    };
    const caller = { appid: clientId, ...(roles !== undefined && { roles }) };
    return signJwt({ ...parties, ...common, ...caller, uti: randomUUID(), ver: "1.0", ...claims }, this.#key);
  }

  #fault(): EntraFault | undefined {
    const live = this.#faults.find(({ left }) => left > 0);
    if (live !== undefined) live.left--;
    return live?.rule;
  }
}

function discoveryOf(tenant: string): unknown {
  return {
    issuer: `${tenant}/v2.0`,
    authorization_endpoint: `${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${tenant}/oauth2/v2.0/token`,
    jwks_uri: `${tenant}/discovery/v2.0/keys`,
  };
}

function refusalAnswer({ code, description, error }: Refusal, now: number): EntraAnswer {
  const [trace_id, correlation_id] = [randomUUID(), randomUUID()];
  const timestamp = new Date(now).toISOString().replace("T", " ").replace(/\.\d+/, "");
  const ids = `Trace ID: ${trace_id} Correlation ID: ${correlation_id} Timestamp: ${timestamp}`;
  const error_description = `AADSTS${code}: ${description} ${ids}`;
  const status = error === "invalid_client" ? 401 : 400;
  return {
    status,
    body: { error, error_description, error_codes: [code], timestamp, trace_id, correlation_id },
  };
}
