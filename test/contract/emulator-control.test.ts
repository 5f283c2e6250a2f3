import { type Emulator, startEmulator } from "../../emulator";
import { type Client, OTHER_TENANT, PROFILE, TENANT, client } from "./emulator-client";

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

  it("the emulator behind the client's back does at once what a portal user does", () => {
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

  it("the emulator behind the client's back says where a portal user would find nothing to change", () => {
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

  it("the emulator behind the client's back acquires uploaded numbers early, and leaves alone what was taken away in the meantime", async () => {
    await api.uploaded({ phoneNumbers: ["+61395556900", "+61395556901", "+61395556902"] });
    emulator.advance(2_000);
    emulator.portal.acquire("+61395556900");
    emulator.portal.remove(TENANT, "+61395556901");
    expect(emulator.numbers().map(({ acquiredNumberStatus }) => acquiredNumberStatus)).toEqual([0, 4]);
    emulator.advance(1_000);
    expect(emulator.numbers().map(({ acquiredNumberStatus }) => acquiredNumberStatus)).toEqual([0, 0]);
  });

  it("the emulator behind the client's back forgets tasks when they have been kept long enough", async () => {
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

  it("the emulator behind the client's back goes back to the seed", async () => {
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

  it("the emulator behind the client's back objects in number-status, on demand", async () => {
    const validated = async () =>
      (
        await api.post("/api/v2/oc/numbers/action/number-status", {
          telephoneNumbers: ["+61395556880", "+61395556881"],
          msTenantId: TENANT,
        })
      ).body;
    emulator.refuse("+61395556880", "held by another operator", "numberStatus");
    expect(await validated()).toMatchObject({
      validationResult: "Failed",
      telephoneNumbers: [
        {
          validationResult: "Failed",
          actionRequired: true,
          validationDetail: ["Number +61395556880: held by another operator"],
        },
        { validationResult: "Success" },
      ],
    });
    emulator.unrefuse("+61395556880", "numberStatus");
    expect(await validated()).toMatchObject({ validationResult: "Success" });
  });

  it("the emulator behind the client's back logs requests, what the portal did, and tasks that ended, in order and with their times", async () => {
    const start = emulator.now();
    emulator.portal.add(TENANT, [
      "+61395556900..+61395556909",
      "+61395556911",
      "+61395556913",
      "+61395556915",
    ]);
    const taskId = await api.uploaded({ phoneNumbers: ["+61395556920"] });
    emulator.advance(2_000);
    emulator.portal.reprofile("+61395556900", PROFILE);
    expect(emulator.log()).toEqual([
      {
        serial: 1,
        at: start,
        kind: "action",
        text: `add +61395556900..+61395556909, +61395556911, +61395556913 and 1 more to tenant ${TENANT}`,
      },
      {
        serial: 2,
        at: start,
        kind: "request",
        text: `POST /api/v2/oc/numbers/action/upload?msTenantId=${TENANT} → 200`,
      },
      {
        serial: 3,
        at: start + 2_000,
        kind: "task",
        text: `upload of 1 number, task ${taskId}: CompletedSuccess`,
      },
      { serial: 4, at: start + 2_000, kind: "action", text: "advance time by 2000 ms" },
      {
        serial: 5,
        at: start + 2_000,
        kind: "action",
        text: `give +61395556900 calling profile ${PROFILE}`,
      },
    ]);
    expect(emulator.log(4)).toHaveLength(1);
  });

  it("the emulator behind the client's back makes the same identifiers of the same randomness", async () => {
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

  it("the emulator behind the client's back jumps ahead in real time", async () => {
    const real = await startEmulator();
    await client(real).uploaded({ phoneNumbers: ["+61395556900"] });
    expect(real.numbers()).toEqual([]);
    real.advance(3_000);
    expect(real.numbers()).toMatchObject([{ acquiredNumberStatus: 0 }]);
    await real.close();
  });

  it("the emulator behind the client's back has a token of its own each time", async () => {
    const other = await startEmulator();
    expect(other.token).not.toBe(emulator.token);
    await other.close();
  });
});
