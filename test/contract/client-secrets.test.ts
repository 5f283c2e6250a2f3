import { inspect } from "node:util";
import { ApiError, LivePlatformError, type TokenSource, staticToken } from "../../provider/liveplatform";
import * as harness from "./client-harness";

const { failureOf, html, json, serve, tenant, token } = harness;
const upload = { callingProfile: "p", usage: "CallingUserAssignment", capabilities: ["InboundCalling"] };

afterEach(harness.closeAll);

describe("the client's token", () => {
  const echo = `denied: Authorization: Bearer ${token}`;
  const echoes = {
    "field errors": json({ errors: { [token]: [echo] } }, 400),
    "a problem": json(
      { title: token, detail: echo, errorTicket: token, traceId: token, errorCode: token },
      403,
    ),
    "plain text": json(echo, 400),
    "a quoted URL": json({ detail: `bad request: /x?token=${encodeURIComponent(token)}` }, 400),
    "a JSON string": json(JSON.stringify(echo), 500),
    HTML: html(502, token),
    "a redirect": json("", 307, { Location: `https://${encodeURIComponent(token)}.example.com/` }),
    "a challenge": json("", 401, { "WWW-Authenticate": `Bearer error_description="${token}"` }),
    "an unreadable success": json({ [token]: token }),
    "a dropped connection": harness.dropped,
    "a half answer": harness.half(`["${token}"]`),
  };

  it.each(Object.entries(echoes))(
    "the client's token appears nowhere in an error from %s",
    async (_, reply) => {
      const { platform } = await serve([reply]);
      const error = await failureOf(LivePlatformError, platform.upload(tenant, upload));
      const shown = inspect(error, { depth: 10, showHidden: true });
      expect(shown).not.toContain("secret+token");
      expect(shown).not.toContain(encodeURIComponent("secret+token"));
      expect(JSON.stringify(error)).not.toContain("secret+token");
    },
  );

  it("the client's token is masked even where another one than ours is echoed", async () => {
    const jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl";
    const { platform } = await serve([json({ detail: `token ${jwt} has no channel` }, 403)]);
    const error = await failureOf(ApiError, platform.callingProfiles());
    expect(error.message).toContain("token *** has no channel");
  });

  it("the client's token is not shown by the client or its token source", async () => {
    const { platform } = await serve([json([])]);
    await platform.callingProfiles();
    const shown = inspect([platform, staticToken(token, "LIVEPLATFORM_TOKEN")], {
      depth: 10,
      showHidden: true,
    });
    expect(shown).toContain("LIVEPLATFORM_TOKEN");
    expect(shown).not.toContain("secret+token");
  });

  it("the client's token loses the line breaks that a file or a copied text gives it", async () => {
    const tokenSource = staticToken(`${token.slice(0, 10)}\n${token.slice(10)}\r\n`, "LIVEPLATFORM_TOKEN");
    const { platform, received } = await serve([json([])], { tokenSource });
    await platform.callingProfiles();
    expect(received[0]?.headers.authorization).toBe(`Bearer ${token}`);
  });
});

describe("a refused token", () => {
  function source(tokens: string[]): TokenSource & { asked: (string | undefined)[] } {
    const asked: (string | undefined)[] = [];
    return {
      asked,
      description: "client credentials",
      getToken: (options) => {
        asked.push(options?.refused);
        return Promise.resolve(tokens[asked.length - 1] ?? tokens.at(-1) ?? "");
      },
    };
  }

  it("a refused token is renewed once, and even a write is sent again with the new one", async () => {
    const tokenSource = source(["old", "new"]);
    const { platform, received } = await serve([json("", 401), json({ taskId: "t" })], { tokenSource });
    expect(await platform.upload(tenant, upload)).toEqual({ taskId: "t" });
    expect(received.map(({ headers }) => headers.authorization)).toEqual(["Bearer old", "Bearer new"]);
    expect(tokenSource.asked).toEqual([undefined, "old"]);
  });

  it("a refused token is not renewed a second time", async () => {
    const tokenSource = source(["old", "new", "newer"]);
    const { platform, received } = await serve([json("", 401)], { tokenSource });
    const error = await failureOf(ApiError, platform.upload(tenant, upload));
    expect(error.message).toContain("client credentials");
    expect(error.outcomeUnknown).toBe(false);
    expect(received).toHaveLength(2);
  });
});
