import type { SafeText } from "./safe-text";
import { SignInError } from "./sign-in-error";

export interface SignInCircumstances {
  /** Who tried: `client <id> of tenant <id>`. */
  readonly who: string;
  readonly scope: string;
  readonly authority: string;
  /** Of the network, where the library does not tell. */
  readonly trouble: string | undefined;
  /** How to give another secret; undefined where none was used. */
  readonly howToRenewSecret: string | undefined;
  readonly safe: SafeText;
}

const CHECK_NETWORK =
  "Check the network and HTTPS_PROXY, NODE_EXTRA_CA_CERTS where a proxy has certificates of its own, and AZURE_AUTHORITY_HOST if it is set";
const CHECK_SET_UP =
  "Check AZURE_TOKEN_CREDENTIALS, AZURE_AUTHORITY_HOST (an https address) and AZURE_FEDERATED_TOKEN_FILE where they are set; " +
  "az login, or a bearer token in LIVEPLATFORM_TOKEN, signs in without them";
const OTHER_WAYS =
  "Sign in with az login, set AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_FEDERATED_TOKEN_FILE (workload identity), " +
  "give a client by LIVEPLATFORM_ENTRA_TENANT_ID, LIVEPLATFORM_CLIENT_ID and LIVEPLATFORM_CLIENT_SECRET, or a bearer token in LIVEPLATFORM_TOKEN";

/** What to do about the codes that a wrong set-up meets. */
const ADVICE: Readonly<Record<string, (at: SignInCircumstances) => string>> = {
  AADSTS7000215: ({ howToRenewSecret = "Give another secret" }) =>
    `It must be the secret's value, not its id. ${howToRenewSecret}`,
  AADSTS7000222: ({ howToRenewSecret = "Give another secret" }) =>
    `Create a new secret for this application in the Entra admin center. ${howToRenewSecret}`,
  AADSTS700016: () =>
    "Check the client id, and that the tenant is the operator's own, in which the application is registered (not a customer's)",
  AADSTS90002: () => "Check the tenant's id: it is the operator's own Entra tenant",
  AADSTS500011: ({ scope }) => `Check the scope: ${scope} names no application that this tenant knows`,
  AADSTS70011: ({ scope }) => `Check the scope: ${scope} is not one of an application`,
  AADSTS1002012: ({ scope }) => `Check the scope: ${scope} is not one of an application`,
  AADSTS501051: ({ scope }) => `Assign this application a role of the one that ${scope} names`,
  AADSTS700024: () =>
    "The federated token has expired: have the pipeline write a new one to AZURE_FEDERATED_TOKEN_FILE, and run again",
  AADSTS700211: () => comparesTo("issuer"),
  AADSTS700212: () => comparesTo("audience"),
  AADSTS700213: () => comparesTo("subject"),
  AADSTS70021: () => comparesTo("issuer and subject"),
};

/** What an engineer needs of an error that @azure/identity threw; no stack, no secret, nothing of the request. */
export function signInError(error: unknown, at: SignInCircumstances): SignInError {
  const failed = `Signing in at Entra failed for ${at.who} (scope ${at.scope})`;
  const all = textsOf(error);
  const refusal = all.find((text) => codeOf(text) !== undefined);
  if (refusal !== undefined) {
    return new SignInError(`${failed}: ${answerIn(refusal, at.safe)}. ${adviceFor(codeOf(refusal), at)}.`, {
      isRefusal: true,
    });
  }
  if (at.trouble !== undefined) {
    return new SignInError(`${failed}: ${at.authority} cannot be asked: ${at.trouble}. ${CHECK_NETWORK}.`, {
      isRefusal: false,
    });
  }
  const said = all.map((text) => withoutLinks(at.safe(text, 400)));
  const [first = "", ...others] = said;
  if (others.length > 0) {
    const list = said.map((text) => `\n  - ${text}`).join("");
    return new SignInError(`${failed}: no way to sign in is set up here:${list}\n${OTHER_WAYS}.`, {
      isRefusal: true,
    });
  }
  const isUnset = isOfSetUp(error);
  return new SignInError(`${failed}: ${first}. ${isUnset ? CHECK_SET_UP : CHECK_NETWORK}.`, {
    isRefusal: isUnset,
  });
}

/** Whether Entra was not even asked: the only way that is to be tried is not there, or a variable for it is wrong. */
function isOfSetUp(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isUnavailable = "errors" in error || error.name === "CredentialUnavailableError";
  return isUnavailable || /ENOENT|EACCES|AZURE_[A-Z_]+|authorityHost/.test(error.message);
}

export function signInTimeout(ms: number, at: SignInCircumstances): SignInError {
  return new SignInError(
    `Signing in at Entra failed for ${at.who} (scope ${at.scope}): no answer within ${ms / 1000} s${at.trouble === undefined ? "" : ` (${at.trouble})`}. ${CHECK_NETWORK}.`,
    { isRefusal: false },
  );
}

/** The default credential's error is a list: one for each way it has tried. */
function textsOf(error: unknown): string[] {
  const list: unknown = error instanceof Error && "errors" in error ? error.errors : undefined;
  const errors: unknown[] = Array.isArray(list) && list.length > 0 ? list : [error];
  return errors.map((one) => (one instanceof Error ? one.message : String(one)));
}

function codeOf(text: string): string | undefined {
  return /\bAADSTS\d+/.exec(text)?.[0];
}

/** Entra's own sentence, and the ids that its administrators ask for, which stand in it several times. */
function answerIn(text: string, safe: SafeText): string {
  const sentence =
    /\bAADSTS\d+:.*?(?=\s*-?\s*(?:Trace ID|Correlation ID|Timestamp):|$)/is.exec(text)?.[0] ?? text;
  const ids = ["Correlation ID", "Trace ID"].flatMap((name) => {
    const id = new RegExp(`${name}: ([0-9a-f-]{36})`, "i").exec(text)?.[1];
    return id === undefined ? [] : [`${name.toLowerCase()} ${id}`];
  });
  return safe(sentence, 500).replace(/\.$/, "") + (ids.length > 0 ? ` (${ids.join(", ")})` : "");
}

function adviceFor(code: string | undefined, at: SignInCircumstances): string {
  const advice = ADVICE[code ?? ""];
  if (advice !== undefined) return advice(at);
  return `What the code means: https://login.microsoftonline.com/error?code=${code?.slice("AADSTS".length) ?? ""}`;
}

function comparesTo(claim: string): string {
  return (
    `Compare the ${claim} in the sentence above with the federated credential of this application in the Entra admin center: ` +
    "they must be equal, letter for letter"
  );
}

/** Of each way, what is missing; the rest of these texts are links. */
function withoutLinks(text: string): string {
  return text
    .replace(
      /\s*(?:To troubleshoot, visit|To mitigate this issue, see|See the troubleshooting guide)[^]*$/i,
      "",
    )
    .replace(/: See https:\/\/\S+ for details/, "")
    .replace(/\.$/, "");
}
