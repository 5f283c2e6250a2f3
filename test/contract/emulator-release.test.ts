import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import { type Client, OTHER_TENANT, TENANT, client, errorsOf } from "./emulator-client";

describe("the emulator's release", () => {
  let emulator: Emulator;
  let api: Client;
  const start = async (options: EmulatorOptions = {}) => {
    emulator = await startEmulator({ time: "virtual", ...options });
    api = client(emulator);
    emulator.portal.add(TENANT, "+61395556900..+61395556909");
  };
  const statuses = () => emulator.numbers(TENANT).map(({ acquiredNumberStatus }) => acquiredNumberStatus);
  afterEach(() => emulator.close());

  it("the emulator's release takes a bare array of numbers; the rows are ReleaseRequested until they are gone", async () => {
    await start();
    const taskId = await api.released(["+61395556900", "+61395556909"]);
    expect(taskId).toMatch(/^tsk_msjob_[0-9a-f-]{36}$/);
    expect(statuses()).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    emulator.advance(2_000);
    expect(emulator.numbers(TENANT)).toHaveLength(8);
    expect(emulator.releasesOf("+61395556900")).toBe(1);
    expect(await api.task(taskId)).toMatchObject({ status: "CompletedSuccess", totalNumbersCount: 2 });
  });

  it("the emulator's release takes ranges, and answers with a bare task id where told to", async () => {
    await start({ releaseAnswer: "string" });
    const { body } = await api.release({
      phoneNumberRanges: [{ start: "+61395556900", end: "+61395556907" }],
    });
    expect(body).toEqual(expect.stringMatching(/^tsk_msjob_/));
    emulator.advance(2_000);
    expect(emulator.numbers(TENANT)).toHaveLength(2);
  });

  it.each([
    [{ phoneNumbers: ["+61395556900"] }, "phoneNumbers"],
    [["61395556900"], "phoneNumbers[0]"],
    [["+61395556900", "+61395556900"], "phoneNumbers[1]"],
    [[], "phoneNumbers"],
    [{ phoneNumberRanges: [{ start: "+61395556900" }] }, "phoneNumberRanges[0]"],
  ])("the emulator's release refuses the body %j at %s", async (body, key) => {
    await start();
    const reply = await api.release(body);
    expect(reply.status).toBe(400);
    expect(JSON.stringify(reply.body)).toContain(`"${key}":`);
  });

  it("the emulator's release names the numbers that are not the tenant's", async () => {
    await start();
    emulator.portal.add(OTHER_TENANT, "+442074996300");
    const { status, body } = await api.release(["+61395556900", "+442074996300", "+61395556999"]);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      errors: {
        phoneNumbers: [
          `Number +442074996300 does not belong to tenant ${TENANT}.`,
          `Number +61395556999 does not belong to tenant ${TENANT}.`,
        ],
      },
    });
    emulator.advance(2_000);
    expect(emulator.counts.numbersReleased).toBe(0);
  });

  it("the emulator's release refuses numbers that are in another running operation, and takes them when that has ended", async () => {
    await start();
    emulator.refuse("+61395556900", "not now", "release");
    await api.released(["+61395556900"]);
    const { status, body } = await api.release(["+61395556900"]);
    expect(status).toBe(400);
    expect(body).toMatchObject({ detail: "In another running operation: +61395556900." });
    emulator.advance(2_000);
    expect(statuses()[0]).toBe(0);
    emulator.unrefuse("+61395556900", "release");
    await api.released(["+61395556900"]);
    emulator.advance(2_000);
    expect(emulator.releasesOf("+61395556900")).toBe(1);
  });

  it("the emulator's release releases nothing where one number is in use, and names it", async () => {
    await start();
    emulator.portal.assign("+61395556901");
    const taskId = await api.released(["+61395556900", "+61395556901"]);
    emulator.advance(2_000);
    const task = await api.task(taskId);
    expect(task.status).toBe("Failed");
    expect(errorsOf(task)).toEqual([
      "Number +61395556901 is assigned (UserAssigned) and must be unassigned first",
    ]);
    expect(emulator.numbers(TENANT)).toHaveLength(10);
  });

  it("the emulator's release stops where a number is assigned while it runs, and gives the others their status back", async () => {
    await start();
    emulator.portal.mark("+61395556900");
    const taskId = await api.released(["+61395556900", "+61395556901"]);
    emulator.portal.assign("+61395556901");
    emulator.advance(2_000);
    expect(await api.task(taskId)).toMatchObject({ status: "Failed" });
    expect(statuses().slice(0, 2)).toEqual([2, 0]);
  });

  it("the emulator's release leaves a number alone that went to another tenant in the meantime", async () => {
    await start();
    await api.released(["+61395556900", "+61395556901"]);
    emulator.portal.move("+61395556900", OTHER_TENANT);
    emulator.advance(2_000);
    expect(emulator.numbers(OTHER_TENANT)).toHaveLength(1);
    expect([emulator.releasesOf("+61395556900"), emulator.releasesOf("+61395556901")]).toEqual([0, 1]);
  });

  it("the emulator's release wants every SBC of the tenant online for ranges, not for single numbers", async () => {
    await start();
    emulator.portal.setSbcOnline(11, false);
    const ranged = await api.released({
      phoneNumberRanges: [{ start: "+61395556900", end: "+61395556901" }],
    });
    emulator.advance(2_000);
    expect(errorsOf(await api.task(ranged))[0]).toContain("SBC US SP1 SBC is not online");
    const single = await api.released(["+61395556900"]);
    emulator.advance(2_000);
    expect(await api.task(single)).toMatchObject({ status: "CompletedSuccess" });
  });

  it("the emulator's release takes ten requests in ten seconds, and says when the next may come", async () => {
    await start();
    for (let index = 0; index < 10; index++) await api.released([`+6139555690${index}`]);
    emulator.advance(1_500);
    const reply = await api.release(["+61395556900"]);
    expect(reply).toMatchObject({ status: 429, body: { title: "Too Many Requests" } });
    expect(reply.headers.get("retry-after")).toBe("9");
    emulator.portal.add(TENANT, "+61395556910");
    emulator.advance(8_500);
    await api.released(["+61395556910"]);
  });

  it("the emulator's release is preceded by an unassign where numbers are in use", async () => {
    await start();
    emulator.portal.assign("+61395556900", "ConferenceAssigned");
    const path = `/api/v2/oc/numbers/action/unassign?msTenantId=${TENANT}`;
    expect(await api.post(path, { telephoneNumbers: ["+61395556900"] })).toMatchObject({ status: 200 });
    expect(emulator.numbers(TENANT)[0]?.assignmentStatus).toBe("ConferenceAssigned");
    emulator.advance(2_000);
    expect(emulator.numbers(TENANT)[0]?.assignmentStatus).toBe("Unassigned");
  });
});

describe("the emulator's removal status", () => {
  let emulator: Emulator;
  let api: Client;
  beforeEach(async () => {
    emulator = await startEmulator({
      time: "virtual",
      limits: { removalStatus: { count: 3, perMs: 60_000 } },
    });
    api = client(emulator);
    emulator.portal.add(TENANT, "+61395556900..+61395556904");
    emulator.portal.mark("+61395556900..+61395556902");
  });
  afterEach(() => emulator.close());

  const ready = (telephoneNumbers: string[]) =>
    api.post("/api/v3/oc/numbers/action/ready-for-removal", { telephoneNumbers });
  const clear = (telephoneNumbers: string[]) =>
    api.post("/api/v3/oc/action/clear-removal-status", { telephoneNumbers });
  const summary = (query = "") => api.get(`/api/v3/oc/numbers/removal-status/summary${query}`);

  it("the emulator's removal status goes from marked to ready, or back to active, and is summed up", async () => {
    expect(await ready(["+61395556900"])).toMatchObject({
      status: 200,
      body: { data: { processedCount: 1 }, status: "success", succeeded: true },
    });
    expect(await clear(["+61395556901"])).toMatchObject({ status: 200 });
    expect((await summary()).body).toEqual({
      markedForRemovalCount: 1,
      readyForRemovalCount: 1,
      totalCount: 2,
    });
    expect((await summary(`?msTenantId=${OTHER_TENANT}`)).body).toMatchObject({ totalCount: 0 });
    expect(emulator.numbers(TENANT).map(({ acquiredNumberStatus }) => acquiredNumberStatus)).toEqual([
      3, 0, 2, 0, 0,
    ]);
  });

  it("the emulator's removal status changes only what is marked for removal, and names the rest", async () => {
    await ready(["+61395556900"]);
    const reply = await clear(["+61395556900", "+61395556901", "+61395556904"]);
    expect(reply).toMatchObject({
      status: 400,
      body: { detail: "Not marked for removal: +61395556900, +61395556904." },
    });
    expect((await summary()).body).toMatchObject({ markedForRemovalCount: 2 });
  });

  it("the emulator's removal status takes 1 to 500 numbers, and a GUID for the tenant", async () => {
    expect(await ready([])).toMatchObject({ status: 400 });
    const many = Array.from({ length: 501 }, (_, index) => `+6139555${1000 + index}`);
    expect(await ready(many)).toMatchObject({ status: 400 });
    expect(await summary("?msTenantId=abc")).toMatchObject({ status: 400, body: { title: "Bad Request" } });
    expect(await summary("?msTenantId=")).toMatchObject({ status: 200 });
  });

  it("the emulator's removal status is limited by the minute", async () => {
    for (let index = 0; index < 3; index++) await clear([`+6139555690${index}`]);
    expect(await ready(["+61395556900"])).toMatchObject({ status: 429 });
  });
});
