import * as z from "zod";
import { type Emulator, startEmulator } from "../../emulator";
import { OTHER_TENANT, PROFILE, TENANT, client } from "./emulator-client";

const listed = z.object({
  abilities: z.array(
    z.object({
      verb: z.string(),
      path: z.string(),
      example: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});

describe("the emulator from another process", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator({ time: "virtual" });
  });
  afterEach(() => emulator.close());

  const control = async (verb: string, path: string, body?: unknown) => {
    const response = await fetch(emulator.url.replace("/tenantui", `/_emulator${path}`), {
      method: verb,
      headers: { authorization: `Bearer ${emulator.token}` },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    return { status: response.status, answer };
  };

  it("the emulator wants its token from another process", async () => {
    const response = await fetch(emulator.url.replace("/tenantui", "/_emulator/requests"));
    expect(response.status).toBe(401);
  });

  it.each([
    ["mark", {}, { acquiredNumberStatus: 2 }],
    ["readyForRemoval", {}, { acquiredNumberStatus: 3 }],
    ["setStatus", { acquiredNumberStatus: null }, { acquiredNumberStatus: null }],
    ["acquire", {}, { acquiredNumberStatus: 0 }],
    ["assign", { assignmentStatus: "VoiceApp" }, { assignmentStatus: "VoiceApp" }],
    ["unassign", {}, { assignmentStatus: "Unassigned" }],
    ["reprofile", { callingProfileId: PROFILE }, { callingProfileId: PROFILE }],
    ["move", { toTenant: OTHER_TENANT }, { tenantId: OTHER_TENANT }],
    ["setCapabilities", { capabilities: ["Mobile"] }, { acquiredCapabilities: ["Mobile"] }],
  ])("another process can %s numbers of the emulator", async (method, fields, expected) => {
    const numbers = ["+61395556900..+61395556901"];
    expect(await control("POST", "/portal/add", { tenant: TENANT, numbers })).toMatchObject({ status: 200 });
    expect(await control("POST", `/portal/${method}`, { numbers, ...fields })).toMatchObject({ status: 200 });
    expect(emulator.numbers()).toMatchObject([expected, expected]);
  });

  it("another process can age and remove numbers of the emulator, and take an SBC off line", async () => {
    emulator.portal.add(TENANT, "+61395556900");
    await control("POST", "/portal/age", { numbers: "+61395556900", ms: 1_000 });
    expect(emulator.numbers()[0]?.whenCreated).toBe(emulator.now() - 1_000);
    await control("POST", "/portal/remove", { tenant: TENANT, numbers: "+61395556900" });
    expect((await control("GET", `/numbers?tenant=${TENANT}`)).answer).toEqual([]);
    expect(await control("POST", "/portal/setSbcOnline", { sbcId: 11, online: false })).toMatchObject({
      status: 200,
    });
  });

  it("another process can move the emulator's time, refuse numbers, and ask what happened", async () => {
    await control("POST", "/refuse", { numbers: "+61395556901", reason: "no" });
    await client(emulator).uploaded({ phoneNumbers: ["+61395556900", "+61395556901"] });
    await control("POST", "/advance", { ms: 2_000 });
    await control("POST", "/unrefuse", { numbers: "+61395556901" });
    expect((await control("GET", "/tally?number=%2B61395556900")).answer).toEqual({
      uploads: 1,
      releases: 0,
    });
    expect((await control("GET", "/tally?number=%2B61395556901")).answer).toEqual({
      uploads: 0,
      releases: 0,
    });
    expect((await control("GET", "/requests")).answer).toMatchObject([{ route: "upload", status: 200 }]);
    expect((await control("GET", "/counts")).answer).toMatchObject({ uploads: 1, numbersUploaded: 1 });
    await control("POST", "/reset");
    expect(emulator.numbers()).toEqual([]);
  });

  it("another process can put the emulator's rules in force and lift them", async () => {
    const api = client(emulator);
    const rule = { pathRegExp: "oc/callingprofile$", respond: { status: 503, body: {} } };
    expect((await control("POST", "/fail", rule)).answer).toEqual({ id: "1" });
    expect(await api.get("/api/v2/oc/callingprofile")).toMatchObject({ status: 503 });
    expect((await control("GET", "/faults")).answer).toMatchObject([{ id: "1", hits: 1 }]);
    await control("POST", "/unfail", { id: "1" });
    expect(await api.get("/api/v2/oc/callingprofile")).toMatchObject({ status: 200 });
    await control("POST", "/fail", { kind: "list", empty: true });
    emulator.portal.add(TENANT, "+61395556900");
    expect(await api.list()).toMatchObject({ totalRecords: 0 });
  });

  it("the emulator tells another process all its abilities, and each takes its own example", async () => {
    const { answer } = await control("GET", "");
    const { abilities } = listed.parse(answer);
    expect(abilities.map(({ path }) => path)).toContain("/_emulator/portal/setSbcOnline");
    emulator.portal.add(TENANT, "+61395556905");
    const refusals = [];
    for (const { verb, path, example } of abilities.filter(({ path: one }) => !one.endsWith("/portal/add"))) {
      const pairs = Object.entries(example ?? {}).map(
        ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
      );
      const query = verb === "GET" ? `?${pairs.join("&")}` : "";
      if (emulator.numbers().length === 0) emulator.portal.add(TENANT, "+61395556905");
      const reply = await control(
        verb,
        path.replace("/_emulator", "") + query,
        verb === "GET" ? undefined : example,
      );
      if (reply.status !== 200) refusals.push({ path, ...reply });
    }
    expect(refusals).toEqual([]);
  });

  it.each([
    { verb: "POST", path: "/upload", when: "after", drop: true, times: 1 },
    { verb: "POST", path: "/upload", respond: { status: 503 }, times: 1 },
    { respond: { status: 503, body: { title: "busy" }, headers: { "retry-after": "1" } } },
    { html: true },
    { kind: "task", hang: true },
    { kind: "task", vanish: true },
    { kind: "task", status: "InProgress", numbers: "+61395556905" },
    { kind: "list", lagMs: 1_000 },
    { kind: "list", omit: ["+61395556905"] },
  ])("another process can put the emulator's documented rule %j in force", async (rule) => {
    expect(await control("POST", "/fail", rule)).toEqual({ status: 200, answer: { id: "1" } });
  });

  it.each([
    ["/advance", { ms: "soon" }, "ms: expected a number, not a string."],
    ["/advance", {}, "ms: missing; expected a number."],
    ["/fail", { sausage: true }, "sausage: unknown."],
    ["/fail", { kind: "sausage" }, "kind: expected one of task, list, http."],
    ["/fail", { respond: { status: "503" } }, "respond.status: expected a number, not a string."],
    ["/fail", { kind: "task", when: "after" }, "when: unknown."],
    ["/fail", { when: "soon" }, 'when: expected one of "before"|"after".'],
    ["/fail", { pathRegExp: "(" }, "pathRegExp: not a regular expression."],
    ["/portal/mark", { numbers: 3 }, "numbers: expected an E.164 number, first..last, or a list of both."],
    ["/portal/mark", { numbers: ["+61395556905", 3] }, "numbers[1]: expected a string, not a number."],
    ["/unfail", { id: "7" }, "id: no rule 7 is in force."],
  ])(
    "another process hears from the emulator's %s in a sentence what is wrong with %j",
    async (path, body, error) => {
      expect(await control("POST", path, body)).toEqual({ status: 400, answer: { error } });
    },
  );

  it("another process hears from the emulator what is wrong", async () => {
    expect(await control("POST", "/nothing")).toEqual({
      status: 404,
      answer: { error: "No such ability: POST /nothing. GET /_emulator lists them." },
    });
    expect(await control("GET", "/numbers?tennant=x")).toEqual({
      status: 400,
      answer: { error: "tennant: unknown." },
    });
    const { answer } = await control("POST", "/advance", "{");
    expect(JSON.stringify(answer)).toContain("The body is not JSON");
    expect(await control("POST", "/portal/mark", { numbers: "+61395556900" })).toEqual({
      status: 400,
      answer: { error: "Emulator: +61395556900 is not there." },
    });
  });
});
