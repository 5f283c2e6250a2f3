import { createServer } from "node:net";
import { ApiError, LivePlatform, NoAnswerError, staticToken } from "../../provider/liveplatform";
import * as harness from "./client-harness";

const { dropped, failureOf, half, html, json, serve, silent, tenant } = harness;
const upload = { callingProfile: "p", usage: "CallingUserAssignment", capabilities: ["InboundCalling"] };
const started = json({ taskId: "t" });

afterEach(harness.closeAll);

function retryAfter(value: string, status = 429): harness.Reply {
  return json("", status, { "Retry-After": value });
}

it.each([
  ["a dropped connection", dropped],
  ["half an answer", half(JSON.stringify([{ callingProfileId: "p" }]))],
  ["a server error", json("", 500)],
  ["a gateway's HTML", html(502, "Bad Gateway")],
  ...[408, 425, 429].map((status): [string, harness.Reply] => [`a ${status}`, json("", status)]),
])("a request that reads is sent again after %s", async (_, failure) => {
  const { platform, received } = await serve([failure, failure, failure, json([])]);
  expect(await platform.callingProfiles()).toEqual([]);
  expect(received).toHaveLength(4);
});

it("a request that reads is sent again after a time-out, four times in all", async () => {
  const { platform } = await serve([silent], { requestTimeoutMs: 20 });
  const error = await failureOf(NoAnswerError, platform.callingProfiles());
  expect(error.message).toContain("(4 attempts): no complete answer within 0.02 s");
  expect(error.outcomeUnknown).toBe(false);
});

it("a request that reads times out on an answer that never ends", async () => {
  const endless: harness.Reply = (response) => {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.write("[");
  };
  const { platform } = await serve([endless], { requestTimeoutMs: 20 });
  const error = await failureOf(NoAnswerError, platform.callingProfiles());
  expect(error.message).toContain("no complete answer within 0.02 s");
});

it("a request that reads may be a POST: the validation of numbers", async () => {
  const { platform, received } = await serve([json("", 503), json({ validationResult: "Success" })]);
  expect(await platform.numberStatus(tenant, [])).toMatchObject({ telephoneNumbers: [] });
  expect(received).toHaveLength(2);
});

it("a request that reads gives up after four attempts, with waits that grow and vary", async () => {
  const { platform, received, clock } = await serve([json("", 500)], {
    random: () => 0.5,
    requestsPerSecond: 100,
  });
  const error = await failureOf(ApiError, platform.callingProfiles());
  expect(error).toMatchObject({ status: 500, outcomeUnknown: false });
  expect(received).toHaveLength(4);
  expect(clock.slept).toEqual([188, 375, 750]);
});

it("a request that reads goes on for longer than a limit of the platform lasts, with and without a Retry-After", async () => {
  for (const throttled of [json("", 429), retryAfter("1"), retryAfter("1", 503)]) {
    const { platform, received, clock } = await serve([throttled], {
      random: () => 0.5,
      requestsPerSecond: 100,
    });
    await failureOf(ApiError, platform.callingProfiles());
    const waited = clock.slept.reduce((sum, ms) => sum + ms, 0);
    expect(waited).toBeGreaterThan(15_000);
    expect(waited).toBeLessThan(30_000);
    expect(received.length).toBeGreaterThan(6);
  }
});

it("a request that reads is not sent again after a refusal", async () => {
  const { platform, received } = await serve([json("", 400)]);
  await failureOf(ApiError, platform.callingProfiles());
  expect(received).toHaveLength(1);
});

it.each([
  ["a dropped connection", dropped, NoAnswerError],
  ["half an answer", half('{"taskId":"t"}'), NoAnswerError],
  ["a server error", json("", 500), ApiError],
  ["a gateway's HTML", html(502, "Bad Gateway"), ApiError],
  ["a 503 that names no time", json("", 503), ApiError],
])(
  "a request that writes is never sent again after %s, and its outcome is unknown",
  async (_, failure, kind) => {
    const { platform, received } = await serve([failure, started]);
    const error = await failureOf<ApiError | NoAnswerError>(kind, platform.upload(tenant, upload));
    expect(error.outcomeUnknown).toBe(true);
    expect(error.message).toContain("It is not known whether it was carried out");
    expect(received).toHaveLength(1);
  },
);

it("a request that writes is never sent again after a time-out, and its outcome is unknown", async () => {
  const { platform, received } = await serve([silent, started], { requestTimeoutMs: 40 });
  const error = await failureOf(NoAnswerError, platform.upload(tenant, upload));
  expect(error.outcomeUnknown).toBe(true);
  expect(error.message).toContain("no complete answer within 0.04 s");
  expect(received.length).toBeLessThanOrEqual(1);
});

it("a request that writes is known not to be carried out where the connection was refused", async () => {
  const closed = await closedPort();
  const platform = new LivePlatform({
    baseUrl: `http://127.0.0.1:${closed}`,
    tokenSource: staticToken("t", "T"),
  });
  const error = await failureOf(NoAnswerError, platform.upload(tenant, upload));
  expect(error.outcomeUnknown).toBe(false);
  expect(error.message).toContain("the connection was refused");
});

it("a request that writes may have been carried out after a 408, and is not sent again", async () => {
  const { platform, received } = await serve([json("", 408)]);
  expect(await failureOf(ApiError, platform.upload(tenant, upload))).toHaveProperty("outcomeUnknown", true);
  expect(received).toHaveLength(1);
});

it.each([400, 403, 404, 409, 422, 425])(
  "a request that writes is known not to be carried out after a %i",
  async (status) => {
    const { platform, received } = await serve([json("", status)]);
    const error = await failureOf(ApiError, platform.unassign(tenant, ["+441"]));
    expect(error.outcomeUnknown).toBe(false);
    expect(received).toHaveLength(1);
  },
);

it("a request that writes is sent again after a 429, however often, and after a 503 that names a time", async () => {
  const refusals = [
    retryAfter("2"),
    json("", 429),
    retryAfter("1"),
    retryAfter("3", 503),
    retryAfter("1"),
    json("", 429),
  ];
  const { platform, received } = await serve([...refusals, started]);
  expect(await platform.upload(tenant, upload)).toEqual({ taskId: "t" });
  expect(received).toHaveLength(7);
});

it("a request that writes uses a connection of its own: an idle one may be closed at the moment it is used", async () => {
  const { platform, received } = await serve([json([]), started]);
  await platform.callingProfiles();
  await platform.upload(tenant, upload);
  expect(received.map(({ headers }) => headers.connection)).toEqual(["keep-alive", "close"]);
});

it.each(["30", "30.0"])("Retry-After is waited for as seconds (%s)", async (value) => {
  const { platform, received } = await serve([retryAfter(value), json([])]);
  await platform.callingProfiles();
  expect(waitBetween(received)).toBe(30_000);
});

it("Retry-After is waited for as a date", async () => {
  const { platform, received } = await serve([retryAfter("Sun, 01 Mar 2026 12:00:45 GMT"), json([])]);
  await platform.callingProfiles();
  expect(waitBetween(received)).toBe(45_000);
});

it.each(["0", "-5", "soon", "", "1, 2", "NaN", "Sun, 01 Mar 2020 12:00:00 GMT"])(
  "Retry-After of %j means the usual wait",
  async (value) => {
    const { platform, received } = await serve([retryAfter(value), json([])]);
    await platform.callingProfiles();
    expect(waitBetween(received)).toBeGreaterThanOrEqual(125);
    expect(waitBetween(received)).toBeLessThanOrEqual(250);
  },
);

it.each(["3600", "99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"])(
  "Retry-After of %j is longer than a call may wait, and fails at once with the time asked for",
  async (value) => {
    const { platform, received, clock } = await serve([retryAfter(value)]);
    const error = await failureOf(ApiError, platform.upload(tenant, upload));
    expect(error.isThrottled).toBe(true);
    expect(error.requestedWaitMs).toBeGreaterThan(300_000);
    expect(error.message).toMatch(/The platform asks to wait \d+ s\. This call may wait 300 s more/);
    expect(received).toHaveLength(1);
    expect(clock.slept).toEqual([]);
  },
);

it("Retry-After counts against what one call may wait in all", async () => {
  const { platform, received } = await serve([retryAfter("40")], { maxRetryWaitMs: 100_000 });
  const error = await failureOf(ApiError, platform.upload(tenant, upload));
  expect(error.message).toContain("This call may wait 20 s more");
  expect(received).toHaveLength(3);
});

it("Retry-After holds back the other calls too", async () => {
  let other: Promise<unknown> | undefined;
  // The jitter is drawn once the 429 has come: a call made then meets the pause.
  const random = () => {
    other ??= platform.callingProfiles();
    return 1;
  };
  const { platform, received, clock } = await serve([retryAfter("30"), json([])], { random });
  await platform.callingProfiles();
  await other;
  expect(received).toHaveLength(3);
  expect(clock.slept).toEqual([30_000, 30_000]);
});

function waitBetween([first, second]: harness.Received[]): number {
  return (second?.at ?? 0) - (first?.at ?? 0);
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === "object" && address !== null ? address.port : 0;
}
