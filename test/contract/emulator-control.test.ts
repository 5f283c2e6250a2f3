import { startEmulator, type Emulator } from "../../emulator";
import { client, OTHER_TENANT, PROFILE, TENANT, type Client } from "./emulator-client";

describe("the emulator behind the client's back", () => {
  let emulator: Emulator;
  let api: Client;
  beforeEach(async () => {
    emulator = await startEmulator({ time: "virtual", taskRetentionMs: 60_000 });
    api = client(emulator);
  });
  afterEach(() => emulator.close());

  const row = (number: string) =>
    emulator.numbers().find(({ telephoneNumber }) => telephoneNumber === number);

  it("does at once what a portal user does", () => {
    const { portal } = emulator;
    portal.add(TENANT, ["+61395556900..+61395556902", "+61395556910"], { capabilities: ["InboundCalling"] });
    portal.remove(TENANT, "+61395556900");
    portal.reprofile("+61395556901", PROFILE.toUpperCase());
    portal.assign("+61395556901");
    portal.mark("+61395556902");
    portal.setCapabilities("+61395556902", ["InboundCalling", "FutureCapability"]);
    portal.move("+61395556910", OTHER_TENANT);
    portal.age("+61395556910", 3_600_000);
    expect(row("+61395556900")).toBeUndefined();
    expect(row("+61395556901")).toMatchObject({
      callingProfileId: PROFILE,
      assignmentStatus: "UserAssigned",
    });
    expect(row("+61395556902")).toMatchObject({
      acquiredNumberStatus: 2,
      acquiredCapabilities: ["InboundCalling", "FutureCapability"],
    });
    expect(row("+61395556910")).toMatchObject({
      tenantId: OTHER_TENANT,
      whenCreated: emulator.now() - 3_600_000,
      source: "webui",
    });
    portal.readyForRemoval("+61395556902");
    portal.unassign("+61395556901");
    expect(row("+61395556902")?.acquiredNumberStatus).toBe(3);
    expect(row("+61395556901")?.assignmentStatus).toBe("Unassigned");
  });

  it("says where a portal user would find nothing to change", () => {
    emulator.portal.add(TENANT, "+61395556900");
    expect(() => emulator.portal.mark("+61395556901")).toThrow("+61395556901 is not there");
    expect(() => emulator.portal.remove(OTHER_TENANT, "+61395556900")).toThrow(
      `is not in tenant ${OTHER_TENANT}`,
    );
    expect(() => emulator.portal.add(OTHER_TENANT, "+61395556900")).toThrow(
      `already exists in tenant ${TENANT}`,
    );
    expect(() => emulator.portal.add(TENANT, "61395556900")).toThrow("not an E.164 number");
  });

  it("acquires uploaded numbers early, and leaves alone what was taken away in the meantime", async () => {
    await api.uploaded({ phoneNumbers: ["+61395556900", "+61395556901", "+61395556902"] });
    emulator.advance(2_000);
    emulator.portal.acquire("+61395556900");
    emulator.portal.remove(TENANT, "+61395556901");
    expect(emulator.numbers().map(({ acquiredNumberStatus }) => acquiredNumberStatus)).toEqual([0, 4]);
    emulator.advance(1_000);
    expect(emulator.numbers().map(({ acquiredNumberStatus }) => acquiredNumberStatus)).toEqual([0, 0]);
  });

  it("forgets tasks when they have been kept long enough", async () => {
    const taskId = await api.uploaded({ phoneNumbers: ["+61395556900"] });
    emulator.advance(61_999);
    expect(await api.get(`/api/v2/task/${taskId}`)).toMatchObject({ status: 200 });
    emulator.advance(1);
    expect(await api.get(`/api/v2/task/${taskId}`)).toMatchObject({
      status: 404,
      body: { title: "Not Found" },
    });
    expect(await api.get("/api/v2/task/wup_unknown")).toMatchObject({ status: 404 });
  });

  it("goes back to the seed", async () => {
    emulator.portal.add(TENANT, "+61395556900");
    emulator.refuse("+61395556901", "no");
    emulator.fail({ respond: { status: 500 } });
    const pending = await api.uploaded({ phoneNumbers: ["+61395556905"] }).catch(() => "refused by the rule");
    emulator.reset();
    emulator.advance(10_000);
    expect(pending).toBe("refused by the rule");
    expect(emulator.numbers()).toEqual([]);
    expect(emulator.requests).toEqual([]);
    await api.uploaded({ phoneNumbers: ["+61395556901"] });
    emulator.advance(2_000);
    expect(emulator.uploadsOf("+61395556901")).toBe(1);
  });

  it("makes the same identifiers of the same randomness", async () => {
    const taskIdOf = async () => {
      let state = 1;
      const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
      const seeded = await startEmulator({ random });
      const taskId = await client(seeded).uploaded({ phoneNumbers: ["+61395556900"] });
      await seeded.close();
      return taskId;
    };
    expect(await taskIdOf()).toBe(await taskIdOf());
  });

  it("jumps ahead in real time", async () => {
    const real = await startEmulator();
    await client(real).uploaded({ phoneNumbers: ["+61395556900"] });
    expect(real.numbers()).toEqual([]);
    real.advance(3_000);
    expect(real.numbers()).toMatchObject([{ acquiredNumberStatus: 0 }]);
    await real.close();
  });

  it("has a token of its own each time", async () => {
    const other = await startEmulator();
    expect(other.token).not.toBe(emulator.token);
    await other.close();
  });
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
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    return { status: response.status, answer };
  };

  it("wants the token", async () => {
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
  ])("can %s numbers", async (method, fields, expected) => {
    const numbers = ["+61395556900..+61395556901"];
    expect(await control("POST", "/portal/add", { tenant: TENANT, numbers })).toMatchObject({ status: 200 });
    expect(await control("POST", `/portal/${method}`, { numbers, ...fields })).toMatchObject({ status: 200 });
    expect(emulator.numbers()).toMatchObject([expected, expected]);
  });

  it("can age and remove numbers, and take an SBC off line", async () => {
    emulator.portal.add(TENANT, "+61395556900");
    await control("POST", "/portal/age", { numbers: "+61395556900", ms: 1_000 });
    expect(emulator.numbers()[0]?.whenCreated).toBe(emulator.now() - 1_000);
    await control("POST", "/portal/remove", { tenant: TENANT, numbers: "+61395556900" });
    expect((await control("GET", `/numbers?tenant=${TENANT}`)).answer).toEqual([]);
    expect(await control("POST", "/portal/setSbcOnline", { sbcId: 11, online: false })).toMatchObject({
      status: 200,
    });
  });

  it("can move time, refuse numbers, and ask what happened", async () => {
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

  it("can put rules in force and lift them", async () => {
    const api = client(emulator);
    const rule = { pathRegExp: "oc/callingprofile$", respond: { status: 503, body: {} } };
    expect((await control("POST", "/fail", rule)).answer).toEqual({ id: "1" });
    expect(await api.get("/api/v2/oc/callingprofile")).toMatchObject({ status: 503 });
    expect((await control("GET", "/faults")).answer).toEqual([{ id: "1", hits: 1 }]);
    await control("POST", "/unfail", { id: "1" });
    expect(await api.get("/api/v2/oc/callingprofile")).toMatchObject({ status: 200 });
    await control("POST", "/fail", { kind: "list", empty: true });
    emulator.portal.add(TENANT, "+61395556900");
    expect(await api.list()).toMatchObject({ totalRecords: 0 });
  });

  it("hears what is wrong", async () => {
    expect(await control("POST", "/nothing")).toMatchObject({ status: 404 });
    expect(await control("POST", "/advance", { ms: -1 })).toMatchObject({ status: 400 });
    expect(await control("POST", "/fail", { sausage: true })).toMatchObject({ status: 400 });
    expect(await control("POST", "/portal/mark", { numbers: "+61395556900" })).toEqual({
      status: 400,
      answer: { error: "Emulator: +61395556900 is not there." },
    });
  });
});
