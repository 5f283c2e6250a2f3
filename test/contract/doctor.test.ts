import * as z from "zod";
import type { Emulator } from "../../emulator";
import { TENANT, asked, startPlatform, visit } from "./doctor-visit";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startPlatform();
});
afterEach(() => emulator.close());

it("the doctor, where all is well, says so line by line, exits with 0, reads each endpoint that the provider reads, and writes nothing", async () => {
  const { code, lines } = await visit(emulator);
  expect(code).toBe(0);
  expect(lines.map((line) => line.replace(/answers in \d+ ms/, "answers in N ms"))).toEqual([
    `ok       configuration     ${emulator.url}, no channelId (the credential's own channel)`,
    "ok       host name         127.0.0.1 is an address",
    `ok       connection        port ${new URL(emulator.url).port} answers in N ms`,
    "ok       TLS               none: http to this machine itself",
    "ok       sign-in           the token of LIVEPLATFORM_TOKEN (environment), as it is",
    "ok       token             it is opaque (not a JWT): what it says cannot be read, the platform decides",
    expect.stringMatching(/^ok {7}clock {13}within [12] s of the platform's$/),
    "ok       rate limit        the platform says nothing of its limits",
    "ok       calling profiles  3 in all",
    'ok       profile           ab86ef82-ce9e-4ead-befb-4aa954b64872 "Calling EMEA" with SBC US SP1 SBC',
    'ok       profile           5f3fbb3b-df9b-483d-b294-c7eb01e22aac "Calling APAC" with SBC oc1.sandbox2.audiocodes.be [20.102.51.206]',
    'warning  profile           9097a8b4-1cc8-461c-af93-e5b14943f5d7 "Not in service" has no SBC. An upload to it is refused: enroll a trunk with an SBC in the portal, or take another profile',
    "ok       numbers           3 in all tenants that this credential sees",
    "ok       removal status    0 marked for removal, 0 ready for it",
    "ok       single number     +61395556900 is read",
    "ok       tasks             an unknown task is not found",
    expect.stringMatching(
      /^skipped {2}writing {11}not tried: whether this credential may upload and release cannot be known/,
    ),
    "",
    "0 failed, 1 warning, 15 ok, 1 not tried. Nothing was changed.",
  ]);
  expect(asked(emulator)).toEqual([
    "GET /api/v2/oc/callingprofile",
    "GET /api/v2/oc/callingprofile",
    "GET /api/v3/oc/numbers",
    "GET /api/v3/oc/numbers/removal-status/summary",
    "GET /api/v2/oc/numbers/+61395556900",
    "GET /api/v2/task/wup_00000000-0000-0000-0000-000000000000",
  ]);
});

it("the doctor, where all is well, hints at /tenantui where the base URL has none", async () => {
  const { code, of } = await visit(emulator, { LIVEPLATFORM_BASE_URL: new URL(emulator.url).origin });
  expect(code).toBe(1);
  expect(of("warning")[0]).toMatch(/^configuration: http:\S+, .* is it https:\/\/HOST\/tenantui\?/);
});

it("the doctor, where all is well, looks at one tenant where it is told to, by its channel", async () => {
  emulator.portal.mark("+61395556902");
  const { of } = await visit(
    emulator,
    { LIVEPLATFORM_CHANNEL_ID: "0" },
    { tenant: ` ${TENANT.toUpperCase()} ` },
  );
  expect(of("ok")).toEqual(
    expect.arrayContaining([
      `configuration: ${emulator.url}, channelId 0`,
      "removal status: 1 marked for removal, 0 ready for it",
    ]),
  );
  expect(asked(emulator).filter((request) => request.endsWith("of a tenant"))).toHaveLength(2);
  expect(emulator.requests.slice(1).map(({ headers }) => headers["x-ovoc-channel-id"])).toEqual(
    Array.from({ length: 5 }, () => "0"),
  );
  await expect(visit(emulator, {}, { tenant: "sydney" })).rejects.toThrow(
    "--tenant: expected the GUID of a Microsoft Entra tenant, such as 3bc57cac-5794-457f-ad36-2c88cade9dbb, not 'sydney'.",
  );
});

it("the doctor, where all is well, says the same as JSON", async () => {
  const { lines, code } = await visit(emulator, {}, { json: true });
  const schema = z.object({
    ok: z.boolean(),
    findings: z.array(z.object({ check: z.string(), verdict: z.string() })),
  });
  const { ok, findings } = schema.parse(JSON.parse(lines.join("\n")));
  expect([code, ok, findings.length]).toEqual([0, true, 17]);
  expect(findings[11]).toMatchObject({ check: "profile", verdict: "warning" });
});

it("the doctor, where all is well, names the SBCs of a profile by whatever name they have, else counts them, and blames no profile where none is told", async () => {
  const answerWith = (...lists: readonly object[][]) => {
    const body = lists.map((matchingSbcList, index) => ({
      callingProfileId: `p${index}`,
      trunksEnrolled: [{ matchingSbcList }],
    }));
    emulator.fail({ path: "/callingprofile", times: 2, respond: { status: 200, body } });
  };
  answerWith([{ sbcId: 8, sbcName: "US SP1" }], [{ sbcId: 8 }, { sbcId: 9 }], []);
  const told = await visit(emulator);
  expect(told.of("ok").filter((line) => line.startsWith("profile:"))).toEqual([
    'profile: p0 "" with SBC US SP1',
    'profile: p1 "" with 2 SBCs',
  ]);
  expect(told.of("warning")).toEqual([expect.stringContaining('p2 "" has no SBC')]);
  answerWith([]);
  const untold = await visit(emulator);
  expect(untold.of("ok")).toContain('profile: p0 ""; the platform does not tell its SBCs');
  expect(untold.of("warning")).toEqual([]);
});

it("the doctor, where all is well, repeats what the platform says of its limits", async () => {
  const headers = { "x-ratelimit-limit": "100", "x-ratelimit-remaining": "7" };
  emulator.fail({ path: "/callingprofile", times: 1, respond: { status: 200, body: [], headers } });
  expect((await visit(emulator)).of("ok")).toContain(
    "rate limit: x-ratelimit-limit: 100, x-ratelimit-remaining: 7",
  );
});

it("the doctor, where the platform refuses the token, fails once, with what to do, and does not ask the rest", async () => {
  const { code, of, lines } = await visit(emulator, { LIVEPLATFORM_TOKEN: "another-token" });
  expect(code).toBe(1);
  expect(of("failed")).toEqual([
    expect.stringMatching(
      /^calling profiles: GET \/api\/v2\/oc\/callingprofile answered 401: .* The credential from LIVEPLATFORM_TOKEN \(environment\) is not accepted: renew it\.$/,
    ),
  ]);
  expect(
    of("skipped").filter((line) => line.endsWith("the platform does not accept the token")),
  ).toHaveLength(4);
  expect(lines.join("\n")).not.toContain("another-token");
  expect(emulator.requests).toHaveLength(2);
});

it("the doctor, where the platform refuses one endpoint, names it, and tries the others", async () => {
  emulator.fail({
    path: "/removal-status/summary",
    respond: { status: 403, body: { title: "Forbidden" } },
  });
  const { code, of } = await visit(emulator);
  expect(code).toBe(1);
  expect(of("failed")).toEqual([
    "removal status: GET /api/v3/oc/numbers/removal-status/summary answered 403: Forbidden. " +
      "Check the permissions of the credential from LIVEPLATFORM_TOKEN (environment) and the channel (none is set).",
  ]);
  expect(of("ok")).toEqual(expect.arrayContaining(["single number: +61395556900 is read"]));
  expect(asked(emulator)).toHaveLength(6);
});

it("the doctor, where the platform refuses with a gateway's page, says that it is one, at each endpoint", async () => {
  emulator.fail({ html: true });
  const { code, of } = await visit(emulator);
  expect(code).toBe(1);
  expect(of("failed")).toHaveLength(4);
  expect(of("failed")[0]).toContain('A gateway answered with HTML ("502 Bad Gateway"): check baseUrl.');
});

it("the doctor, where the platform refuses a number by itself that is in its list, fails, since missing numbers could not be told from hidden ones", async () => {
  emulator.fail({ path: "/numbers/+", respond: { status: 404 } });
  const { code, of } = await visit(emulator);
  expect(code).toBe(1);
  expect(of("failed")).toEqual([
    expect.stringMatching(/^single number: \+61395556900 is in the list, and asked for by itself a 404\./),
  ]);
});

it("the doctor, where the platform refuses nothing and shows nothing, warns that a wrong channel looks like that", async () => {
  const { code, of } = await visit(emulator, { LIVEPLATFORM_CHANNEL_ID: "999" });
  expect(code).toBe(0);
  expect(of("warning")).toContain(
    "numbers: none in all tenants that this credential sees. If there should be some, check channelId 999: a wrong one looks just like this",
  );
  expect(of("skipped")).toContain("single number: not tried: the list shows no number");
});
