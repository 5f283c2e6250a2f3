import { HOST } from "../engine/support/host";
import { allocation, failed, program, succeeded } from "../engine/support/live-stack";
import { until } from "../engine/support/until";
import {
  CLIENT,
  EntraStack,
  type EntraStackOptions,
  PIPELINE,
  SECRET,
  clientVariables,
} from "./entra/entra-stack";

const LOUD = ["-v=9", "--logtostderr", "--logflow"];

let world: EntraStack;
afterEach(() => world.dispose());

async function start(
  env: EntraStackOptions["env"],
  options: Omit<EntraStackOptions, "env"> = {},
): Promise<Pick<EntraStack, "live" | "entra">> {
  world = await EntraStack.create({ env, ...options });
  return world;
}

it("a client with a secret in the environment brings up, previews and destroys; neither the secret nor a token is in any file or in the most detailed log", async () => {
  const { live, entra } = await start(clientVariables);
  const up = succeeded(await live.stack.up({ env: world.trusting, args: LOUD }));
  expect(live.held()).toHaveLength(20);
  const preview = succeeded(
    await live.stack.preview({ env: world.trusting, args: [...LOUD, "--expect-no-changes"] }),
  );
  const destroy = succeeded(await live.stack.destroy({ env: world.trusting, args: LOUD }));
  expect(live.held()).toEqual([]);
  // One for the provider's process and one for the program's own reads, which the plugin answers; a destroy runs no program.
  const signIns = HOST === "plugin" ? 3 : 5;
  expect(entra.requests.map(({ by, status }) => [by, status])).toEqual(
    Array.from({ length: signIns }, () => ["secret", 200]),
  );
  expect(world.tokens.size).toBe(signIns);
  expect(world.statuses()).not.toContain(401);
  expect(up).toMatch(/^I\d{4} .*\.go:\d+\] /m);
  const hidden = [SECRET, ...world.tokens];
  expect([up, preview, destroy].filter((text) => hidden.some((one) => text.includes(one)))).toEqual([]);
  expect(world.filesWith(hidden)).toEqual([]);
});

it("a client with a secret in the environment that is wrong ends in a sentence that says who, why, and what to do", async () => {
  const { live, entra } = await start(clientVariables);
  const wrong = "an0ther~secret-value-0123456789";
  const output = failed(
    await live.stack.up({ env: { ...world.trusting, LIVEPLATFORM_CLIENT_SECRET: wrong } }),
  );
  expect(output).toMatch(
    new RegExp(
      `Signing in at Entra failed for client ${CLIENT} of tenant ${entra.tenantId} \\(scope api://live-platform-emulator/\\.default\\): ` +
        "AADSTS7000215: Invalid client secret provided\\..* \\(correlation id [0-9a-f-]{36}, trace id [0-9a-f-]{36}\\)\\. " +
        "It must be the secret's value, not its id\\. This one is from LIVEPLATFORM_CLIENT_SECRET \\(environment\\): renew it\\.",
    ),
  );
  expect(output).not.toContain(wrong);
  expect(output).not.toMatch(/^ +at /m);
  // The provider's process and the program each ask once: an application must not be locked by a hundred numbers.
  expect(entra.requests.length).toBeLessThanOrEqual(2);
  expect(live.emulator.requests).toEqual([]);
});

it("a client with a secret in the environment behind a certificate that is not trusted ends in a sentence that names NODE_EXTRA_CA_CERTS", async () => {
  const { live, entra } = await start(clientVariables);
  const output = failed(await live.stack.preview());
  expect(output).toContain(
    `${entra.url} cannot be asked: the TLS connection failed (DEPTH_ZERO_SELF_SIGNED_CERT). Check the network and HTTPS_PROXY, NODE_EXTRA_CA_CERTS`,
  );
  expect(output).not.toMatch(/^ +at /m);
});

it("tokens in the middle of a run are renewed before they end, also while a task is awaited: the platform never sees an old one", async () => {
  const { live } = await start(clientVariables, {
    tokenLifetimeMs: 2000,
    emulator: { taskDurationMs: 4000 },
  });
  succeeded(await live.stack.up({ env: world.trusting }));
  expect(live.held()).toHaveLength(20);
  expect(world.tokens.size).toBeGreaterThanOrEqual(4);
  expect(world.statuses()).not.toContain(401);
  expect(live.emulator.counts.uploads).toBe(1);
});

it("tokens in the middle of a run are renewed once where the platform refuses one: a write is sent again, and nothing is uploaded twice", async () => {
  const { live, entra } = await start(clientVariables, { emulator: { taskDurationMs: 2000 } });
  const running = live.stack.spawn(["up", "--yes", "--skip-preview"], { env: world.trusting });
  await until("the upload is sent", () => live.emulator.counts.uploads === 1);
  entra.revokeAll();
  succeeded(await running.result);
  expect(live.held()).toHaveLength(20);
  expect(live.emulator.counts.uploads).toBe(1);
  expect(world.statuses().filter((status) => status === 401)).toHaveLength(1);

  // The platform refuses the token of the write itself.
  live.stack.write(program(allocation("desks", { phoneNumbers: ["+61395556900"] })));
  live.emulator.fail({ verb: "POST", path: "/release", times: 1, respond: { status: 401 } });
  succeeded(await live.stack.up({ env: world.trusting }));
  expect(live.held()).toEqual(["+61395556900"]);
  const releases = live.emulator.requests.filter(({ path }) => path.includes("/release"));
  expect(releases.map(({ status }) => status)).toEqual([401, 200]);
  expect(live.emulator.counts.numbersReleased).toBe(19);
});

it("tokens in the middle of a run that the platform refuses again and again end in a sentence that names the scope", async () => {
  const { live, entra } = await start(clientVariables);
  live.emulator.fail({ path: "/", respond: { status: 401 } });
  const output = failed(await live.stack.up({ env: world.trusting }));
  expect(output).toContain(
    `The credential from Entra (client ${CLIENT} of tenant ${entra.tenantId}, scope ${entra.scope}) is not accepted: ` +
      "a newly issued token is refused as well. Check that scope and baseUrl belong to the same platform",
  );
  // One token and its renewal, of the provider's process and of the program.
  expect(entra.requests.length).toBeLessThanOrEqual(4);
});

it("the scope alone signs in by the federated token of a pipeline, for up, preview and destroy", async () => {
  const { live, entra } = await start(({ scope }) => ({ LIVEPLATFORM_SCOPE: scope }));
  const federated = world.writeFederatedToken();
  const env = world.workload;
  const up = succeeded(await live.stack.up({ env }));
  expect(live.held()).toHaveLength(20);
  succeeded(await live.stack.preview({ env, args: ["--expect-no-changes"] }));
  succeeded(await live.stack.destroy({ env }));
  expect(live.held()).toEqual([]);
  expect(new Set(entra.requests.map(({ by, clientId }) => `${clientId} by ${by}`))).toEqual(
    new Set([`${PIPELINE} by assertion`]),
  );
  expect(live.stack.rawState()).not.toContain(federated);
  expect(up).not.toContain(federated);
});

it("the scope alone of a pipeline that the application does not know says which claim to compare", async () => {
  const { live, entra } = await start(({ scope }) => ({ LIVEPLATFORM_SCOPE: scope }));
  const federated = world.writeFederatedToken({ sub: "repo:operator/numbers:pull_request" });
  const output = failed(await live.stack.preview({ env: world.workload }));
  expect(output).toContain(
    `failed for the default credential (client ${PIPELINE} of tenant ${entra.tenantId}) (scope ${entra.scope}): ` +
      "AADSTS700213: No matching federated identity record found for presented assertion subject 'repo:operator/numbers:pull_request'",
  );
  expect(output).toContain("Compare the subject in the sentence above with the federated credential");
  expect(output).not.toContain(federated);
});

it("a client's secret in stack configuration is a secret in the state; where it has been renewed, the error of a refresh says what to do", async () => {
  const variables: EntraStackOptions["env"] = (all) => ({
    ...clientVariables(all),
    LIVEPLATFORM_CLIENT_SECRET: undefined,
  });
  const { live, entra } = await start(variables, { secretConfig: { "liveplatform:clientSecret": SECRET } });
  succeeded(await live.stack.up({ env: world.trusting }));
  expect(world.filesWith([SECRET, ...world.tokens])).toEqual([]);
  entra.fail({ code: 7000222, description: "The provided client secret keys are expired.", times: 1 });
  const output = failed(await live.stack.refresh({ env: world.trusting }));
  expect(output).toMatch(
    /AADSTS7000222: .*Create a new secret .* from liveplatform:clientSecret \(configuration\): .*Set LIVEPLATFORM_CLIENT_SECRET for this run, or run pulumi refresh --run-program first/,
  );
  expect(output).not.toContain(SECRET);
});
