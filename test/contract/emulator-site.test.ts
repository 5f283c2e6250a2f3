import { request } from "node:http";
import * as z from "zod";
import { type Emulator, startEmulator } from "../../emulator";
import { TENANT } from "./emulator-client";

interface Sent {
  readonly verb?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

describe("the emulator's portal page", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator({ time: "virtual" });
  });
  afterEach(() => emulator.close());

  /** With any header, which fetch would not send. */
  function send(path: string, { verb = "GET", headers = {}, body }: Sent = {}): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const { port } = new URL(emulator.url);
      const sent = request({ host: "127.0.0.1", port, path, method: verb, headers }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      });
      sent.on("error", reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  const signedIn = () => ({ authorization: `Bearer ${emulator.token}` });
  const redeem = (code: string) => send("/session", { verb: "POST", body: { code } });

  it("the emulator's portal page is served without a token and holds none, and is no request to the platform", async () => {
    const { status, headers, text } = await send("/");
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(text).toContain("<title>Live Platform emulator</title>");
    expect(text).not.toContain(emulator.token);
    expect(await send("/page/page.css")).toMatchObject({ status: 200 });
    expect(emulator.requests).toEqual([]);
  });

  it("the emulator's portal page may run its own scripts only, be in no frame, and be kept in no cache", async () => {
    const { headers } = await send("/");
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain("unsafe");
    expect(headers).toMatchObject({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
  });

  it("the emulator's portal page gives the token for an invitation, once", async () => {
    const link = new URL(emulator.invite());
    expect(link.search).toBe("");
    expect(link.href).not.toContain(emulator.token);
    const code = link.hash.slice(1);
    const first = await redeem(code);
    expect(z.object({ token: z.string() }).parse(JSON.parse(first.text)).token).toBe(emulator.token);
    expect(await redeem(code)).toMatchObject({ status: 403 });
    expect(await redeem("guessed")).toMatchObject({ status: 403 });
  });

  it.each([
    "/page/nothing.js",
    "/page/..%2f..%2fpackage.json",
    "/page/../index.ts",
    "/page/tsconfig.json",
    "/page/",
  ])("the emulator's portal page serves nothing else, such as %s", async (path) => {
    expect(await send(path)).toMatchObject({ status: 404 });
  });

  it.each([
    ["a name that points to this machine", { host: "evil.example:80" }],
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["another port of this machine", { "sec-fetch-site": "same-site" }],
    ["another origin", { origin: "http://127.0.0.1:1" }],
    ["a page without an origin", { origin: "null" }],
  ])("the emulator's portal page is closed to %s, whatever token it has", async (_who, headers) => {
    emulator.portal.add(TENANT, "+61395556905");
    expect(await send("/", { headers })).toMatchObject({ status: 403 });
    const code = new URL(emulator.invite()).hash.slice(1);
    expect(await send("/session", { verb: "POST", headers, body: { code } })).toMatchObject({ status: 403 });
    const body = { numbers: "+61395556905" };
    const removal = { verb: "POST", headers: { ...signedIn(), ...headers }, body };
    expect(await send("/_emulator/portal/remove", removal)).toMatchObject({ status: 403 });
    expect(emulator.numbers()).toHaveLength(1);
  });

  it("the emulator's portal page finds a page of 100,000 numbers quickly, in their order, by digits, range, status, use and profile", () => {
    emulator.portal.add(TENANT, "+61395500000..+61395599999");
    emulator.portal.assign("+61395555555");
    emulator.portal.mark("+61395555556");
    emulator.rows({ tenant: TENANT });
    const begun = performance.now();
    expect(emulator.rows({ tenant: TENANT, page: 1_000, size: 100 })).toMatchObject({
      total: 100_000,
      pages: 1_000,
    });
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(emulator.rows({ search: "+61 3 9555-55", size: 2 }).rows).toMatchObject([
      {
        telephoneNumber: "+61395555500",
        tenant: "Contoso",
        callingProfile: "Calling EMEA",
        status: "Active",
      },
      { telephoneNumber: "+61395555501" },
    ]);
    expect(emulator.rows({ search: "+61395555550..+61395555559" })).toMatchObject({ total: 10, pages: 1 });
    expect(emulator.matches({ use: "used" })).toEqual(["+61395555555"]);
    expect(emulator.matches({ status: "MarkedForRemoval" })).toEqual(["+61395555556"]);
    expect(emulator.matches({ profile: "5f3fbb3b-df9b-483d-b294-c7eb01e22aac" })).toEqual([]);
    emulator.portal.unassign("+61395555555");
    expect(emulator.matches({ use: "used" })).toEqual([]);
  });
});
