import * as z from "zod";
import { isInUse } from "../../provider/liveplatform";
import { closeAll, fixture, fixtureValue, json, serve, tenant } from "./client-harness";

afterEach(closeAll);

it("the client reads the page of the v3 list with every field of its numbers", async () => {
  const { platform } = await serve([json(fixture("numbers-v3"))]);
  const list = await platform.listNumbers({ msTenantId: tenant });
  expect(list).toMatchObject({ totalRecords: 10, pages: 1, consistent: true, unreadable: [] });
  expect(list.numbers).toHaveLength(10);
  const sent = z.object({ data: z.array(z.looseObject({})) }).parse(fixtureValue("numbers-v3")).data[0];
  expect(list.numbers[0]).toEqual({ ...sent, acquiredNumberStatus: "Active", acquiredNumberStatusCode: 0 });
});

it("the client reads of a page of it, where that is all that is wanted, just what decides about a number", async () => {
  const { platform } = await serve([json(fixture("numbers-v3"))]);
  const page = await platform.listStatesPage({ msTenantId: tenant, pageNumber: 1 });
  expect(page).toMatchObject({
    currentPage: 1,
    pageSize: 10,
    totalPages: 1,
    totalRecords: 10,
    unreadable: [],
  });
  expect(page.numbers).toHaveLength(10);
  expect(page.numbers[0]).toEqual({
    telephoneNumber: "+448718943000",
    tenantId: "3bc57cac-5794-457f-ad36-2c88cade9dbb",
    callingProfileId: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
    acquiredNumberStatus: "Active",
    assignmentStatus: "Unassigned",
    acquiredCapabilities: ["Geographic", "Office365", "InboundCalling", "OutboundCalling", "UserAssignment"],
    source: "webapi",
    tnUploadJobId: "1d3d24fd-3d2d-4b26-b964-ebb8558c1091",
    whenCreated: "2026-02-16T16:17:56.1427926+00:00",
    sbcIds: [11],
  });
});

it("the client reads a number that is uploaded and not yet acquired", async () => {
  const { platform } = await serve([json(fixture("numbers-v3"))]);
  const { numbers } = await platform.listNumbers({});
  const uploaded = numbers.find((number) => number.telephoneNumber === "+448718943003");
  expect(uploaded).toMatchObject({
    acquiredNumberStatus: "Uploaded",
    acquiredNumberStatusCode: 4,
    availableCapabilities: [],
    acquiredOn: null,
    assignmentStatus: null,
  });
});

it("the client reads the v2 list in spite of its other values and missing fields", async () => {
  const { platform } = await serve([json(fixture("numbers-v2"))]);
  const list = await platform.listNumbersV2(tenant);
  expect(list).toMatchObject({ totalRecords: 1, consistent: true, pages: 1, unreadable: [] });
  const [number] = list.numbers;
  expect(number).toMatchObject({
    telephoneNumber: "+12345678901",
    assignmentStatus: "Active",
    acquiredCapabilities: ["calling"],
    sbcList: [{ fqdn: "sbc1.example.com", port: 5061 }],
    callingProfileId: null,
    acquiredNumberStatus: null,
  });
  expect(number && isInUse(number)).toBe(false);
});

it("the client reads one number by its own path, with the plus encoded", async () => {
  const { platform, received } = await serve([json(fixture("number-v2"))]);
  const number = await platform.getNumber("+442074996300");
  expect(received[0]?.url).toBe("/tenantui/api/v2/oc/numbers/%2B442074996300");
  expect(number).toMatchObject({
    telephoneNumber: "+442074996300",
    tenantId: "f94238e5-4f2c-4e1b-8125-2d27122ca75f",
    acquiredNumberStatus: null,
    acquiredNumberStatusCode: null,
    sbcList: [{ sbcId: 8, sbcName: "oc1.sandbox2.audiocodes.be [20.102.51.206]" }],
  });
});

it("the client reads a completed task with its messages and SBCs", async () => {
  const { platform } = await serve([json(fixture("task-upload-completed"))]);
  const task = await platform.getTask("wup_d4b23bb0-3b8a-4966-a368-fef9667d019f");
  expect(task).toMatchObject({ status: "CompletedSuccess", outcome: "succeeded", sbcIds: [8] });
  expect(task?.details).toEqual(["NumbersUploaded"]);
  expect(task?.messages).toHaveLength(8);
  expect(task?.messages[3]).toEqual({ level: "Information", message: "Number(s) accepted by Microsoft." });
});

it("the client reads the summary of removal states under either name of its total", async () => {
  const counts = { markedForRemovalCount: 2, readyForRemovalCount: 3 };
  const { platform, received } = await serve([
    json(fixture("removal-status-summary")),
    json({ ...counts, totalCounts: 5 }),
  ]);
  expect(await platform.removalStatusSummary()).toEqual(fixtureValue("removal-status-summary"));
  expect(await platform.removalStatusSummary(tenant)).toEqual({ ...counts, totalCount: 5 });
  expect(received.map(({ url }) => url)).toEqual([
    "/tenantui/api/v3/oc/numbers/removal-status/summary",
    `/tenantui/api/v3/oc/numbers/removal-status/summary?msTenantId=${tenant}`,
  ]);
});

it("the client reads the answer to an upload", async () => {
  const { platform } = await serve([json(fixture("upload-accepted"))]);
  const body = { callingProfile: "p", usage: "CallingUserAssignment", capabilities: ["InboundCalling"] };
  expect(await platform.upload(tenant, body)).toEqual(fixtureValue("upload-accepted"));
});

it("the client reads the validation of numbers in the service's own spelling", async () => {
  const detail = { numberFound: true, numberOffering: "CallingPlan", assignmentStatus: "Unassigned" };
  const row = {
    telephoneNumber: "+441",
    validationResult: "Success",
    actionRequired: "None",
    validationDetail: ["ok"],
  };
  const { platform, received } = await serve([
    json({ validationResult: "Success", telephoneNumbers: [{ ...row, telphoneNumberDetail: detail }] }),
  ]);
  expect(await platform.numberStatus(tenant, ["+441"])).toEqual({
    validationResult: "Success",
    telephoneNumbers: [{ ...row, telephoneNumberDetail: detail }],
  });
  expect(JSON.parse(received[0]?.body ?? "")).toEqual({ telephoneNumbers: ["+441"], msTenantId: tenant });
});

it("the client reads calling profiles with whatever their SBC lists hold", async () => {
  const profile = {
    name: "UK",
    region: "EMEA",
    carrier: "Carrier",
    offerTypes: ["OperatorConnect"],
    extra: 1,
  };
  const { platform } = await serve([
    json([
      { ...profile, callingProfileId: "AB86EF82", trunksEnrolled: [{ matchingSbcList: [{ sbcId: 8 }] }] },
      { callingProfileId: "bare" },
    ]),
  ]);
  expect(await platform.callingProfiles()).toEqual([
    expect.objectContaining({
      callingProfileId: "ab86ef82",
      name: "UK",
      trunksEnrolled: [{ matchingSbcList: [{ sbcId: 8 }] }],
    }),
    {
      callingProfileId: "bare",
      name: null,
      region: null,
      carrier: null,
      offerTypes: [],
      trunksEnrolled: [],
    },
  ]);
});

it("a calling profile that cannot be read takes no other with it; a list of which none can is no list of profiles", async () => {
  const nameless = { callingProfileId: null, name: "draft" };
  const { platform } = await serve([
    json([nameless, null, { callingProfileId: "AB86EF82" }]),
    json([nameless]),
  ]);
  expect(await platform.callingProfiles()).toMatchObject([{ callingProfileId: "ab86ef82" }]);
  await expect(platform.callingProfiles()).rejects.toThrow(
    "the answer is not a list of calling profiles: 0.callingProfileId",
  );
});
