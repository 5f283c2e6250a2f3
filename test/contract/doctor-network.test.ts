import { createServer } from "node:https";
import type { Emulator } from "../../emulator";
import { loopbackCertificate } from "./certificate";
import { type Visit, startPlatform, visit } from "./doctor-visit";

const MINUTE = 60_000;

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startPlatform();
});
afterEach(() => emulator.close());

it("the doctor, before the platform is asked, lists every problem of the configuration, and that the environment alone is read", async () => {
  const { code, of } = await visit(emulator, { LIVEPLATFORM_TOKEN: "", LIVEPLATFORM_PAGE_SIZE: "many" });
  expect(code).toBe(1);
  expect(of("failed")).toEqual([
    expect.stringMatching(
      /^configuration: liveplatform:pageSize \(LIVEPLATFORM_PAGE_SIZE\): expected a whole number/,
    ),
    expect.stringMatching(/^configuration: no credentials: set LIVEPLATFORM_TOKEN/),
  ]);
  expect(of("skipped")[0]).toContain("the environment alone is read");
  expect(emulator.requests).toEqual([]);
});

it("the doctor, before the platform is asked, names the variable that a misspelt one was meant to be", async () => {
  const { code, of } = await visit(emulator, { LIVEPLATFORM_CHANELID: "7" });
  expect(code).toBe(0);
  expect(of("warning")).toContain(
    "configuration: The environment variable LIVEPLATFORM_CHANELID is not a setting of this provider, and has no effect. Did you mean LIVEPLATFORM_CHANNEL_ID?",
  );
});

it("the doctor, before the platform is asked, fails for a token that has ended, and says when", async () => {
  const claims = { aud: "api://live", exp: Math.floor(Date.now() / 1000) - 3 * 3600 };
  const token = `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;
  const { code, of } = await visit(emulator, { LIVEPLATFORM_TOKEN: token });
  expect(code).toBe(1);
  expect(of("failed").map((line) => line.split(":")[0])).toEqual(["token", "calling profiles"]);
  expect(of("failed")[0]).toMatch(/ended 3 hours ago, at \S+Z \(read, not verified\)\. Fetch a new one/);
});

it.each([
  [2.5 * MINUTE, 0, "warning", "2 minutes ahead of"],
  [10.5 * MINUTE, 1, "failed", "10 minutes ahead of"],
  [-10.5 * MINUTE, 1, "failed", "10 minutes behind"],
])(
  "the doctor, before the platform is asked, notices a clock that is %d ms ahead (exit code %d)",
  async (aheadMs, expected, verdict, text) => {
    const { code, of } = await visit(emulator, {}, { aheadMs });
    expect(code).toBe(expected);
    expect(of(verdict).filter((line) => line.startsWith("clock"))).toEqual([
      expect.stringContaining(`this machine is ${text} the platform`),
    ]);
  },
);

it("the doctor, before the platform is asked, says that nobody listens, or that nobody knows the host, and still looks at the token", async () => {
  const { port } = new URL(emulator.url);
  await emulator.close();
  const refused = await visit(emulator);
  expect(refused.code).toBe(1);
  expect(refused.of("failed")).toEqual([
    `connection: port ${port} of 127.0.0.1: the connection was refused. Check baseUrl, and the firewalls between this machine and the platform`,
  ]);
  expect(refused.of("ok")).toEqual(expect.arrayContaining([expect.stringMatching(/^token: /)]));
  expect(refused.of("skipped")).toEqual(["rights: not tried: the platform cannot be reached"]);

  const unknown = await visit(emulator, { LIVEPLATFORM_BASE_URL: "https://live.invalid/tenantui" });
  expect(unknown.of("failed")).toEqual([
    expect.stringMatching(
      /^host name: live\.invalid: the host name (is not known|could not be resolved)\. Check baseUrl/,
    ),
  ]);
});

it("the doctor, before the platform is asked, takes a failed direct connection for a warning where a proxy is set, whose password it does not show", async () => {
  const { port } = new URL(emulator.url);
  await emulator.close();
  const env = { HTTP_PROXY: "http://user:pa55word@127.0.0.1:9" };
  const { of, lines } = await visit(emulator, env);
  expect(of("warning")[0]).toContain(
    `connection: directly: port ${port} of 127.0.0.1: the connection was refused. HTTP_PROXY is set`,
  );
  expect(lines.join("\n")).not.toContain("pa55word");
});

describe("the doctor, at a certificate", () => {
  async function certified(notAfter: Date | undefined): Promise<Visit> {
    const server = createServer(await loopbackCertificate(notAfter));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const found = await visit(emulator, { LIVEPLATFORM_BASE_URL: `https://127.0.0.1:${port}/tenantui` });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    return found;
  }

  it("the doctor tells of a certificate that is not trusted whose it is, until when, and NODE_EXTRA_CA_CERTS", async () => {
    const { code, of } = await certified(new Date(Date.now() + 90 * 86_400_000));
    expect(code).toBe(1);
    expect(of("failed")).toEqual([
      expect.stringMatching(
        /^TLS: TLSv1\.3, certificate of localhost by localhost, until \d{4}-\d\d-\d\d \(89 days\): not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)\. .*NODE_EXTRA_CA_CERTS=<file\.pem>$/,
      ),
    ]);
  });

  it("the doctor tells of a certificate that has ended how long ago", async () => {
    const { of } = await certified(new Date(Date.now() - 10 * MINUTE));
    expect(of("failed")[0]).toMatch(/^TLS: .*until \d{4}-\d\d-\d\d \(1\d minutes ago\): not trusted/);
  });

  it("the doctor asks whether https is spoken where there is no certificate", async () => {
    const { of } = await visit(emulator, { LIVEPLATFORM_BASE_URL: emulator.url.replace("http:", "https:") });
    expect(of("failed")).toEqual([
      expect.stringMatching(/^TLS: the TLS connection failed .*Is it https that is spoken/),
    ]);
  });
});
