import { inspect } from "node:util";
import { systemClock } from "../../provider/common/clock";
import { entra } from "../../provider/liveplatform/entra";
import {
  type SignInCircumstances,
  signInError,
  signInTimeout,
} from "../../provider/liveplatform/explain-sign-in";
import { safeText } from "../../provider/liveplatform/safe-text";
import { SignInError } from "../../provider/liveplatform/sign-in-error";

const SECRET = "s3cret~value.of-the-client";
const at: SignInCircumstances = {
  who: "client ab86ef82-ce9e-4ead-befb-4aa954b64872 of tenant operator.example",
  scope: "api://live/.default",
  authority: "https://login.microsoftonline.com",
  trouble: undefined,
  howToRenewSecret: "This one is from LIVEPLATFORM_CLIENT_SECRET (environment): renew it",
  safe: safeText([SECRET]),
};
const failed = `Signing in at Entra failed for ${at.who} (scope api://live/.default): `;
const TRACE = "11111111-1111-4111-8111-111111111111";
const CORRELATION = "22222222-2222-4222-8222-222222222222";

/** As msal-node words what Entra answered. */
function refusal(code: string, sentence: string): Error {
  const ids = `Trace ID: ${TRACE} Correlation ID: ${CORRELATION} Timestamp: 2026-03-01 12:00:00Z`;
  return new Error(
    `invalid_client: Error(s): ${code} - Timestamp: 2026-03-01 12:00:00Z - Description: AADSTS${code}: ${sentence} ${ids} - Correlation ID: ${CORRELATION} - Trace ID: ${TRACE}`,
  );
}

/** As DefaultAzureCredential throws it. */
function aggregate(...texts: string[]): Error {
  return Object.assign(new Error(`ChainedTokenCredential authentication failed.\n${texts.join("\n")}`), {
    errors: texts.map((text) => new Error(text)),
  });
}

describe("a sign-in that cannot begin", () => {
  const before = process.env;
  beforeEach(() => (process.env = { ...before }));
  afterEach(() => (process.env = before));

  it("a sign-in that cannot begin says which variables to check where one of them keeps the library from it", async () => {
    process.env["AZURE_TOKEN_CREDENTIALS"] = "azcli";
    const misspelt = entra({ scope: "api://live/.default", clock: systemClock }).getToken();
    await expect(misspelt).rejects.toThrow(SignInError);
    await expect(misspelt).rejects.toThrow(/the default credential .*azcli.*Check AZURE_TOKEN_CREDENTIALS/s);
    delete process.env["AZURE_TOKEN_CREDENTIALS"];
    process.env["AZURE_AUTHORITY_HOST"] = "login.microsoftonline.us";
    const client = { entraTenantId: "operator.example", clientId: "app", clientSecret: SECRET };
    const withoutHttps = entra({ scope: "api://live/.default", client, clock: systemClock }).getToken();
    await expect(withoutHttps).rejects.toThrow(SignInError);
    await expect(withoutHttps).rejects.toThrow(/https.*AZURE_AUTHORITY_HOST \(an https address\)/s);
  });

  it.each([
    ["the one way that is to be tried", aggregate("AzureCliCredential: Please run 'az login'")],
    ["a file that is not there", new Error("ENOENT: no such file or directory, open '/tmp/entra-identity'")],
  ])("a sign-in that cannot begin is not blamed on the network: %s", (_, error) => {
    const explained = signInError(error, at);
    expect(explained.message).not.toContain("Check the network");
    expect(explained.message).toContain("AZURE_FEDERATED_TOKEN_FILE");
    expect(explained.isRefusal).toBe(true);
  });
});

it("what Entra refuses is told once, with who asked, both ids and what to do", () => {
  const error = signInError(refusal("7000215", "Invalid client secret provided."), at);
  expect(error.message).toBe(
    `${failed}AADSTS7000215: Invalid client secret provided (correlation id ${CORRELATION}, trace id ${TRACE}). ` +
      "It must be the secret's value, not its id. This one is from LIVEPLATFORM_CLIENT_SECRET (environment): renew it.",
  );
  expect(error.isRefusal).toBe(true);
  expect(error.stack).toBe(`SignInError: ${error.message}`);
});

it.each([
  ["7000222", "Create a new secret for this application"],
  ["700016", "the tenant is the operator's own"],
  ["90002", "the operator's own Entra tenant"],
  ["500011", "api://live/.default names no application that this tenant knows"],
  ["501051", "Assign this application a role"],
  ["700024", "write a new one to AZURE_FEDERATED_TOKEN_FILE"],
  ["700211", "Compare the issuer"],
  ["700212", "Compare the audience"],
  ["700213", "Compare the subject"],
  ["53003", "https://login.microsoftonline.com/error?code=53003"],
])("what Entra refuses as AADSTS%s comes with advice: %s", (code, advice) => {
  expect(signInError(refusal(code, "No."), at).message).toContain(advice);
});

it("what Entra refuses is found among all that the default credential has tried, and the rest is left out", () => {
  const { message } = signInError(
    aggregate(
      "EnvironmentCredential is unavailable. No underlying credential could be used.",
      refusal(
        "700213",
        "No matching federated identity record found for presented assertion subject 'repo:x'.",
      ).message,
    ),
    at,
  );
  expect(message).toContain(
    "AADSTS700213: No matching federated identity record found for presented assertion subject 'repo:x' (",
  );
  expect(message).not.toContain("EnvironmentCredential");
  expect(message.split("\n")).toHaveLength(1);
});

it("what Entra refuses never shows the secret, a token or an assertion that is echoed, nor anything of the original error", () => {
  const jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl";
  const original = Object.assign(refusal("7000215", `Invalid secret ${SECRET} or ${jwt}.`), {
    body: SECRET,
  });
  const shown = inspect(signInError(original, at), { depth: 10, showHidden: true });
  expect(shown).toContain("Invalid secret *** or ***");
  expect(shown).not.toContain(SECRET);
  expect(shown).not.toContain("eyJ");
});

it("no answer from Entra names the host, what happened, and what to check", () => {
  const lost = new Error("network_error: See https://aka.ms/msal.js.errors#network_error for details");
  const error = signInError(lost, {
    ...at,
    trouble: "the TLS connection failed (SELF_SIGNED_CERT_IN_CHAIN)",
  });
  expect(error.message).toBe(
    `${failed}https://login.microsoftonline.com cannot be asked: the TLS connection failed (SELF_SIGNED_CERT_IN_CHAIN). ` +
      "Check the network and HTTPS_PROXY, NODE_EXTRA_CA_CERTS where a proxy has certificates of its own, and AZURE_AUTHORITY_HOST if it is set.",
  );
  expect(error.isRefusal).toBe(false);
});

it("no answer from Entra in time names the time", () => {
  const error = signInTimeout(60_000, at);
  expect(error.message).toContain(`${failed}no answer within 60 s. Check the network`);
  expect(error.isRefusal).toBe(false);
});

it("a default credential that finds nothing lists each way on a line, without the links, and says how to sign in", () => {
  const { message } = signInError(
    aggregate(
      "EnvironmentCredential is unavailable. No underlying credential could be used. To troubleshoot, visit https://aka.ms/x.",
      "ManagedIdentityCredential: Network unreachable. Message: network_error: See https://aka.ms/msal.js.errors#network_error for details",
      "Azure CLI could not be found. Please visit https://aka.ms/azure-cli for installation instructions and then, once installed, authenticate to your Azure account using 'az login'.",
    ),
    at,
  );
  expect(message.split("\n")).toEqual([
    `${failed}no way to sign in is set up here:`,
    "  - EnvironmentCredential is unavailable. No underlying credential could be used",
    "  - ManagedIdentityCredential: Network unreachable. Message: network_error",
    expect.stringMatching(/^ {2}- Azure CLI could not be found/),
    expect.stringMatching(/^Sign in with az login, set AZURE_CLIENT_ID.*LIVEPLATFORM_TOKEN\.$/),
  ]);
});
