import * as z from "zod";
import { type Emulator, startEmulator } from "../../emulator";
import { type Client, TENANT, UPLOAD, client, errorsOf } from "./emulator-client";

describe("the emulator's upload", () => {
  let emulator: Emulator;
  let api: Client;
  beforeEach(async () => {
    emulator = await startEmulator({ time: "virtual", now: Date.UTC(2026, 1, 16, 16, 17) });
    api = client(emulator);
  });
  afterEach(() => emulator.close());

  it("the emulator's upload turns numbers into uploaded rows when the task ends, and into active ones later", async () => {
    const { status, body } = await api.upload({ phoneNumbers: ["+61395556880"] });
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toMatch(/^\{"taskId":"wup_[0-9a-f-]{36}"\}$/);
    expect(emulator.numbers(TENANT)).toEqual([]);
    emulator.advance(2_000);
    expect(emulator.numbers(TENANT)).toMatchObject([
      {
        telephoneNumber: "+61395556880",
        acquiredNumberStatus: 4,
        acquiredOn: null,
        assignmentStatus: null,
        availableCapabilities: null,
        acquiredCapabilities: ["InboundCalling", "OutboundCalling", "Office365", "UserAssignment"],
        isoCountryCode: "AU",
      },
    ]);
    emulator.advance(1_000);
    expect(emulator.numbers(TENANT)).toMatchObject([
      {
        acquiredNumberStatus: 0,
        assignmentStatus: "Unassigned",
        acquiredOn: Date.UTC(2026, 1, 16, 16, 17, 3),
        acquiredCapabilities: [
          "Geographic",
          "InboundCalling",
          "OutboundCalling",
          "Office365",
          "UserAssignment",
        ],
      },
    ]);
  });

  it("the emulator's upload tells in the task how it goes and how it went", async () => {
    const taskId = await api.uploaded({ phoneNumbers: ["+61395556880"], workflowVersion: 3 });
    expect(await api.task(taskId)).toMatchObject({ id: taskId, status: "InProgress", executionMessages: [] });
    emulator.advance(2_000);
    expect(await api.task(taskId)).toMatchObject({
      status: "CompletedSuccess",
      details: ["NumbersUploaded"],
      totalNumbersCount: 1,
      outputData: {
        CreateTime: "2026-02-16T16:17:00.0000000Z",
        CompleteTime: "2026-02-16T16:17:02.0000000Z",
        OcUploadNumberResult: "NumbersUploaded",
        WorkflowVersion: 3,
        SbcIdList: [8],
        MsJobStatus: "Success",
      },
    });
  });

  it("the emulator's upload expands ranges and takes additional usages with workflow version 3", async () => {
    await api.uploaded({
      phoneNumbers: ["+97239764533"],
      phoneNumberRanges: [{ start: "+97239764660", end: "+97239764670" }],
      additionalUsages: ["FirstPartyAppAssignment"],
      workflowVersion: "3",
    });
    emulator.advance(2_000);
    const rows = emulator.numbers(TENANT);
    expect(rows.map(({ telephoneNumber }) => telephoneNumber)).toHaveLength(12);
    expect(rows[11]).toMatchObject({ telephoneNumber: "+97239764670", isoCountryCode: "IL" });
    expect(rows[0]?.acquiredCapabilities).toEqual(expect.arrayContaining(["FirstPartyAppAssignment"]));
    expect(emulator.counts).toMatchObject({ uploads: 1, numbersUploaded: 12 });
  });

  it("the emulator's upload refuses numbers that are already held, and takes the others", async () => {
    emulator.portal.add("f94238e5-4f2c-4e1b-8125-2d27122ca75f", "+61395556881");
    const taskId = await api.uploaded({ phoneNumbers: ["+61395556880", "+61395556881"] });
    emulator.advance(2_000);
    const task = await api.task(taskId);
    expect(task).toMatchObject({ status: "CompletedWithErrors" });
    expect(errorsOf(task)).toEqual([
      "Number +61395556881 already exists in tenant f94238e5-4f2c-4e1b-8125-2d27122ca75f",
    ]);
    expect(emulator.uploadsOf("+61395556880")).toBe(1);
    expect(emulator.uploadsOf("+61395556881")).toBe(0);
  });

  it("the emulator's upload lets the first of two uploads of the same number win", async () => {
    const first = await api.uploaded({ phoneNumbers: ["+61395556880"] });
    const second = await api.uploaded({ phoneNumbers: ["+61395556880"] });
    emulator.advance(2_000);
    expect(await api.task(first)).toMatchObject({ status: "CompletedSuccess" });
    const refused = await api.task(second);
    expect(refused).toMatchObject({ status: "Failed" });
    expect(errorsOf(refused)).toEqual([`Number +61395556880 already exists in tenant ${TENANT}`]);
    expect(emulator.numbers(TENANT)).toHaveLength(1);
  });

  it("the emulator's upload names in each row the Microsoft job that its upload's task tells of", async () => {
    const first = await api.uploaded({ phoneNumbers: ["+61395556880"] });
    const second = await api.uploaded({ phoneNumbers: ["+61395556880", "+61395556881"] });
    emulator.advance(2_000);
    const jobOf = async (id: string) =>
      z.looseObject({ outputData: z.looseObject({ MsJobId: z.string() }) }).parse(await api.task(id))
        .outputData.MsJobId;
    expect(emulator.numbers(TENANT).map(({ tnUploadJobId }) => tnUploadJobId)).toEqual([
      await jobOf(first),
      await jobOf(second),
    ]);
    expect(await jobOf(first)).not.toBe(await jobOf(second));
  });

  it("the emulator's upload refuses a country that is not an ISO code in the task, or at once where it is told to", async () => {
    const taskId = await api.uploaded({ phoneNumbers: ["+61395556880"], country: "Australia" });
    emulator.advance(2_000);
    const task = await api.task(taskId);
    expect(task).toMatchObject({ status: "Failed" });
    expect(errorsOf(task)).toEqual(["Number +61395556880: country 'Australia' is not an ISO country code"]);
    const strict = await startEmulator({ unknownCountry: "request" });
    expect(await client(strict).upload({ phoneNumbers: ["+61395556880"], country: "UK" })).toMatchObject({
      status: 400,
      body: { errors: { country: ["The value 'UK' is not valid for country."] } },
    });
    await strict.close();
  });

  it("the emulator's upload refuses on demand until that is taken back", async () => {
    emulator.refuse("+61395556880", "blocked by the operator");
    const taskId = await api.uploaded({ phoneNumbers: ["+61395556880"] });
    emulator.advance(2_000);
    const task = await api.task(taskId);
    expect(errorsOf(task)).toEqual(["Number +61395556880: blocked by the operator"]);
    emulator.unrefuse("+61395556880");
    await api.uploaded({ phoneNumbers: ["+61395556880"] });
    emulator.advance(2_000);
    expect(emulator.uploadsOf("+61395556880")).toBe(1);
  });

  it("the emulator's upload wants FirstPartyAppAssignment, and in North America a country, for toll-free numbers", async () => {
    const end = async (fields: object) => {
      const taskId = await api.uploaded({ phoneNumbers: ["+18333998785"], ...fields });
      emulator.advance(2_000);
      return errorsOf(await api.task(taskId));
    };
    expect(await end({})).toEqual([expect.stringContaining("requires FirstPartyAppAssignment")]);
    expect(await end({ usage: "FirstPartyAppAssignment" })).toEqual([
      expect.stringContaining("requires a country"),
    ]);
    expect(await end({ usage: "FirstPartyAppAssignment", country: "US" })).toEqual([]);
    emulator.advance(1_000);
    expect(emulator.numbers(TENANT)[0]?.acquiredCapabilities).toContain("TollFree");
  });

  it("the emulator's upload refuses countries that the customer has not consented to", async () => {
    const callingProfiles = [
      { callingProfileId: UPLOAD.callingProfile, name: "x", sbcs: [{ sbcId: 1, sbcName: "s" }] },
    ];
    const consenting = await startEmulator({
      time: "virtual",
      taskDurationMs: 0,
      seed: { tenants: [{ msTenantId: TENANT, consentedCountries: ["GB"] }], callingProfiles },
    });
    const its = client(consenting);
    const taskId = await its.uploaded({ phoneNumbers: ["+442074996300", "+61395556880"] });
    expect(errorsOf(await its.task(taskId))).toEqual([
      "Number +61395556880: the customer has not consented to country AU",
    ]);
    await consenting.close();
  });
});
