import type { EntraApplication, TokenRequest } from "./entra-options";
import { readClaims } from "./jwt";

/** What the endpoint knows. */
export interface Directory {
  readonly tenantId: string;
  readonly audience: string;
  readonly applications: readonly EntraApplication[];
  readonly now: number;
}

/** Why no token is given: Entra's number, its sentence, and the OAuth error that goes with it. */
export interface Refusal {
  readonly code: number;
  readonly description: string;
  readonly error: string;
}

type Form = URLSearchParams;

const DEFAULT_FEDERATED_AUDIENCE = "api://AzureADTokenExchange";

/** The application that a request is from, or why it gets no token. Refusals come in the order of the real ones. */
export function authenticate(directory: Directory, tenant: string, form: Form): EntraApplication | Refusal {
  const clientId = form.get("client_id") ?? "";
  if (tenant.toLowerCase() !== directory.tenantId.toLowerCase()) return unknownTenant(tenant);
  const application = directory.applications.find((one) => one.clientId === clientId);
  if (application === undefined) return unknownClient(clientId, directory);
  const grant = form.get("grant_type") ?? "";
  if (grant !== "client_credentials") {
    return {
      code: 70003,
      error: "unsupported_grant_type",
      description: `The app requested an unsupported grant type '${grant}'.`,
    };
  }
  const scope = form.get("scope") ?? "";
  const refusal = credentialProblem(application, form, directory.now) ?? scopeProblem(scope, directory);
  return refusal ?? application;
}

export function authenticatedBy(form: Form): TokenRequest["by"] {
  if (form.has("client_secret")) return "secret";
  return form.has("client_assertion") ? "assertion" : "nothing";
}

function unknownTenant(tenant: string): Refusal {
  const description = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`;
  return { code: 90002, error: "invalid_request", description };
}

function unknownClient(clientId: string, { tenantId }: Directory): Refusal {
  const description = `Application with identifier '${clientId}' was not found in the directory '${tenantId}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`;
  return { code: 700016, error: "unauthorized_client", description };
}

function scopeProblem(scope: string, { audience, tenantId }: Directory): Refusal | undefined {
  if (scope === `${audience}/.default`) return undefined;
  const resource = scope.replace(/\/\.default$/, "");
  if (resource === scope) {
    return {
      code: 1002012,
      error: "invalid_scope",
      description: `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    };
  }
  const description = `The resource principal named ${resource} was not found in the tenant named ${tenantId}.`;
  return { code: 500011, error: "invalid_resource", description };
}

function credentialProblem(application: EntraApplication, form: Form, now: number): Refusal | undefined {
  const secret = form.get("client_secret");
  const assertion = form.get("client_assertion");
  if (secret !== null) {
    if (secret === application.clientSecret) return undefined;
    const description = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${application.clientId}'.`;
    return { code: 7000215, error: "invalid_client", description };
  }
  if (
    assertion !== null &&
    form.get("client_assertion_type") === "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
  )
    return assertionProblem(application, assertion, now);

  const description =
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
  return { code: 7000218, error: "invalid_client", description };
}

/** The signature is not looked at: whoever issued the assertion is not here. */
function assertionProblem(
  { federated }: EntraApplication,
  assertion: string,
  now: number,
): Refusal | undefined {
  const refused = (code: number, description: string): Refusal => ({
    code,
    error: "invalid_client",
    description,
  });
  const claims = readClaims(assertion);
  if (claims === undefined) return refused(50027, "JWT token is invalid or malformed.");
  const { exp, iss, sub, aud } = claims;
  if (typeof exp !== "number" || exp * 1000 <= now)
    return refused(700024, "Client assertion is not within its valid time range.");

  if (iss !== federated?.issuer) {
    return refused(
      700211,
      `No matching federated identity record found for presented assertion issuer '${String(iss)}'.`,
    );
  }
  if (aud !== (federated?.audience ?? DEFAULT_FEDERATED_AUDIENCE)) {
    return refused(
      700212,
      `No matching federated identity record found for presented assertion audience '${String(aud)}'.`,
    );
  }
  if (sub !== federated?.subject) {
    return refused(
      700213,
      `No matching federated identity record found for presented assertion subject '${String(sub)}'.`,
    );
  }
  return undefined;
}
