import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type Server, createServer as createHttp } from "node:http";
import { createServer as createHttps } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { repositoryRoot } from "./support/pulumi-cli";
import { start } from "./support/running";

const HOST = "live.sub.example.test";
const CREDENTIALS = `Basic ${Buffer.from("us@er:p:ss").toString("base64")}`;

let folder: string;
let servers: Server[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plp-"));
});
afterEach(() => {
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
  servers = [];
  rmSync(folder, { recursive: true });
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address: AddressInfo | string | null = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** A platform over TLS under a name that only the proxy knows, and the proxy, which wants credentials, and may refuse the host. */
async function startProxied(refusal?: string): Promise<{ port: number; asked: string[] }> {
  const { private: key, cert } = await generate([{ name: "commonName", value: HOST }], {
    keyType: "ec",
    algorithm: "sha256",
    notAfterDate: new Date(Date.now() + 3_600_000),
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: HOST }] }],
  });
  writeFileSync(join(folder, "ca.pem"), cert);
  const platform = await listen(
    createHttps({ key, cert }, (_request, response) => {
      response.writeHead(200, { "Content-Type": "application/json" }).end("[]");
    }),
  );
  const asked: string[] = [];
  const proxy = createHttp();
  proxy.on("connect", (request, socket) => {
    asked.push(request.url ?? "");
    if (request.headers["proxy-authorization"] !== CREDENTIALS) {
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal}\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const upstream = connect(platform, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("error", () => upstream.destroy());
  });
  return { port: await listen(proxy), asked };
}

async function profiles(env: Record<string, string>): Promise<string> {
  const source = `require("pulumi-liveplatform").getCallingProfiles().then(
    (profiles) => console.log("profiles: " + profiles.length), (error) => console.log(error.message));`;
  const { output } = await start(process.execPath, ["-e", source], {
    cwd: repositoryRoot,
    env: {
      PATH: process.env["PATH"],
      TMPDIR: folder,
      NODE_EXTRA_CA_CERTS: join(folder, "ca.pem"),
      LIVEPLATFORM_BASE_URL: `https://${HOST}/tenantui`,
      LIVEPLATFORM_TOKEN: "some-token-0123456789",
      ...env,
    },
  }).result;
  return output;
}

it("requests go through CONNECT with the credentials of HTTPS_PROXY; a refusal names proxy and variable", async () => {
  const { port, asked } = await startProxied();
  for (const scheme of ["http://", ""]) {
    expect(await profiles({ HTTPS_PROXY: `${scheme}us%40er:p%3Ass@127.0.0.1:${port}` })).toContain(
      "profiles: 0",
    );
  }
  expect(new Set(asked)).toEqual(new Set([`${HOST}:443`]));

  const wrong = await profiles({ https_proxy: `http://us:pa55word@127.0.0.1:${port}` });
  expect(wrong).toContain(`the proxy 127.0.0.1:${port} (https_proxy) refuses these credentials (407)`);
  const nobody = await profiles({ HTTPS_PROXY: "http://us:pa55word@127.0.0.1:9" });
  expect(nobody).toContain("the connection was refused, through the proxy 127.0.0.1:9 (HTTPS_PROXY)");
  expect(wrong + nobody).not.toContain("pa55word");

  const before = asked.length;
  await profiles({ HTTPS_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: "example.test" });
  expect(asked).toHaveLength(before);
});

it.each([
  ["403 Forbidden", "does not let this machine connect to"],
  ["502 Bad Gateway", "could not connect to"],
])("a %s of the proxy itself is told as the proxy's, and not as the platform's", async (refusal, what) => {
  const { port, asked } = await startProxied(refusal);
  const refused = await profiles({ HTTPS_PROXY: `us%40er:p%3Ass@127.0.0.1:${port}` });
  const status = refusal.slice(0, 3);
  expect(refused).toContain(`the proxy 127.0.0.1:${port} (HTTPS_PROXY) ${what} ${HOST} (${status})`);
  expect(refused).not.toMatch(/permissions of the credential|answered|p:ss|p%3Ass/);
  expect(asked.length).toBeGreaterThan(0);
});
