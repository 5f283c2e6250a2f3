import { inspect } from "node:util";
import * as fc from "fast-check";
import { ConfigurationError, type Settings, readSettings } from "../../provider/config/settings";

const A = "https://a.example.com/tenantui";
const B = "https://b.example.com/tenantui";
const SCOPE = "api://x/.default";

type Texts = Record<string, string | undefined>;

function read(configured: Texts, env: Texts): Settings {
  return readSettings((key) => configured[key], env);
}

function refusal(configured: Texts, env: Texts): string {
  try {
    read(configured, env);
  } catch (error) {
    if (error instanceof ConfigurationError) return inspect(error);
    throw error;
  }
  throw new Error("the configuration was accepted");
}

/** As the SDK's Provider gives them. */
const own = (values: Texts): Texts => ({ ...values, __own: Object.keys(values).join(",") });

it("the token of the environment is for LIVEPLATFORM_BASE_URL, and that of the configuration for its base URL", () => {
  const env = { LIVEPLATFORM_BASE_URL: A, LIVEPLATFORM_TOKEN: "for-a" };
  expect(read({}, env).token).toBe("for-a");
  expect(read({ baseUrl: `${A}/`, token: "stored" }, env).token).toBe("for-a");
  expect(read({ baseUrl: B, token: "stored" }, env).token).toBe("stored");
  expect(read({ token: "stored" }, { LIVEPLATFORM_BASE_URL: A }).token).toBe("stored");
  expect(read({ baseUrl: B }, { LIVEPLATFORM_TOKEN: "exported" }).token).toBe("exported");
});

it("where no secret is for the platform the refusal names both, and not the secret", () => {
  const env = { LIVEPLATFORM_BASE_URL: A, LIVEPLATFORM_TOKEN: "hush", LIVEPLATFORM_SCOPE: SCOPE };
  const text = refusal({ baseUrl: B }, env);
  expect(text).toContain(
    `no secret was given for this platform. LIVEPLATFORM_TOKEN, LIVEPLATFORM_SCOPE: for ${A} (LIVEPLATFORM_BASE_URL), and not sent to ${B}`,
  );
  expect(text).not.toContain("hush");
  const ofStack = refusal({ ...own({ baseUrl: B }), __stackBaseUrl: A }, { LIVEPLATFORM_TOKEN: "hush" });
  expect(ofStack).toContain(`secrets of stack configuration: for ${A} (liveplatform:baseUrl of the stack)`);
});

it("an explicit provider with a base URL and a secret of its own keeps them, whatever the environment holds", () => {
  const env = { LIVEPLATFORM_TOKEN: "exported", LIVEPLATFORM_CLIENT_SECRET: "exported" };
  for (const base of [undefined, A, B]) {
    const all = { ...env, LIVEPLATFORM_BASE_URL: base };
    expect(read(own({ baseUrl: B, token: "own" }), all)).toMatchObject({
      token: "own",
      hasOwnSecret: true,
    });
    const client = { scope: SCOPE, entraTenantId: "o.example", clientId: "id", clientSecret: "own" };
    const settings = read(own({ baseUrl: B, ...client }), all);
    expect(settings).toMatchObject(client);
    expect(settings.token).toBeUndefined();
  }
  expect(read(own({ baseUrl: B, scope: SCOPE }), env)).toMatchObject({ token: undefined, scope: SCOPE });
});

it("tokenVariable and clientSecretVariable name variables that are read at each run", () => {
  const named = own({ baseUrl: B, tokenVariable: "SANDBOX_TOKEN" });
  const env = { LIVEPLATFORM_TOKEN: "exported", SANDBOX_TOKEN: "sandbox\n" };
  expect(read(named, env)).toMatchObject({ token: "sandbox", tokenOrigin: "SANDBOX_TOKEN (environment)" });
  expect(refusal(named, { LIVEPLATFORM_TOKEN: "exported" })).toContain(
    "liveplatform:tokenVariable: names the environment variable SANDBOX_TOKEN, which is not set",
  );
  const pasted = refusal(own({ baseUrl: B, tokenVariable: "eyJ.hush" }), env);
  expect(pasted).toContain("expected the name of an environment variable, and not the secret itself");
  expect(pasted).not.toContain("hush");
  const client = { scope: SCOPE, entraTenantId: "o.example", clientId: "id", clientSecretVariable: "S" };
  expect(read(own({ baseUrl: B, ...client }), { S: "s~1" })).toMatchObject({ clientSecret: "s~1" });
});

it("a secret goes to no platform that it was not given for, in whichever way platforms and secrets are spread", () => {
  const base = fc.constantFrom(undefined, A, B);
  const secret = (text: string) => fc.constantFrom(undefined, text);
  fc.assert(
    fc.property(base, base, secret("t-env"), secret("t-config"), fc.boolean(), (...given) => {
      const [configured, exported, envToken, token, isExplicit] = given;
      const values = { ...(configured && { baseUrl: configured }), ...(token && { token }) };
      const env = { LIVEPLATFORM_BASE_URL: exported, LIVEPLATFORM_TOKEN: envToken };
      let settings: Settings;
      try {
        settings = read(isExplicit ? own(values) : values, env);
      } catch {
        return;
      }
      if (settings.token === "t-env") expect([undefined, settings.baseUrl]).toContain(exported);
      if (configured && isExplicit && token) expect(settings.token).toBe(token);
    }),
  );
});

it.each([
  ['"hush"', "is in quotes"],
  ["'hush", "is in quotes"],
  ["“hush”", "is in quotes"],
  ['{"access_token":"hush"}', "is JSON"],
  ["Bearer hush", "Bearer"],
  ["bearer:hush", "Bearer"],
  ["Authorization:hush", "Bearer"],
])(
  "a secret that was pasted with what stood around it is refused by name before it is sent: %s",
  (value, why) => {
    const client = { scope: SCOPE, entraTenantId: "o.example", clientId: "id" };
    for (const [key, variable] of [
      ["token", "LIVEPLATFORM_TOKEN"],
      ["clientSecret", "LIVEPLATFORM_CLIENT_SECRET"],
    ] as const) {
      for (const text of [
        refusal({ baseUrl: A, ...client, [key]: value }, {}),
        refusal({ baseUrl: A, ...client }, { [variable]: `${value}\n` }),
      ]) {
        expect(text).toContain(`liveplatform:${key} (${variable}): expected`);
        expect(text).toContain(why);
        expect(text).not.toContain("hush");
      }
    }
  },
);
