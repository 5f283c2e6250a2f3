import { request } from "node:https";
import * as z from "zod";
import {
  type EmulatedEntra,
  type Emulator,
  type EntraOptions,
  startEmulator,
  startEntra,
} from "../../emulator";
import { type Certificate, loopbackCertificate } from "./certificate";

const CLIENT = "0f5a1a0e-63d0-4a3e-9f0a-2f1f3e6f8f11";
const PIPELINE = "7a4f2f40-2f1c-4f4c-8a8a-9f4f2d1c0b22";
const ISSUER = "https://token.actions.example.com";
const SUBJECT = "repo:operator/numbers:ref:refs/heads/main";
const SECRET = "s3cret~value";
const START = Date.parse("2026-03-01T12:00:00Z");

const granted = z.object({
  token_type: z.literal("Bearer"),
  expires_in: z.number(),
  access_token: z.string(),
});
const refused = z.object({
  error: z.string(),
  error_description: z.string(),
  error_codes: z.array(z.number()),
  trace_id: z.guid(),
  correlation_id: z.guid(),
});

let certificate: Certificate;
let entra: EmulatedEntra;
let platform: Emulator | undefined;
let now = START;

beforeAll(async () => {
  certificate = await loopbackCertificate();
});
afterEach(async () => {
  await entra.close();
  await platform?.close();
  platform = undefined;
});

async function start(options: Partial<EntraOptions> = {}): Promise<void> {
  now = START;
  entra = await startEntra({
    ...certificate,
    applications: [
      { clientId: CLIENT, clientSecret: SECRET, roles: ["Numbers.ReadWrite.All"] },
      { clientId: PIPELINE, federated: { issuer: ISSUER, subject: SUBJECT } },
    ],
    now: () => now,
    ...options,
  });
}

/** The status and the body of an answer over TLS with the certificate of this test. */
function ask(path: string, form?: Record<string, string>): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const method = form === undefined ? "GET" : "POST";
    const asking = request(
      `${entra.url}${path}`,
      { method, ca: certificate.cert, agent: false },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, body: text === "" ? undefined : JSON.parse(text) }),
        );
      },
    );
    asking.on("error", reject).end(form && new URLSearchParams(form).toString());
  });
}

function tokenRequest(form: Record<string, string>, tenant = entra.tenantId) {
  const common = { client_id: CLIENT, scope: entra.scope, grant_type: "client_credentials" };
  return ask(`/${tenant}/oauth2/v2.0/token`, { ...common, ...form });
}

function assertion(claims: Record<string, unknown> = {}): Record<string, string> {
  const all = {
    iss: ISSUER,
    sub: SUBJECT,
    aud: "api://AzureADTokenExchange",
    exp: now / 1000 + 300,
    ...claims,
  };
  return {
    client_id: PIPELINE,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: `e30.${Buffer.from(JSON.stringify(all)).toString("base64url")}.c2ln`,
  };
}

it("the emulated Entra says where its endpoints are, for each tenant", async () => {
  await start();
  const { status, body } = await ask("/operator.example/v2.0/.well-known/openid-configuration");
  expect(status).toBe(200);
  expect(body).toMatchObject({ token_endpoint: `${entra.url}/operator.example/oauth2/v2.0/token` });
  expect(await ask("/operator.example/keys")).toMatchObject({ status: 404 });
});

it("the emulated Entra gives a token for a secret; the platform takes it until it ends, and no other", async () => {
  await start({ tokenLifetimeMs: 600_000 });
  const { access_token: token, expires_in } = granted.parse(
    (await tokenRequest({ client_secret: SECRET })).body,
  );
  expect(expires_in).toBe(600);
  const emulator = await startEmulator({ acceptToken: (given) => entra.accepts(given) });
  platform = emulator;
  const status = async (given: string) =>
    (
      await fetch(`${emulator.url}/api/v2/oc/callingprofile`, {
        headers: { authorization: `Bearer ${given}` },
      })
    ).status;
  expect(await status(token)).toBe(200);
  expect(await status(emulator.token)).toBe(200);
  expect(await status(`${token.slice(0, -4)}AAAA`)).toBe(401);
  now = START + 599_000;
  expect(await status(token)).toBe(200);
  now = START + 600_000;
  expect(await status(token)).toBe(401);
});

it("the emulated Entra takes back what it gave: revoked tokens are refused, and the next one is good", async () => {
  await start();
  const before = entra.issue(CLIENT);
  expect(entra.accepts(before)).toBe(true);
  entra.revokeAll();
  expect(entra.accepts(before)).toBe(false);
  expect(entra.accepts(entra.issue(CLIENT))).toBe(true);
  expect(entra.accepts(entra.issue(CLIENT, { exp: START / 1000 - 1 }))).toBe(false);
});

it("the emulated Entra gives a token for a federated one, and keeps neither it nor a secret", async () => {
  await start();
  granted.parse((await tokenRequest(assertion())).body);
  await tokenRequest({ client_secret: SECRET });
  expect(entra.requests.map(({ clientId, by, status }) => [clientId, by, status])).toEqual([
    [PIPELINE, "assertion", 200],
    [CLIENT, "secret", 200],
  ]);
  expect(JSON.stringify(entra.requests)).not.toContain(SECRET);
  expect(JSON.stringify(entra.requests)).not.toContain("c2ln");
});

it.each<[string, number, () => Promise<{ status: number; body: unknown }>]>([
  ["a wrong secret", 7000215, () => tokenRequest({ client_secret: "other" })],
  ["no credential", 7000218, () => tokenRequest({})],
  ["an unknown application", 700016, () => tokenRequest({ client_id: "nobody", client_secret: SECRET })],
  ["another tenant", 90002, () => tokenRequest({ client_secret: SECRET }, "customer.example")],
  ["another grant", 70003, () => tokenRequest({ client_secret: SECRET, grant_type: "password" })],
  ["a scope without /.default", 1002012, () => tokenRequest({ client_secret: SECRET, scope: "api://live" })],
  ["another scope", 500011, () => tokenRequest({ client_secret: SECRET, scope: "api://x/.default" })],
  ["an assertion that is none", 50027, () => tokenRequest({ ...assertion(), client_assertion: "x" })],
  ["an assertion that has ended", 700024, () => tokenRequest(assertion({ exp: START / 1000 }))],
  ["another issuer", 700211, () => tokenRequest(assertion({ iss: "https://gitlab.example.com" }))],
  ["another audience", 700212, () => tokenRequest(assertion({ aud: "api://x" }))],
  ["another subject", 700213, () => tokenRequest(assertion({ sub: "repo:operator/other" }))],
])("the emulated Entra refuses %s with AADSTS%s", async (_, code, asking) => {
  await start();
  const { status, body } = await asking();
  const { error_description, error_codes, trace_id } = refused.parse(body);
  expect([400, 401]).toContain(status);
  expect(error_codes).toEqual([code]);
  expect(error_description).toContain(`AADSTS${code}: `);
  expect(error_description).toContain(`Trace ID: ${trace_id}`);
  expect(entra.requests.at(-1)).toMatchObject({ status, code });
});

it("the emulated Entra fails on demand: with a code, a bare status, or a cut connection, so many times", async () => {
  await start();
  entra.fail({ code: 7000222, description: "The provided client secret keys are expired.", times: 1 });
  entra.fail({ status: 503, times: 1 });
  entra.fail({ drop: true, times: 1 });
  const secret = { client_secret: SECRET };
  expect(refused.parse((await tokenRequest(secret)).body).error_description).toMatch(
    /^AADSTS7000222: The provided client secret keys are expired\. Trace ID/,
  );
  expect(await tokenRequest(secret)).toEqual({ status: 503, body: undefined });
  await expect(tokenRequest(secret)).rejects.toThrow("socket hang up");
  expect((await tokenRequest(secret)).status).toBe(200);
  expect(entra.requests.map(({ status }) => status)).toEqual([401, 503, null, 200]);
});
