import { type Emulator, startEmulator } from "../../emulator";
import { settingInState } from "./support/host";
import { TENANT, allocation, environmentOf, failed, program, succeeded } from "./support/live-stack";
import { Stack } from "./support/stack";

const FOR_HOME = "t0ken-for-home-0123456789";
const FOR_SANDBOX = "t0ken-for-sandbox-9876543210";

let home: Emulator;
let sandbox: Emulator;
let stack: Stack;

beforeEach(async () => {
  const options = { taskDurationMs: 100, acquireAfterMs: 0 };
  [home, sandbox] = await Promise.all([
    startEmulator({ ...options, token: FOR_HOME }),
    startEmulator({ ...options, token: FOR_SANDBOX }),
  ]);
});
afterEach(async () => {
  await stack.dispose();
  await Promise.all([home.close(), sandbox.close()]);
});

const question = (options: string): string =>
  `exports.held = liveplatform.getTenantNumbersOutput({ msTenantId: "${TENANT}" }, ${options}).totalRecords;`;

function sandboxProgram(args: Readonly<Record<string, string>>): string {
  return program(
    `const provider = new liveplatform.Provider("sandbox", ${JSON.stringify({ baseUrl: sandbox.url, ...args })});`,
    allocation("desks", { phoneNumbers: ["+61395556880"] }, "{ provider }"),
    question("{ provider }"),
  );
}

function refusals(): (number | null)[] {
  return [...home.requests, ...sandbox.requests]
    .map(({ status }) => status)
    .filter((status) => status === 401);
}

it("an explicit provider keeps its token beside another platform's in the environment; tokenVariable renews it", async () => {
  stack = await Stack.create({ program: sandboxProgram({ token: FOR_SANDBOX }), env: environmentOf(home) });
  succeeded(await stack.up());
  expect(sandbox.numbers(TENANT)).toHaveLength(1);
  // Also where the environment names no platform beside its token.
  const env = { LIVEPLATFORM_BASE_URL: undefined, SANDBOX: FOR_SANDBOX };
  succeeded(await stack.preview({ env, args: ["--expect-no-changes"] }));
  stack.write(sandboxProgram({ tokenVariable: "SANDBOX" }));
  succeeded(await stack.up({ env }));
  expect(stack.resource("sandbox")?.inputs).toMatchObject({ [settingInState("tokenVariable")]: "SANDBOX" });
  expect(stack.resource("sandbox")?.inputs).not.toHaveProperty([settingInState("token")]);
  const unset = failed(await stack.destroy());
  expect(unset).toContain(
    "liveplatform:tokenVariable: names the environment variable SANDBOX, which is not set",
  );
  const misspelt = { ...env, LIVEPLATFORM_MAXRELEASES: "5" };
  const destroyed = succeeded(await stack.destroy({ env: misspelt }));
  expect(destroyed).toContain("LIVEPLATFORM_MAXRELEASES is not a setting of this provider");
  expect(sandbox.numbers(TENANT)).toEqual([]);
  expect(refusals()).toEqual([]);
  expect(home.requests).toEqual([]);
});

it("an explicit provider without a secret is refused, in resources and in data sources, and nothing is sent", async () => {
  stack = await Stack.create({ program: sandboxProgram({}), env: environmentOf(home) });
  for (const text of [
    failed(await stack.preview()),
    failed(
      await (async () => {
        stack.write(
          program(
            ...sandboxProgram({})
              .split("\n")
              .filter((line) => /Provider|held/.test(line)),
          ),
        );
        return stack.preview();
      })(),
    ),
  ]) {
    expect(text).toContain(
      `no secret was given for this platform. LIVEPLATFORM_TOKEN: for ${home.url} (LIVEPLATFORM_BASE_URL), and not sent to ${sandbox.url}`,
    );
    expect(text).not.toContain(FOR_HOME);
    expect(text).not.toMatch(/^ +at /m);
    expect(text).not.toContain("unhandled");
  }
  expect(sandbox.requests).toEqual([]);

  const two = [home, sandbox].map(
    ({ url }, place) => `new liveplatform.Provider("p${place}", { baseUrl: "${url}" });`,
  );
  stack.write(program(...two));
  expect(failed(await stack.preview({ env: { LIVEPLATFORM_BASE_URL: undefined } }))).toMatch(
    /provider p1: LIVEPLATFORM_TOKEN would be sent to two platforms/,
  );
});

it("the error of a data source is a sentence without a stack trace; misspelt settings are warned of", async () => {
  const token = "t0ken-that-nobody-gave";
  stack = await Stack.create({
    program: program(question("{}")),
    config: { "liveplatform:maxRelease": "5" },
    env: { ...environmentOf(home), LIVEPLATFORM_TOKEN: token, LIVEPLATFORM_MAXRELEASES: "5" },
  });
  const asOutput = failed(await stack.preview());
  // In the same run: settings that are misspelt are told, once.
  for (const near of ["liveplatform:maxReleases?", "LIVEPLATFORM_MAX_RELEASES?"])
    expect(asOutput.split("Diagnostics:")[1]?.split(`Did you mean ${near}`)).toHaveLength(2);
  stack.write(program(`liveplatform.getTenantNumbers({ msTenantId: "${TENANT}" });`));
  const asPromise = failed(await stack.preview());
  for (const text of [asOutput, asPromise]) {
    expect(text).toMatch(
      /error: GET \S+ answered 401.*LIVEPLATFORM_TOKEN \(environment\) is not accepted: renew it\./,
    );
    expect(text).not.toMatch(/^ +at |outcomeUnknown|ApiError/m);
    expect(text).not.toContain(token);
  }
});
