import { type Settings, readSettings } from "../../provider/config/settings";
import { TENANT } from "../support/default-seed";

const SIGNED_IN = { baseUrl: "https://live.example.com/tenantui", token: "ready-token" };
const CLIENT = "ab86ef82-ce9e-4ead-befb-4aa954b64872";

function read(configured: Record<string, string | undefined>, env: NodeJS.ProcessEnv = {}): Settings {
  return readSettings((key) => configured[key], env);
}

/** Key, variable, a value in configuration, another in the environment, what each becomes, and where. */
const VALUES: [string, string, string, string, keyof Settings, unknown, unknown][] = [
  [
    "baseUrl",
    "LIVEPLATFORM_BASE_URL",
    "https://A.example.com/ui/",
    "https://b.example.com",
    "baseUrl",
    "https://a.example.com/ui",
    "https://b.example.com",
  ],
  ["token", "LIVEPLATFORM_TOKEN", "stored", "exported", "token", "stored", "exported"],
  [
    "scope",
    "LIVEPLATFORM_SCOPE",
    "api://a/.default",
    "api://b/.default",
    "scope",
    "api://a/.default",
    "api://b/.default",
  ],
  [
    "entraTenantId",
    "LIVEPLATFORM_ENTRA_TENANT_ID",
    "operator.onmicrosoft.com",
    TENANT,
    "entraTenantId",
    "operator.onmicrosoft.com",
    TENANT,
  ],
  ["clientId", "LIVEPLATFORM_CLIENT_ID", CLIENT, TENANT, "clientId", CLIENT, TENANT],
  ["clientSecret", "LIVEPLATFORM_CLIENT_SECRET", "s~1", "s~2", "clientSecret", "s~1", "s~2"],
  ["channelId", "LIVEPLATFORM_CHANNEL_ID", "12", "34", "channelId", "12", "34"],
  ["maxReleases", "LIVEPLATFORM_MAX_RELEASES", "0", "5000", "maxReleases", 0, 5000],
  [
    "acceptLoss",
    "LIVEPLATFORM_ACCEPT_LOSS",
    TENANT.toUpperCase(),
    ` ${TENANT}, ${CLIENT},`,
    "acceptLoss",
    new Set([TENANT]),
    new Set([TENANT, CLIENT]),
  ],
  ["taskTimeout", "LIVEPLATFORM_TASK_TIMEOUT", "1h30m", "24h", "taskTimeoutMs", 5_400_000, 86_400_000],
  ["pollInterval", "LIVEPLATFORM_POLL_INTERVAL", "500ms", "30s", "pollIntervalMs", 500, 30_000],
  ["maxPollInterval", "LIVEPLATFORM_MAX_POLL_INTERVAL", "2s", "1m", "maxPollIntervalMs", 2000, 60_000],
  ["requestTimeout", "LIVEPLATFORM_REQUEST_TIMEOUT", "90", "5s", "requestTimeoutMs", 90_000, 5000],
  ["pageSize", "LIVEPLATFORM_PAGE_SIZE", "1", "10000", "pageSize", 1, 10_000],
  [
    "maxNumbersPerRequest",
    "LIVEPLATFORM_MAX_NUMBERS_PER_REQUEST",
    "1",
    "500",
    "maxNumbersPerRequest",
    1,
    500,
  ],
  ["requestsPerSecond", "LIVEPLATFORM_REQUESTS_PER_SECOND", "0.5", "25", "requestsPerSecond", 0.5, 25],
];

const ENVIRONMENT_FIRST = ["token", "clientSecret", "maxReleases", "acceptLoss"];

it("readSettings has a default for everything but the platform and the way to sign in", () => {
  expect(read(SIGNED_IN)).toEqual({
    baseUrl: "https://live.example.com/tenantui",
    token: "ready-token",
    baseUrlOrigin: "liveplatform:baseUrl (configuration)",
    tokenOrigin: "liveplatform:token (configuration)",
    hasOwnSecret: false,
    maxReleases: 100,
    acceptLoss: new Set(),
    adoptInterrupted: new Set(),
    taskTimeoutMs: 1_800_000,
    pollIntervalMs: 2000,
    maxPollIntervalMs: 30_000,
    requestTimeoutMs: 60_000,
    pageSize: undefined,
    maxNumbersPerRequest: 1000,
    requestsPerSecond: 10,
  });
});

it.each(VALUES)(
  "readSettings reads %s from configuration, and else %s",
  (...[key, variable, stored, exported, field, first, second]) => {
    expect(read({ ...SIGNED_IN, [key]: stored })[field]).toEqual(first);
    expect(
      read({ ...SIGNED_IN, [key]: undefined }, { LIVEPLATFORM_TOKEN: "t", [variable]: exported })[field],
    ).toEqual(second);
  },
);

it.each(VALUES)(
  "readSettings prefers the right one of %s and %s",
  (...[key, variable, stored, exported, field, first, second]) => {
    const both = read({ ...SIGNED_IN, [key]: stored }, { [variable]: exported });
    expect(both[field]).toEqual(ENVIRONMENT_FIRST.includes(key) ? second : first);
  },
);

it.each(VALUES)(
  "readSettings takes an empty %s for none, and so an empty %s",
  (...[key, variable, stored, exported, field, first, second]) => {
    const env = { LIVEPLATFORM_TOKEN: "t" };
    expect(read({ ...SIGNED_IN, [key]: " " }, { ...env, [variable]: `${exported}\n` })[field]).toEqual(
      second,
    );
    expect(read({ ...SIGNED_IN, token: "t", [key]: stored }, { [variable]: "" })[field]).toEqual(first);
  },
);

it("readSettings says where the token was found", () => {
  expect(read(SIGNED_IN, { LIVEPLATFORM_TOKEN: "t" }).tokenOrigin).toBe("LIVEPLATFORM_TOKEN (environment)");
  expect(read(SIGNED_IN).tokenOrigin).toBe("liveplatform:token (configuration)");
  expect(read({ ...SIGNED_IN, token: "", scope: "api://x/.default" }).tokenOrigin).toBeUndefined();
});

it("readSettings says where the client's secret was found", () => {
  const { baseUrl } = SIGNED_IN;
  const client = { scope: "api://x/.default", entraTenantId: TENANT, clientId: CLIENT };
  expect(read({ baseUrl, ...client, clientSecret: "s" }).clientSecretOrigin).toBe(
    "liveplatform:clientSecret (configuration)",
  );
  const both = read({ baseUrl, ...client, clientSecret: "s" }, { LIVEPLATFORM_CLIENT_SECRET: "of-this-run" });
  expect(both).toMatchObject({
    clientSecret: "of-this-run",
    clientSecretOrigin: "LIVEPLATFORM_CLIENT_SECRET (environment)",
  });
});

it("readSettings accepts the scope alone, and the four of a client together", () => {
  const { baseUrl } = SIGNED_IN;
  const client = { scope: "api://x/.default", entraTenantId: TENANT, clientId: CLIENT, clientSecret: "s" };
  expect(read({ baseUrl, scope: client.scope })).toMatchObject({ scope: client.scope });
  expect(read({ baseUrl, ...client })).toMatchObject(client);
});

it("readSettings does not ask for the rest of a client when there is a token", () => {
  expect(read({ ...SIGNED_IN, clientId: CLIENT })).toMatchObject({
    token: "ready-token",
    clientId: CLIENT,
  });
});

it("readSettings moves the default of the other poll interval where one is given alone", () => {
  const intervals = (given: Record<string, string>) => {
    const { pollIntervalMs, maxPollIntervalMs } = read({ ...SIGNED_IN, ...given });
    return [pollIntervalMs, maxPollIntervalMs];
  };
  expect(intervals({ maxPollInterval: "500ms" })).toEqual([500, 500]);
  expect(intervals({ pollInterval: "45s" })).toEqual([45_000, 45_000]);
  expect(intervals({ maxPollInterval: "5s" })).toEqual([2000, 5000]);
});

it("readSettings accepts a poll interval as long as the longest", () => {
  expect(read({ ...SIGNED_IN, pollInterval: "30s", maxPollInterval: "30s" }).pollIntervalMs).toBe(30_000);
});
