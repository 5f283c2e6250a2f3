import { inspect } from "node:util";
import { ConfigurationError, readSettings } from "../../provider/config/settings";

const SIGNED_IN = { baseUrl: "https://live.example.com/tenantui", token: "ready-token" };
const CLIENT = "ab86ef82-ce9e-4ead-befb-4aa954b64872";

function failureOf(
  configured: Record<string, string | undefined>,
  env: NodeJS.ProcessEnv = {},
): ConfigurationError {
  try {
    readSettings((key) => configured[key], env);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error("the configuration was accepted");
}

/** Key, variable, what the message expects, values that are refused. */
const REFUSED: [string, string, string, string[]][] = [
  [
    "baseUrl",
    "LIVEPLATFORM_BASE_URL",
    "an https URL",
    ["http://live.example.com", "https://u:hush@h.example", "live"],
  ],
  ["token", "LIVEPLATFORM_TOKEN", 'without the word "Bearer"', ["Bearer hush", "hush\nhush", "hüsh"]],
  ["scope", "LIVEPLATFORM_SCOPE", "ends in /.default", ["api://hush", "hush hush/.default", "/.default"]],
  ["entraTenantId", "LIVEPLATFORM_ENTRA_TENANT_ID", "Entra tenant", ["hush/../hush", "hush hush", ".hush"]],
  ["clientId", "LIVEPLATFORM_CLIENT_ID", "the id of an Entra application", ["hu sh", "hush\nhush"]],
  ["clientSecret", "LIVEPLATFORM_CLIENT_SECRET", "without spaces", ["hush hush", "hush\u0000"]],
  ["channelId", "LIVEPLATFORM_CHANNEL_ID", "in digits", ["a", "1.5", "-1"]],
  ["maxReleases", "LIVEPLATFORM_MAX_RELEASES", "a whole number, 0 or more", ["-1", "1.5", "1e3", "all"]],
  [
    "acceptLoss",
    "LIVEPLATFORM_ACCEPT_LOSS",
    "the GUID of a Teams tenant",
    ["true", `${CLIENT} ${CLIENT}`, ",", `${CLIENT},x`],
  ],
  ["taskTimeout", "LIVEPLATFORM_TASK_TIMEOUT", "a duration above 0 and up to 24h", ["0s", "25h", "soon"]],
  ["pollInterval", "LIVEPLATFORM_POLL_INTERVAL", "a duration", ["0", "-2s", "2 s"]],
  ["maxPollInterval", "LIVEPLATFORM_MAX_POLL_INTERVAL", "a duration", ["0ms", "never"]],
  ["requestTimeout", "LIVEPLATFORM_REQUEST_TIMEOUT", "a duration", ["0h", "1d"]],
  ["pageSize", "LIVEPLATFORM_PAGE_SIZE", "a whole number from 1 to 10000", ["0", "10001", "200.5", "many"]],
  ["maxNumbersPerRequest", "LIVEPLATFORM_MAX_NUMBERS_PER_REQUEST", "a whole number, 1 or more", ["0", "x"]],
  [
    "requestsPerSecond",
    "LIVEPLATFORM_REQUESTS_PER_SECOND",
    "a number above 0",
    ["0", "0.0", "-1", "Infinity", "1/s"],
  ],
];

const refusals = REFUSED.flatMap(([key, variable, expected, values]) =>
  values.map((value) => ({ key, variable, expected, value })),
);

it.each(refusals)(
  "readSettings refuses $key $value, and says what is expected",
  ({ key, variable, expected, value }) => {
    const { problems } = failureOf({ ...SIGNED_IN, [key]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`liveplatform:${key} (${variable}): expected `);
    expect(problems[0]).toContain(expected);
    expect(problems[0]).toMatch(new RegExp(`, from liveplatform:${key} \\(configuration\\)$`));
  },
);

it("readSettings refuses a value of the environment, naming the environment", () => {
  const { problems } = failureOf(SIGNED_IN, { LIVEPLATFORM_PAGE_SIZE: "many" });
  expect(problems).toEqual([
    "liveplatform:pageSize (LIVEPLATFORM_PAGE_SIZE): expected a whole number from 1 to 10000, " +
      'got "many", from LIVEPLATFORM_PAGE_SIZE (environment)',
  ]);
});

it("readSettings refuses a missing base URL", () => {
  const { problems } = failureOf({ token: "t" });
  expect(problems).toEqual([
    expect.stringMatching(/^liveplatform:baseUrl \(LIVEPLATFORM_BASE_URL\): not set, expected an https URL/),
  ]);
});

it("readSettings refuses a configuration without a way to sign in, and says how to give one", () => {
  const { problems } = failureOf({ baseUrl: SIGNED_IN.baseUrl });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toBe(
    "no credentials: set LIVEPLATFORM_TOKEN to a bearer token (or liveplatform:token, as a secret), or " +
      "LIVEPLATFORM_SCOPE to sign in at Entra: alone for workload identity, managed identity or az login, or with " +
      "LIVEPLATFORM_ENTRA_TENANT_ID, LIVEPLATFORM_CLIENT_ID and LIVEPLATFORM_CLIENT_SECRET for an application with a secret",
  );
});

it.each([
  [{ clientId: CLIENT }, "scope entraTenantId clientSecret"],
  [{ clientSecret: "hush" }, "scope entraTenantId clientId"],
  [{ entraTenantId: "operator.example" }, "scope clientId clientSecret"],
  [{ scope: "api://x/.default", clientId: CLIENT }, "entraTenantId clientSecret"],
  [{ scope: "api://x/.default", clientId: CLIENT, entraTenantId: "operator.example" }, "clientSecret"],
  [{ clientSecret: "hush", clientId: CLIENT, entraTenantId: "operator.example" }, "scope"],
])("readSettings refuses a sign-in that has only %j", (given, missing) => {
  const { problems } = failureOf({ baseUrl: SIGNED_IN.baseUrl, ...given });
  expect(problems).toHaveLength(1);
  const [named] = problems[0]?.split(": not set") ?? [];
  expect(Array.from(named?.matchAll(/liveplatform:(\w+)/g) ?? [], (match) => match[1]).join(" ")).toBe(
    missing,
  );
  expect(problems[0]).toContain(
    `needed with ${Object.keys(given).length === 1 ? Object.keys(given)[0] : ""}`,
  );
});

it("readSettings refuses a poll interval above the longest", () => {
  const { problems } = failureOf({ ...SIGNED_IN, pollInterval: "31s", maxPollInterval: "30s" });
  expect(problems).toEqual([
    "liveplatform:pollInterval (LIVEPLATFORM_POLL_INTERVAL): 31000 ms is longer than the 30000 ms of " +
      "liveplatform:maxPollInterval (LIVEPLATFORM_MAX_POLL_INTERVAL), expected to be at most that",
  ]);
});

it("readSettings refuses a malformed interval once, without comparing it", () => {
  expect(failureOf({ ...SIGNED_IN, pollInterval: "soon", maxPollInterval: "1s" }).problems).toHaveLength(1);
  expect(failureOf({ ...SIGNED_IN, pollInterval: "1m", maxPollInterval: "late" }).problems).toHaveLength(1);
});

describe("ConfigurationError", () => {
  const everything = Object.fromEntries(REFUSED.map(([key, , , [value]]) => [key, value]));

  it("ConfigurationError lists all that is wrong at once", () => {
    const { problems } = failureOf(everything);
    expect(problems.map((problem) => /^liveplatform:(\w+)/.exec(problem)?.[1])).toEqual(
      REFUSED.map(([key]) => key),
    );
    expect(failureOf({}).problems).toHaveLength(2);
    expect(failureOf({ clientId: "x y" }).problems).toHaveLength(3);
  });

  it("ConfigurationError has one line for each problem, and prints without a stack", () => {
    const failure = failureOf({});
    expect(failure.message.split("\n")).toEqual([
      "invalid liveplatform configuration:",
      ...failure.problems.map((problem) => `  - ${problem}`),
    ]);
    expect(failure.stack).toBe(`ConfigurationError: ${failure.message}`);
  });

  it.each(refusals.filter(({ value }) => /hush|hüsh/.test(value)))(
    "ConfigurationError never holds what was given as $key ($#)",
    ({ key, value }) => {
      expect(inspect(failureOf({ ...SIGNED_IN, [key]: value }), { depth: 5 })).not.toMatch(/hush|hüsh/);
    },
  );
});
