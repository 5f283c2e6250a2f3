import type { HttpFault } from "../../emulator";
import {
  type LiveStack,
  TENANT,
  allocation,
  failed,
  program,
  range,
  succeeded,
} from "../engine/support/live-stack";
import type { Environment } from "../engine/support/stack";
import { stateText } from "../engine/support/state-text";
import { type Stacks, useLiveStack } from "../engine/support/use-live-stack";

let live: LiveStack;

async function start(stacks: Stacks, numbers: Record<string, unknown>): Promise<void> {
  live = await stacks.applied(program(allocation("desks", numbers)));
  // The engine's own notes on a resource differ after its first refresh, whatever comes of that.
  succeeded(await live.stack.refresh());
}

interface Outage {
  what: string;
  fault?: HttpFault;
  env?: Environment | (() => Environment);
  /** What a person reads. */
  says: (string | RegExp)[];
}

/** A preview that refreshes and a refresh both stop with the sentence, and leave the state as it is, byte for byte. */
async function expectStop({ fault, env, says }: Outage): Promise<void> {
  const before = stateText(live.stack);
  const handle = fault && live.emulator.fail(fault);
  const options = env ? { env: typeof env === "function" ? env() : env } : {};
  const results = await Promise.all([live.stack.preview(options), live.stack.refresh(options)]);
  handle?.remove();
  for (const output of results.map(failed)) {
    for (const text of says) expect(output).toMatch(text);
    expect(output).not.toMatch(/^\s*at .*:\d+/m);
    expect(output).not.toContain("node_modules");
    expect(output).not.toContain(live.emulator.token);
    expect(output).not.toContain("to create");
  }
  if (handle) expect(handle.hits).toBeGreaterThanOrEqual(2);
  expect(stateText(live.stack)).toBe(before);
}

/** Text in place of JSON. */
function text(status: number, body: string, type = "text/plain"): HttpFault {
  return { respond: { status, body, headers: { "content-type": type } } };
}

const LIST = `GET /api/v3/oc/numbers?msTenantId=${TENANT}&PageNumber=1&PageSize=1000`;
const PROBLEM = {
  title: "Internal Server Error",
  detail: "The database is away",
  errorTicket: "3f0c2d1e",
  errorCode: "LP500",
  traceId: "00-4bf9-01",
};
const SIGN_IN = "<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>";

describe("an outage of the list, while a preview or refresh reads", () => {
  const stacks = useLiveStack("file");
  beforeAll(() => start(stacks, { phoneNumberRanges: [range("+61395556900", "+61395556929")] }));

  const outages: Outage[] = [
    {
      what: "a token that is refused",
      fault: { respond: { status: 401 } },
      says: [
        `${LIST} answered 401`,
        "The credential from LIVEPLATFORM_TOKEN (environment) is not accepted: renew it.",
      ],
    },
    {
      what: "a wrong token",
      env: { LIVEPLATFORM_TOKEN: "of-yesterday" },
      says: [
        `${LIST} answered 401: Unauthorized; A valid bearer token is required (errorTicket `,
        "The credential from LIVEPLATFORM_TOKEN (environment) is not accepted: renew it.",
      ],
    },
    {
      what: "missing rights",
      fault: { respond: { status: 403 } },
      says: [
        `${LIST} answered 403`,
        /Check the permissions of the credential .* and the channel \(none is set\)/,
      ],
    },
    {
      what: "a limit that never lifts",
      fault: { respond: { status: 429 } },
      says: [`${LIST} answered 429 (`, "try again later, or lower requestsPerSecond"],
    },
    {
      what: "a failure of the platform",
      fault: { respond: { status: 500, body: PROBLEM } },
      says: [
        `${LIST} answered 500 (4 attempts): Internal Server Error; The database is away ` +
          "(errorTicket 3f0c2d1e, errorCode LP500, traceId 00-4bf9-01). The platform failed: try again, and quote",
      ],
    },
    {
      what: "a failure on the second page only",
      fault: { path: "PageNumber=2", respond: { status: 500 } },
      env: { LIVEPLATFORM_PAGE_SIZE: "10" },
      says: [/PageNumber=2&PageSize=10 answered 500 \(4 attempts\)/, "try again"],
    },
    {
      what: "a gateway's page",
      fault: { html: true },
      says: [`${LIST} answered 502`, `A gateway answered with HTML ("502 Bad Gateway"): check baseUrl.`],
    },
    {
      what: "a page to sign in on that passes for success",
      fault: text(200, SIGN_IN, "text/html"),
      says: [`${LIST} succeeded, but`, `a gateway answered with HTML ("Sign in"). Check baseUrl.`],
    },
    {
      what: "half a JSON text",
      fault: text(200, `{"currentPage":1,"data":[`),
      says: [`${LIST} succeeded, but the answer is not page 1 of numbers: it is not JSON. Check baseUrl`],
    },
    {
      what: "an empty success",
      fault: { respond: { status: 200 } },
      says: [`${LIST} succeeded, but the answer is not page 1 of numbers: it is empty. Check baseUrl`],
    },
    {
      what: "an object of another shape",
      fault: { respond: { status: 200, body: {} } },
      says: [/succeeded, but the answer is not page 1 of numbers: totalRecords: .*Check baseUrl/],
    },
    {
      what: "a connection that is cut",
      fault: { drop: true },
      says: [
        /GET \/api\S+ got no answer from 127.0.0.1:\d+ \(4 attempts\): the connection was .*Check baseUrl, the network/,
      ],
    },
    {
      what: "an answer that is cut in the middle",
      fault: { truncate: true },
      says: [/got no answer from 127.0.0.1:\d+ \(4 attempts\): the connection was .*try again/],
    },
    {
      what: "an answer that does not come in time",
      fault: { delayMs: 5_000 },
      env: { LIVEPLATFORM_REQUEST_TIMEOUT: "100ms" },
      says: [/got no answer from .*: no complete answer within 0.1 s\. Check baseUrl, the network/],
    },
  ];

  it.each(outages)(
    "an outage of the list, while a preview or refresh reads, stops for $what and leaves the state alone",
    expectStop,
  );

  it("an outage of the list, while a preview or refresh reads, waits as long as a 429 asks for, says so on the row, and goes on", async () => {
    const respond = { status: 429, headers: { "retry-after": "1" } };
    const fault = live.emulator.fail({ times: 1, respond });
    const before = live.emulator.requests.length;
    const output = succeeded(await live.stack.preview({ args: ["--expect-no-changes"] }));
    expect(output).toContain("waiting 1 s: the platform asks to slow down (429)");
    expect(fault.hits).toBe(1);
    const [first, second] = live.emulator.requests.slice(before);
    expect(first?.status).toBe(429);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
  });
});

describe("an outage where a number is asked for by itself", () => {
  const stacks = useLiveStack("file");
  beforeAll(() => start(stacks, { phoneNumbers: ["+61395556880"] }));

  const GET = "GET /api/v2/oc/numbers/%2B61395556880";
  const outages: Outage[] = [
    {
      what: "a gateway's 404",
      fault: text(404, SIGN_IN, "text/html"),
      says: [`${GET} answered 404. A gateway answered with HTML ("Sign in"): check baseUrl.`],
    },
    {
      what: "a base URL of a wrong path, which would be another platform",
      env: () => ({ LIVEPLATFORM_BASE_URL: live.emulator.url.replace("/tenantui", "/tenants") }),
      says: [/are on the platform \S+\/tenantui, but this run uses \S+\/tenants/, "set the base URL back"],
    },
    {
      what: "an object that is no number",
      fault: { respond: { status: 200, body: {} } },
      says: [
        /GET \S+%2B61395556880 succeeded, but the answer is not the number \+61395556880: .*Check baseUrl/,
      ],
    },
    {
      what: "an empty success",
      fault: { respond: { status: 200 } },
      says: [`${GET} succeeded, but the answer is not the number +61395556880: it is empty. Check baseUrl`],
    },
  ];

  it.each(outages)(
    "an outage where a number is asked for by itself stops for $what and leaves the state alone",
    expectStop,
  );
});
