import { type Emulator, startEmulator } from "../../emulator";
import { type Client, OTHER_TENANT, TENANT, client, numbersOf } from "./emulator-client";

describe("the emulator's rules", () => {
  let emulator: Emulator;
  let api: Client;
  beforeEach(async () => {
    emulator = await startEmulator({ time: "virtual" });
    api = client(emulator);
    emulator.portal.add(TENANT, "+61395556900..+61395556904");
  });
  afterEach(() => emulator.close());

  const path = "/api/v3/oc/numbers";

  it("the emulator's rules for requests replace an answer as often as told, after as many as told, and count", async () => {
    const rule = emulator.fail({
      verb: "get",
      path: /oc\/numbers$/,
      after: 1,
      times: 2,
      respond: { status: 503, body: { title: "busy" }, headers: { "retry-after": "7" } },
    });
    const replies = [await api.get(path), await api.get(path), await api.get(path), await api.get(path)];
    expect(replies.map(({ status }) => status)).toEqual([200, 503, 503, 200]);
    expect(replies[1]?.body).toEqual({ title: "busy" });
    expect(replies[1]?.headers.get("retry-after")).toBe("7");
    expect(rule.hits).toBe(2);
  });

  it("the emulator's rules for requests end when they are removed, and apply in the order they came", async () => {
    const first = emulator.fail({ path: "oc/numbers", respond: { status: 500, body: {} } });
    emulator.fail({ path: "oc/numbers", respond: { status: 502, body: {} } });
    expect(await api.get(path)).toMatchObject({ status: 500 });
    first.remove();
    expect(await api.get(path)).toMatchObject({ status: 502 });
    expect(await api.get("/api/v2/oc/callingprofile")).toMatchObject({ status: 200 });
  });

  it("the emulator's rules for requests lose the answer of a request that is carried out", async () => {
    emulator.fail({ path: "/upload", when: "after", drop: true, times: 1 });
    await expect(api.upload({ phoneNumbers: ["+61395556880"] })).rejects.toThrow("fetch failed");
    emulator.advance(2_000);
    expect(emulator.uploadsOf("+61395556880")).toBe(1);
    expect(emulator.requestsTo("upload")).toMatchObject([{ status: null }]);
  });

  it("the emulator's rules for requests cut the connection before a request is carried out", async () => {
    emulator.fail({ path: "/upload", drop: true });
    await expect(api.upload({ phoneNumbers: ["+61395556880"] })).rejects.toThrow("fetch failed");
    emulator.advance(2_000);
    expect(emulator.counts.numbersUploaded).toBe(0);
  });

  it("the emulator's rules for requests send half of an answer", async () => {
    emulator.fail({ path, truncate: true });
    await expect(api.get(path)).rejects.toThrow("terminated");
  });

  it("the emulator's rules for requests answer as a gateway would", async () => {
    emulator.fail({ html: true });
    const { status, body, headers } = await api.get(path);
    expect([status, headers.get("content-type")]).toEqual([502, "text/html"]);
    expect(body).toContain("<html>");
  });

  it("the emulator's rules for requests alter the real answer", async () => {
    emulator.fail({ path: "callingprofile", rewrite: (body) => ({ wrapped: body }) });
    expect(await api.get("/api/v2/oc/callingprofile")).toMatchObject({
      status: 200,
      body: { wrapped: [{}, {}, {}] },
    });
  });

  it("the emulator's rules for requests delay an answer, with or without another effect", async () => {
    emulator.fail({ path, delayMs: 20, respond: { status: 500, body: {} }, times: 1 });
    emulator.fail({ path, delayMs: 20 });
    const before = performance.now();
    expect(await api.get(path)).toMatchObject({ status: 500 });
    expect(await api.get(path)).toMatchObject({ status: 200 });
    expect(performance.now() - before).toBeGreaterThan(35);
  });

  it("the emulator's rules for requests do not keep close waiting for a delay", async () => {
    emulator.fail({ path, delayMs: 60_000 });
    const reply = api.get(path).catch((error: unknown) => error);
    while (emulator.requests.length === 0) await new Promise(setImmediate);
    await emulator.close();
    expect(String(await reply)).toContain("fetch failed");
  });

  describe("for tasks", () => {
    const upload = () => api.uploaded({ phoneNumbers: ["+61395556880", "+61395556881"] });

    it("the emulator's rules for tasks spell the status of the end", async () => {
      emulator.fail({ kind: "task", operation: "upload", status: "Completed Success" });
      const taskId = await upload();
      expect(await api.task(taskId)).toMatchObject({ status: "InProgress" });
      emulator.advance(2_000);
      expect(await api.task(taskId)).toMatchObject({ status: "Completed Success" });
    });

    it("the emulator's rules for tasks tell of a failure although all numbers are in place", async () => {
      const messages = [{ level: "Error" as const, message: "MsJob failed" }];
      emulator.fail({ kind: "task", status: "Failed", messages });
      const taskId = await upload();
      emulator.advance(2_000);
      const task = await api.task(taskId);
      expect(task.status).toBe("Failed");
      expect(task.executionMessages).toEqual(expect.arrayContaining(messages));
      expect(emulator.numbers(TENANT)).toHaveLength(7);
    });

    it("the emulator's rules for tasks tell of a success although numbers are missing", async () => {
      emulator.fail({ kind: "task", skip: "+61395556881" });
      const taskId = await upload();
      emulator.advance(2_000);
      expect(await api.task(taskId)).toMatchObject({ status: "CompletedSuccess" });
      expect(emulator.uploadsOf("+61395556881")).toBe(0);
      expect(emulator.uploadsOf("+61395556880")).toBe(1);
    });

    it("the emulator's rules for tasks never end, with the work undone or done", async () => {
      emulator.fail({ kind: "task", hang: true, times: 1 });
      emulator.fail({ kind: "task", status: "InProgress" });
      const hanging = await upload();
      const silent = await upload();
      emulator.advance(3_600_000);
      expect(await api.task(hanging)).toMatchObject({ status: "InProgress" });
      expect(await api.task(silent)).toMatchObject({
        status: "InProgress",
        details: [],
        executionMessages: [],
      });
      expect(emulator.uploadsOf("+61395556880")).toBe(1);
    });

    it("the emulator's rules for tasks hide a task that does its work", async () => {
      emulator.fail({ kind: "task", vanish: true });
      const taskId = await upload();
      emulator.advance(2_000);
      expect(await api.get(`/api/v2/task/${taskId}`)).toMatchObject({ status: 404 });
      expect(emulator.uploadsOf("+61395556880")).toBe(1);
    });

    it("the emulator's rules for tasks concern only tasks with certain numbers", async () => {
      const rule = emulator.fail({ kind: "task", numbers: "+61395556890", status: "Failed" });
      await upload();
      expect(rule.hits).toBe(0);
      await api.uploaded({ phoneNumbers: ["+61395556890"] });
      expect(rule.hits).toBe(1);
    });
  });

  it("the emulator's rules for lists show nothing at all", async () => {
    emulator.fail({ kind: "list", empty: true, times: 1 });
    expect(await api.list()).toMatchObject({ totalRecords: 0, totalPages: 0, data: [] });
    expect(await api.list()).toMatchObject({ totalRecords: 5 });
  });

  it("the emulator's rules for lists lag behind what has happened", async () => {
    emulator.advance(10_000);
    emulator.fail({ kind: "list", lagMs: 5_000 });
    emulator.portal.add(TENANT, "+61395556999");
    expect(await api.list()).toMatchObject({ totalRecords: 5 });
    emulator.advance(5_000);
    expect(await api.list()).toMatchObject({ totalRecords: 6 });
  });

  it("the emulator's rules for lists hide rows, or leave them out of their page although they are counted", async () => {
    emulator.fail({ kind: "list", hide: "+61395556900", times: 1 });
    emulator.fail({ kind: "list", omit: ["+61395556900..+61395556901"], times: 1 });
    const hidden = await api.list();
    expect([hidden.totalRecords, hidden.data.length]).toEqual([4, 4]);
    const omitted = await api.list();
    expect([omitted.totalRecords, omitted.data.length]).toEqual([5, 3]);
  });

  it("the emulator's rules for lists repeat a row, bring rows of another tenant, and spoil one", async () => {
    emulator.portal.add(OTHER_TENANT, "+442074996300");
    emulator.fail({
      kind: "list",
      tenant: TENANT,
      page: 1,
      repeat: "+61395556901",
      foreign: OTHER_TENANT,
      malformed: true,
    });
    expect(numbersOf(await api.list(`msTenantId=${TENANT}&PageSize=2`))).toEqual([
      42,
      "+61395556901",
      "+61395556901",
      "+442074996300",
    ]);
    expect(numbersOf(await api.list(`msTenantId=${TENANT}&PageSize=2&PageNumber=2`))).toHaveLength(2);
  });

  it("the emulator's rules for lists spoil the v2 list as well", async () => {
    emulator.fail({ kind: "list", omit: "+61395556900..+61395556903" });
    const { body } = await api.get(`/api/v2/oc/numbers?msTenantId=${TENANT}`);
    expect(body).toMatchObject([{ telephoneNumber: "+61395556904" }]);
  });
});
