import { inspect } from "node:util";
import {
  ApiError,
  LivePlatform,
  NoAnswerError,
  ResponseShapeError,
  staticToken,
} from "../../provider/liveplatform";
import * as harness from "./client-harness";

const { failureOf, fixture, html, json, serve, tenant } = harness;
const upload = { callingProfile: "p", usage: "CallingUserAssignment", capabilities: ["InboundCalling"] };

afterEach(harness.closeAll);

it.each([
  [
    "error-400-calling-profile",
    "Invalid CallingProfileId!",
    "00-b0da85edb231924dee2cf223620f3e60-e788e6802f612a84-00",
  ],
  [
    "error-400-no-sbc",
    "There are no SBCs assigned to this calling profile!",
    "00-ce7db116205054eee1c59c80ebe7f48d-d5a3edc4aadfc80d-00",
  ],
])(
  "a request that the platform refuses with the documented body %s shows its texts and trace id",
  async (name, text, traceId) => {
    const { platform, received } = await serve([json(fixture(name), 400)]);
    const error = await failureOf(ApiError, platform.upload(tenant, upload));
    expect(error.message).toContain(
      `POST /api/v2/oc/numbers/action/upload?msTenantId=${tenant} answered 400`,
    );
    expect(error.message).toContain(`CallingProfile: ${text.replace("!", "")}`);
    expect(error.message).toContain(`traceId ${traceId}`);
    expect(error.message).not.toContain("One or more validation errors");
    expect(error.said).toMatch(/^CallingProfile: /);
    expect(error.said).not.toContain(traceId);
    expect(error).toMatchObject({ status: 400, traceId, outcomeUnknown: false });
    expect(error.fieldErrors).toEqual([{ field: "CallingProfile", text }]);
    expect(received).toHaveLength(1);
  },
);

it.each([400, 404, 500])(
  "a request that the platform refuses with a problem body and status %i shows title, detail, ticket and trace id",
  async (status) => {
    const problem = {
      type: "about:blank",
      title: "Task is not valid",
      status,
      detail: "The task belongs to another channel.",
      instance: "/api/v2/oc/numbers",
      errorTicket: "TKT-4711",
      errorCode: 1203,
      traceId: "00-abc-def-00",
    };
    const { platform } = await serve([json(problem, status)]);
    const error = await failureOf(ApiError, platform.listNumbersV2(tenant));
    expect(error.message).toContain(
      `answered ${status}${status === 500 ? " (4 attempts)" : ""}: Task is not valid; The task belongs to another channel ` +
        "(errorTicket TKT-4711, errorCode 1203, traceId 00-abc-def-00).",
    );
    expect(error).toMatchObject({ errorTicket: "TKT-4711", errorCode: "1203", traceId: "00-abc-def-00" });
  },
);

it("a request that the platform refuses that names many fields shows the first ten and how many more there are", async () => {
  const errors = Object.fromEntries(
    Array.from({ length: 25 }, (_, i) => [`phoneNumbers[${i}]`, ["bad number"]]),
  );
  const { platform } = await serve([json({ errors }, 400)]);
  const error = await failureOf(ApiError, platform.upload(tenant, upload));
  expect(error.fieldErrors).toHaveLength(25);
  expect(error.message).toContain("phoneNumbers[9]: bad number; and 15 more");
  expect(error.message).not.toContain("phoneNumbers[10]");
});

it("a request that the platform refuses with 401 names the credential and what the challenge says about it", async () => {
  const challenge = 'Bearer error="invalid_token", error_description="The token expired at 03/01/2026"';
  const { platform, received } = await serve([json("", 401, { "WWW-Authenticate": challenge })]);
  const error = await failureOf(ApiError, platform.callingProfiles());
  expect(error.message).toMatch(/401: The token expired at 03\/01\/2026\. .*LIVEPLATFORM_TOKEN.*renew/);
  expect(error.isUnauthorized).toBe(true);
  expect(received).toHaveLength(1);
});

it("a request that the platform refuses with 403 names the credential and the channel", async () => {
  const { platform, received } = await serve([json("", 403)], { channelId: "17" });
  const error = await failureOf(ApiError, platform.callingProfiles());
  expect(error.message).toMatch(/permissions .*LIVEPLATFORM_TOKEN and channelId 17/);
  expect(error.isForbidden).toBe(true);
  expect(received[0]?.headers["x-ovoc-channel-id"]).toBe("17");
});

it("a request that the platform refuses with HTML says that a gateway answered and shows no more of the page than its title", async () => {
  const { platform } = await serve([html(404, "Azure Front Door")]);
  const error = await failureOf(ApiError, platform.getNumber("+441"));
  expect(error.message).toContain('A gateway answered with HTML ("Azure Front Door"): check baseUrl.');
  expect(error.message).not.toMatch(/<|h1/);
});

it("a request that the platform refuses under a base URL without /tenantui says so where nothing is found, and not else", async () => {
  const { platform, url } = await serve([html(404, "nginx"), html(404, "nginx"), json("", 403)]);
  const tokenSource = staticToken("some-token", "LIVEPLATFORM_TOKEN");
  const above = new LivePlatform({ baseUrl: url.replace("/tenantui", ""), tokenSource });
  const hint = "The base URL does not end in /tenantui";
  expect((await failureOf(ApiError, above.callingProfiles())).message).toContain(hint);
  expect((await failureOf(ApiError, platform.callingProfiles())).message).not.toContain(hint);
  expect((await failureOf(ApiError, above.callingProfiles())).message).not.toContain(hint);
});

it("a request that the platform refuses that redirects is an error which names only the host", async () => {
  const { platform, received } = await serve([
    json("", 302, { Location: "https://login.example.com/x?code=123" }),
  ]);
  const error = await failureOf(ApiError, platform.callingProfiles());
  expect(error.message).toMatch(/302.*redirects to login\.example\.com: check baseUrl/);
  expect(error.message).not.toMatch(/code|123/);
  expect(received).toHaveLength(1);
});

it("a request that the platform refuses with a long plain text quotes its beginning on one line, without escape sequences", async () => {
  const { platform } = await serve([json(`\u001b[31mdown\n${"x".repeat(5000)}`, 400)]);
  const error = await failureOf(ApiError, platform.callingProfiles());
  expect(error.message.length).toBeLessThan(400);
  expect(error.message).toContain("400: [31mdown xxx");
});

it.each([
  ["a JSON body", json({ title: "Not Found" }, 404)],
  ["an empty body", json("", 404)],
  ["the bare words", json("Not Found", 404)],
  ["no content", json("", 204)],
  ["null for an answer", json(null)],
])(
  "a thing that the platform does not have is undefined where there is a 404 with, or simply, %s",
  async (_, reply) => {
    const { platform } = await serve([reply]);
    expect(await platform.getNumber("+441")).toBeUndefined();
    expect(await platform.getTask("wup_1")).toBeUndefined();
  },
);

it("a thing that the platform does not have is an error where the 404 has a text that is no JSON, or the status is another", async () => {
  const { platform } = await serve([json("no such route", 404), json("", 410)]);
  expect((await failureOf(ApiError, platform.getNumber("+441"))).isNotFound).toBe(true);
  expect((await failureOf(ApiError, platform.getNumber("+441"))).status).toBe(410);
});

it.each([
  ["empty", json(""), "it is empty"],
  ["HTML", html(200, "Sign in"), 'a gateway answered with HTML ("Sign in"). Check baseUrl.'],
  ["no JSON", json("[{"), "it is not JSON"],
  [
    "of another shape",
    json({ data: {}, totalRecords: 1 }),
    "data: Invalid input: expected array, received object",
  ],
  ["null", json("null"), "expected object, received null"],
])("a success that cannot be read because it is %s says what was expected", async (_, reply, text) => {
  const { platform, received } = await serve([reply]);
  const error = await failureOf(
    ResponseShapeError,
    platform.listStatesPage({ msTenantId: tenant, pageNumber: 1 }),
  );
  expect(error.message).toContain("the answer is not page 1 of numbers: ");
  expect(error.message).toContain(text);
  expect(error.outcomeUnknown).toBe(false);
  expect(received).toHaveLength(1);
});

it.each([
  ["upload", (platform: LivePlatform) => platform.upload(tenant, upload), "{}"],
  ["release", (platform: LivePlatform) => platform.release(tenant, ["+441"]), ""],
  [
    "clear-removal-status",
    (platform: LivePlatform) => platform.clearRemovalStatus(["+441"]),
    '{"succeeded":false}',
  ],
])("a success that cannot be read leaves the outcome of a write (%s) unknown", async (_, call, body) => {
  const { platform, received } = await serve([json(body)]);
  const error = await failureOf(ResponseShapeError, call(platform));
  expect(error.outcomeUnknown).toBe(true);
  expect(error.message).toContain("check the tenant's numbers");
  expect(received).toHaveLength(1);
});

it("what people see of an error of the client is the message alone, without a stack", async () => {
  const { platform } = await serve([json("", 403)]);
  const error = await failureOf(ApiError, platform.callingProfiles());
  expect(error.stack).toBe(`ApiError: ${error.message}`);
  expect(inspect(error)).not.toContain(".ts:");
  expect(error).toBeInstanceOf(Error);
});

it("what people see of an error of the client names the host, and not the whole URL, where there is no answer", async () => {
  const { url, platform } = await serve([harness.dropped]);
  const error = await failureOf(NoAnswerError, platform.callingProfiles());
  expect(error.message).toContain(
    `got no answer from ${new URL(url).host} (4 attempts): the connection was reset`,
  );
});
