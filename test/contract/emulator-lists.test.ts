import { DEFAULT_SEED, type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import { type Client, OTHER_TENANT, PROFILE, TENANT, client, fieldsOf, numbersOf } from "./emulator-client";

const V2_FIELDS =
  "uploadTelephoneNumberEntryId source sbcList id uploadToAccountJobId whenCreated acquiredNumberStatus telephoneNumber callingProfileId acquiredCapabilities availableCapabilities acquiredOn isoCountryCode tnUploadJobId locationId civicAddressId assignmentStatus tenantId aslcht aslsct aslvCode asticks";
const V3_FIELDS =
  "uploadTelephoneNumberEntryId source sbcList tenantCallingProfileId ocSipConnectionName ocSipConnectionDescription umpCustomerGuid sbcListJson ovocChannelId consentedOn umpCustomerFullName msCompanyName sbcListArray id uploadToAccountJobId whenCreated acquiredNumberStatus telephoneNumber callingProfileId acquiredCapabilities availableCapabilities acquiredOn isoCountryCode tnUploadJobId locationId civicAddressId assignmentStatus tenantId aslcht aslsct aslvCode asticks";

describe("the emulator's lists", () => {
  let emulator: Emulator;
  let api: Client;
  const start = async (options: EmulatorOptions = {}) => {
    emulator = await startEmulator({ time: "virtual", now: Date.UTC(2026, 1, 17, 9, 52, 59), ...options });
    api = client(emulator);
  };
  afterEach(() => emulator.close());

  it("the emulator's lists show the 32 documented fields in their order, v3, and 22 for one number", async () => {
    await start();
    emulator.portal.add(TENANT, "+448718943000");
    const { data } = await api.list(`msTenantId=${TENANT}`);
    expect(fieldsOf(data[0])).toEqual(V3_FIELDS.split(" "));
    expect(data[0]).toMatchObject({
      ovocChannelId: 0,
      umpCustomerFullName: "Contoso",
      msCompanyName: "MSFT",
    });
    const { body } = await api.get("/api/v2/oc/numbers/%2B448718943000");
    expect(fieldsOf(body)).toEqual(V2_FIELDS.split(" "));
    expect(body).toMatchObject({
      telephoneNumber: "+448718943000",
      isoCountryCode: "GB",
      acquiredNumberStatus: 0,
      assignmentStatus: "Unassigned",
      aslvCode: 200,
      sbcList: [{ sbcName: "US SP1 SBC", sbcId: 11 }],
    });
  });

  it("the emulator's lists write times with seven decimals and ticks with all their digits", async () => {
    await start();
    emulator.portal.add(TENANT, "+448718943000");
    const response = await fetch(`${emulator.url}/api/v2/oc/numbers/+448718943000`, {
      headers: { authorization: `Bearer ${emulator.token}` },
    });
    const text = await response.text();
    expect(text).toContain('"asticks":639069187790000000');
    expect(text).toMatch(/"whenCreated":"2026-02-17T09:52:59\.000\d{4}\+00:00"/);
  });

  it("the emulator's lists come in pages sorted by id, empty past the end", async () => {
    await start();
    emulator.portal.add(TENANT, "+448718943000..+448718943449");
    emulator.portal.add(OTHER_TENANT, "+442074996300");
    const first = await api.list(`msTenantId=${TENANT}`);
    expect(first).toMatchObject({ currentPage: 1, pageSize: 200, totalPages: 3, totalRecords: 450 });
    expect(first.data).toHaveLength(200);
    const last = await api.list(`MSTENANTID=${TENANT.toUpperCase()}&pagenumber=3&pagesize=200`);
    expect(numbersOf(last)).toEqual(Array.from({ length: 50 }, (_, index) => `+448718943${400 + index}`));
    const past = await api.list(`msTenantId=${TENANT}&PageNumber=4`);
    expect(past).toMatchObject({ currentPage: 4, totalPages: 3, totalRecords: 450, data: [] });
    expect(await api.list()).toMatchObject({ totalRecords: 451 });
  });

  it("the emulator's lists cut a page size that is too large, and say so in the answer", async () => {
    await start({ maxPageSize: 100 });
    emulator.portal.add(TENANT, "+448718943000..+448718943149");
    expect(await api.list("PageSize=5000")).toMatchObject({ pageSize: 100, totalPages: 2 });
  });

  it("the emulator's lists refuse a page size that is too large where told to", async () => {
    await start({ pageSizeOverflow: "refuse" });
    expect(await api.get("/api/v3/oc/numbers?PageSize=5001")).toMatchObject({
      status: 400,
      body: { errors: { PageSize: ["The field PageSize must be between 1 and 5000."] } },
    });
    expect(await api.get("/api/v3/oc/numbers?PageSize=1000")).toMatchObject({ status: 200 });
  });

  it.each(["PageNumber=0", "PageSize=x", "msTenantId=abc", "acquiredNumberStatus=Uploaded", "page=2"])(
    "the emulator's lists refuse the query %s and name what is wrong",
    async (query) => {
      await start();
      const { status, body } = await api.get(`/api/v3/oc/numbers?${query}`);
      expect(status).toBe(400);
      expect(body).toMatchObject({ title: "One or more validation errors occurred." });
      expect(JSON.stringify(body)).toContain(`"${query.split("=")[0]}":`);
    },
  );

  it("the emulator's lists filter by the name of a status", async () => {
    await start();
    emulator.portal.add(TENANT, "+448718943000..+448718943003");
    emulator.portal.mark("+448718943001");
    emulator.portal.readyForRemoval("+448718943002");
    const numbersIn = async (status: string) => numbersOf(await api.list(`acquiredNumberStatus=${status}`));
    expect(await numbersIn("MarkedForRemoval")).toEqual(["+448718943001"]);
    expect(await numbersIn("readyforremoval")).toEqual(["+448718943002"]);
    expect(await numbersIn("Active")).toEqual(["+448718943000", "+448718943003"]);
    expect(await numbersIn("ReleaseRequested")).toEqual([]);
  });

  it("the emulator's lists are bare arrays in v2, which wants a tenant", async () => {
    await start();
    emulator.portal.add(TENANT, "+448718943000..+448718943001");
    const { body } = await api.get(`/api/v2/oc/numbers?msTenantId=${TENANT}`);
    expect(body).toMatchObject([{ telephoneNumber: "+448718943000" }, { telephoneNumber: "+448718943001" }]);
    expect(await api.get("/api/v2/oc/numbers")).toMatchObject({ status: 400 });
  });

  it("the emulator's lists show a caller that is bound to a channel nothing of other channels", async () => {
    const tenants = [{ msTenantId: TENANT, ovocChannelId: 7, numbers: ["+448718943000"] }];
    await start({ seed: { ...DEFAULT_SEED, tenants } });
    const asked = (channel: string, path: string) =>
      api.send("GET", path, { headers: { "x-ovoc-channel-id": channel } });
    expect(await asked("8", "/api/v3/oc/numbers")).toMatchObject({ status: 200, body: { totalRecords: 0 } });
    expect(await asked("7", "/api/v3/oc/numbers")).toMatchObject({ status: 200, body: { totalRecords: 1 } });
    expect(await asked("8", "/api/v2/oc/numbers/+448718943000")).toMatchObject({ status: 404 });
    expect(await asked("7", "/api/v2/oc/numbers/+448718943000")).toMatchObject({ status: 200 });
    expect(await asked("seven", "/api/v3/oc/numbers")).toMatchObject({ status: 400 });
  });

  it("the emulator's lists answer for a number that nobody holds with the service's 404", async () => {
    await start();
    const { status, body } = await api.get("/api/v2/oc/numbers/+448718943000");
    expect(status).toBe(404);
    expect(body).toMatchObject({
      status: 404,
      title: "Not Found",
      instance: "/api/v2/oc/numbers/+448718943000",
    });
    expect(fieldsOf(body)).toEqual(expect.arrayContaining(["errorTicket", "traceId", "errorCode"]));
  });

  it("the emulator's lists name the calling profiles with their SBCs", async () => {
    await start();
    const { body } = await api.get("/api/v2/oc/callingprofile");
    expect(body).toMatchObject([
      { callingProfileId: "ab86ef82-ce9e-4ead-befb-4aa954b64872" },
      { callingProfileId: PROFILE, trunksEnrolled: [{ matchingSbcList: [{ sbcId: 8 }] }] },
      { trunksEnrolled: [] },
    ]);
  });

  it("the emulator's lists serve a tenant of 100,000 numbers page by page", async () => {
    await start();
    emulator.portal.add(TENANT, "+448718000000..+448718099999");
    expect(await api.list(`msTenantId=${TENANT}&PageSize=1000&PageNumber=100`)).toMatchObject({
      totalRecords: 100_000,
      totalPages: 100,
    });
  });
});
