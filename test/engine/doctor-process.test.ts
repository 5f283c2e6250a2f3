import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { type Server, createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator, startEntra } from "../../emulator";
import { type Certificate, loopbackCertificate } from "../contract/certificate";
import { repositoryRoot } from "./support/pulumi-cli";
import { start } from "./support/running";

const CLIENT = "0f5a1a0e-63d0-4a3e-9f0a-2f1f3e6f8f11";
const SECRET = "s3cret~value.that-nobody-may-see";
const FOREIGN = /^(PULUMI|LIVEPLATFORM|AZURE)_/;

/** TLS before the platform, as its gateway speaks it. */
async function gateway(certificate: Certificate, target: string): Promise<{ server: Server; url: string }> {
  const server = createServer(certificate, (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const passed = httpRequest(new URL(url ?? "/", target), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { server, url: `https://127.0.0.1:${port}/tenantui` };
}

const afterwards: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of afterwards.splice(0)) await end();
});

it("npx pulumi-liveplatform doctor signs in at Entra over TLS and tells the certificate, the token and the rights, but no secret", async () => {
  const certificate = await loopbackCertificate(new Date(Date.now() + 90 * 86_400_000));
  const applications = [{ clientId: CLIENT, clientSecret: SECRET, roles: ["Numbers.ReadWrite.All"] }];
  const entra = await startEntra({ ...certificate, applications });
  afterwards.push(() => entra.close());
  const tokens = new Set<string>();
  const acceptToken = (token: string) => entra.accepts(token) && tokens.add(token).size > 0;
  const emulator = await startEmulator({ acceptToken });
  afterwards.push(() => emulator.close());
  const { server, url } = await gateway(certificate, emulator.url);
  afterwards.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const folder = mkdtempSync(join(tmpdir(), "plp-"));
  afterwards.push(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "ca.pem"), certificate.cert);
  const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  const env = {
    ...Object.fromEntries(own),
    NODE_EXTRA_CA_CERTS: join(folder, "ca.pem"),
    AZURE_AUTHORITY_HOST: entra.url,
    LIVEPLATFORM_BASE_URL: url,
    LIVEPLATFORM_SCOPE: entra.scope,
    LIVEPLATFORM_ENTRA_TENANT_ID: entra.tenantId,
    LIVEPLATFORM_CLIENT_ID: CLIENT,
    LIVEPLATFORM_CLIENT_SECRET: SECRET,
  };
  const doctor = [join(repositoryRoot, "dist/cli/main.js"), "doctor"];
  const run = (changed: NodeJS.ProcessEnv) =>
    start(process.execPath, doctor, { cwd: folder, env: { ...env, ...changed } }).result;

  const well = await run({});
  expect(well.output).toMatch(
    /^ok {7}TLS +TLSv1\.3, certificate of localhost by localhost, until \S+ \(89 days\)$/m,
  );
  expect(well.output).toMatch(
    new RegExp(
      `^ok {7}sign-in +a token by Entra \\(client ${CLIENT} of tenant ${entra.tenantId}, scope ${entra.scope}\\) in \\d+ ms$`,
      "m",
    ),
  );
  expect(well.output).toMatch(
    new RegExp(
      `^ok {7}token +for api://live-platform-emulator; application ${CLIENT}; tenant ${entra.tenantId}; roles Numbers\\.ReadWrite\\.All; ends in \\d+ minutes, at `,
      "m",
    ),
  );
  expect(well.output).toMatch(/^0 failed, 2 warnings, 13 ok, 2 not tried\. Nothing was changed\.$/m);
  expect(well.code).toBe(0);
  expect(tokens.size).toBe(1);

  const wrong = await run({ LIVEPLATFORM_CLIENT_SECRET: "another~secret" });
  expect(wrong.output).toMatch(
    /^failed {3}sign-in +Signing in at Entra failed for client .*AADSTS7000215: /m,
  );
  expect(wrong.output).toMatch(/^skipped {2}rights +not tried: there is no token$/m);
  expect(wrong.code).toBe(1);
  for (const hidden of [SECRET, "another~secret", ...tokens])
    expect(well.output + wrong.output).not.toContain(hidden);
});
