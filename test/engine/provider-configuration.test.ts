import { execFileSync } from "node:child_process";
import { HOST, type Host, settingInState } from "./support/host";
import { allocation, failed, program, succeeded } from "./support/live-stack";
import { repositoryRoot } from "./support/pulumi-cli";
import { Stack } from "./support/stack";
import { useLiveStack } from "./support/use-live-stack";

const PROGRAM = program(allocation("desks", { phoneNumbers: ["+61395556880"] }));

const stacks = useLiveStack();

/** The lines of an output with this text; a message is shown once on the resource's row and once under Diagnostics. */
function diagnosticsWith(output: string, text: string): string[] {
  const diagnostics = output.slice(output.indexOf("Diagnostics:"));
  return diagnostics.split("\n").filter((line) => line.includes(text));
}

it("the configuration of the provider comes from the arguments of an explicit provider, also in refresh and destroy; its token is a secret", async () => {
  const emulator = await stacks.create({ program: PROGRAM });
  const { url, token } = emulator.emulator;
  const env = { LIVEPLATFORM_BASE_URL: undefined, LIVEPLATFORM_TOKEN: undefined };
  const args = JSON.stringify({ baseUrl: url, token, pollInterval: "50ms", requestsPerSecond: 100 });
  emulator.stack.write(
    program(
      `const sandbox = new liveplatform.Provider("sandbox", ${args});`,
      allocation("desks", { phoneNumbers: ["+61395556880"] }, "{ provider: sandbox }"),
      `exports.held = liveplatform.getTenantNumbersOutput({ msTenantId: desks.msTenantId }, { provider: sandbox }).totalRecords;`,
    ),
  );
  const up = succeeded(await emulator.stack.up({ env }));
  expect(emulator.held()).toEqual(["+61395556880"]);
  // Its credential is a secret; what it was told with it is none.
  expect(emulator.outputs("test-dev")).toEqual({ held: 1 });
  expect(emulator.stack.rawState()).not.toContain(token);
  expect(up).not.toContain(token);
  const provider = emulator.stack.resource("sandbox");
  expect(provider?.inputs).toMatchObject({
    [settingInState("baseUrl")]: url,
    [settingInState("pollInterval")]: "50ms",
    [settingInState("requestsPerSecond")]: "100",
  });
  expect(provider?.inputs[settingInState("token")]).toHaveProperty("ciphertext");
  succeeded(await emulator.stack.preview({ env, args: ["--expect-no-changes"] }));
  succeeded(await emulator.stack.destroy({ env }));
  expect(emulator.held()).toEqual([]);
  expect(emulator.emulator.requests.map(({ status }) => status)).not.toContain(401);
});

it("the configuration of the provider is one error without a stack trace where nothing is set: it names each key and each variable", async () => {
  const live = stacks.keep(await Stack.create({ program: PROGRAM }));
  const output = failed(await live.preview());
  expect(diagnosticsWith(output, "error:")).toHaveLength(1);
  expect(diagnosticsWith(output, "liveplatform:baseUrl (LIVEPLATFORM_BASE_URL): not set")).toHaveLength(1);
  expect(diagnosticsWith(output, "no credentials")).toEqual([
    expect.stringMatching(
      /set LIVEPLATFORM_TOKEN to a bearer token \(or liveplatform:token, as a secret\), or LIVEPLATFORM_SCOPE to sign in at Entra/,
    ),
  ]);
  expect(output).not.toMatch(/^ +at /m);
});

it("the configuration of the provider is one error that names every wrong value, where it was given, and never shows a URL's password", async () => {
  const live = stacks.keep(
    await Stack.create({
      program: PROGRAM,
      config: {
        "liveplatform:baseUrl": "http://user:pa55word@live.example.com/tenantui",
        "liveplatform:taskTimeout": "soon",
        "liveplatform:maxReleases": "many",
      },
      env: { LIVEPLATFORM_TOKEN: "some-token", LIVEPLATFORM_POLL_INTERVAL: "2 parsecs" },
    }),
  );
  const output = failed(await live.preview());
  expect(diagnosticsWith(output, "error:")).toHaveLength(1);
  for (const problem of [
    /liveplatform:baseUrl \(LIVEPLATFORM_BASE_URL\): expected an https URL/,
    /liveplatform:taskTimeout \(LIVEPLATFORM_TASK_TIMEOUT\): expected a duration.*"soon", from liveplatform:taskTimeout/,
    /liveplatform:maxReleases \(LIVEPLATFORM_MAX_RELEASES\): expected a whole number.*"many"/,
    /liveplatform:pollInterval \(LIVEPLATFORM_POLL_INTERVAL\).*"2 parsecs", from LIVEPLATFORM_POLL_INTERVAL/,
  ])
    expect(output).toMatch(problem);
  expect(output).not.toContain("pa55word");
  expect(output).not.toContain("some-token");
  expect(output).not.toMatch(/^ +at /m);
});

it("the configuration of the provider refuses http to another machine before anything is sent to it", async () => {
  const live = stacks.keep(
    await Stack.create({
      program: PROGRAM,
      env: { LIVEPLATFORM_BASE_URL: "http://live.example.com/tenantui", LIVEPLATFORM_TOKEN: "some-token" },
    }),
  );
  const output = failed(await live.preview());
  expect(diagnosticsWith(output, "LIVEPLATFORM_BASE_URL")).toEqual([
    expect.stringMatching(/expected an https URL .*http for localhost.*from LIVEPLATFORM_BASE_URL/),
  ]);
  expect(output).not.toContain("got no answer");
});

const NO_IMPORT: Readonly<Record<Host, readonly string[]>> = {
  dynamic: ["desks: an allocation cannot be imported", "adoptExisting: true"],
  plugin: ["names no numbers", "Expected the tenant and keys as in numbers, such as"],
};

it("an allocation in a program refuses to be imported by anything but numbers that the plugin reads, and says what to do instead", async () => {
  const importing = allocation("desks", { phoneNumbers: ["+61395556880"] }, `{ import: "some-id" }`);
  const created = await stacks.create({ program: program(importing) });
  const output = failed(await created.stack.preview());
  for (const text of NO_IMPORT[HOST]) expect(output).toContain(text);
  expect(created.emulator.requests).toEqual([]);
});

it("an allocation in a program costs little to start: neither HTTP client nor Entra nor number metadata is loaded before it is needed", () => {
  const loaded = modulesAfter(`require("pulumi-liveplatform/provider")`);
  expect(loaded.filter((file) => file.includes("dist/provider/dynamic/index.js"))).toHaveLength(1);
  for (const heavy of ["axios", "@azure", "libphonenumber-js"])
    expect(loaded.filter((file) => file.includes(`node_modules/${heavy}/`))).toEqual([]);
});

/** The files that Node loads for an expression. */
function modulesAfter(expression: string): string[] {
  const script = `${expression}; console.log(Object.keys(require.cache).join("\\n"))`;
  return execFileSync(process.execPath, ["-e", script], { cwd: repositoryRoot, encoding: "utf8" })
    .trim()
    .split("\n");
}
