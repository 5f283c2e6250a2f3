import { type Emulator, startEmulator } from "../../emulator";
import { type Client, OTHER_TENANT, TENANT, UPLOAD, client, fieldsOf } from "./emulator-client";

const UPLOAD_PATH = `/api/v2/oc/numbers/action/upload?msTenantId=${TENANT}`;

describe("the emulator is strict about requests:", () => {
  let emulator: Emulator;
  let api: Client;
  beforeEach(async () => {
    emulator = await startEmulator({ time: "virtual", maxNumbersPerRequest: 20 });
    api = client(emulator);
  });
  afterEach(() => emulator.close());

  it("the emulator wants its token, and never repeats what it got instead", async () => {
    const headers = { authorization: "Bearer not-the-token" };
    const { status, body, headers: got } = await api.send("GET", "/api/v3/oc/numbers", { headers });
    expect(status).toBe(401);
    expect(got.get("www-authenticate")).toContain("Bearer");
    expect(body).toMatchObject({ title: "Unauthorized" });
    expect(JSON.stringify([body, ...got])).not.toContain("not-the-token");
    expect(JSON.stringify(emulator.requests)).not.toContain("not-the-token");
  });

  it("the emulator answers 404 for a wrong path and 405 for a wrong verb", async () => {
    expect(await api.get("/api/v3/oc/number")).toMatchObject({ status: 404, body: { title: "Not Found" } });
    const wrongVerb = await api.send("DELETE", "/api/v2/oc/numbers/+448718943000");
    expect(wrongVerb).toMatchObject({ status: 405, body: { title: "Method Not Allowed" } });
    expect(wrongVerb.headers.get("allow")).toBe("GET");
  });

  it("the emulator answers 404 outside of the base URL", async () => {
    const response = await fetch(emulator.url.replace("/tenantui", "/api/v3/oc/numbers"));
    expect(response.status).toBe(404);
  });

  it.each([
    [{ callingProfile: "no-such-profile" }, "CallingProfile", "Invalid CallingProfileId!"],
    [
      { callingProfile: "9097a8b4-1cc8-461c-af93-e5b14943f5d7" },
      "CallingProfile",
      "There are no SBCs assigned to this calling profile!",
    ],
    [{ colour: "red" }, "colour", "The field 'colour' is unknown."],
    [{ usage: "Calling" }, "usage", "The value 'Calling' is not valid for usage."],
    [{ capabilities: [] }, "capabilities", "The capabilities field is required."],
    [{ workflowVersion: "three" }, "workflowVersion", "The value 'three' is not valid for workflowVersion."],
    [
      { additionalUsages: ["FirstPartyAppAssignment"] },
      "additionalUsages",
      "Additional usages require workflowVersion 3.",
    ],
    [
      { additionalUsages: ["CallingUserAssignment"], workflowVersion: 3 },
      "additionalUsages[0]",
      "'CallingUserAssignment' is already the usage.",
    ],
    [{ phoneNumbers: [] }, "phoneNumbers", "At least one number is required."],
    [
      { phoneNumbers: ["+61395556880", "61395556881"] },
      "phoneNumbers[1]",
      "'61395556881' is not an E.164 number.",
    ],
    [
      { phoneNumbers: ["+61395556880", 5] },
      "phoneNumbers[1]",
      "Unexpected value while parsing. Path 'phoneNumbers[1]'.",
    ],
    [
      { phoneNumbers: ["+61395556880", "+61395556880"] },
      "phoneNumbers[1]",
      "'+61395556880' is there more than once.",
    ],
    [
      { phoneNumberRanges: [{ start: "+61395556889", end: "+61395556880" }] },
      "phoneNumberRanges[0]",
      "Start '+61395556889' is greater than end '+61395556880'.",
    ],
    [
      { phoneNumberRanges: [{ start: "+6139555688", end: "+61395556880" }] },
      "phoneNumberRanges[0]",
      "Start '+6139555688' and end '+61395556880' differ in length.",
    ],
    [
      { phoneNumberRanges: ["+61395556880"] },
      "phoneNumberRanges[0]",
      "A range is an object with start and end.",
    ],
    [
      { phoneNumberRanges: [{ start: "+61395556879", end: "+61395556880" }] },
      "phoneNumberRanges",
      "'+61395556880' is there more than once.",
    ],
    [
      { phoneNumberRanges: [{ start: "+61395556900", end: "+61395556999" }] },
      "phoneNumberRanges[0]",
      "At most 20 numbers are allowed in one request.",
    ],
  ])("an upload to the emulator with %j is a 400 at %s", async (fields, key, text) => {
    const { status, body } = await api.upload({ phoneNumbers: ["+61395556880"], ...fields });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      errors: { [key]: [text] },
      title: "One or more validation errors occurred.",
    });
    expect(emulator.counts).toMatchObject({ uploads: 1, numbersUploaded: 0 });
  });

  it("the emulator takes names in any case, and numbers as strings", async () => {
    const body = { ...UPLOAD, PhoneNumbers: ["+61395556880"], WORKFLOWVERSION: "3" };
    expect(await api.post(UPLOAD_PATH.replace("v2", "v3"), body)).toMatchObject({ status: 200 });
  });

  it("the emulator wants JSON, and says it is JSON", async () => {
    const text = await api.send("POST", UPLOAD_PATH, {
      body: "{}",
      headers: { "content-type": "text/plain" },
    });
    expect(text).toMatchObject({ status: 415 });
    expect(await api.post(UPLOAD_PATH, "{,}")).toMatchObject({ status: 400 });
  });

  it("the emulator knows its tenants, unless the seed says otherwise", async () => {
    const path = "/api/v2/oc/numbers/action/upload?msTenantId=11111111-2222-4333-8444-555555555555";
    const body = { ...UPLOAD, phoneNumbers: ["+61395556880"] };
    const reply = await api.post(path, body);
    expect(reply).toMatchObject({ status: 404, body: { title: "Not Found" } });
    expect(fieldsOf(reply.body)).toContain("errorTicket");
    const callingProfiles = [
      { callingProfileId: UPLOAD.callingProfile, name: "x", sbcs: [{ sbcId: 1, sbcName: "s" }] },
    ];
    const lax = await startEmulator({ seed: { tenants: [], callingProfiles, strictTenants: false } });
    expect(await client(lax).post(path, body)).toMatchObject({ status: 200 });
    await lax.close();
  });

  it("the emulator says of numbers whether they can be uploaded", async () => {
    emulator.portal.add(TENANT, "+442074996300", { assignmentStatus: "UserAssigned" });
    emulator.portal.add(OTHER_TENANT, "+442074996301");
    const { body } = await api.post("/api/v2/oc/numbers/action/number-status", {
      telephoneNumbers: ["+442074996300", "+442074996301", "+442074996302"],
      msTenantId: TENANT,
    });
    const detail = (numberFound: boolean, numberOffering: string, assignmentStatus: string) => ({
      telphoneNumberDetail: { numberFound, numberOffering, assignmentStatus },
    });
    expect(body).toMatchObject({
      validationResult: "Failed",
      telephoneNumbers: [
        { validationResult: "Success", ...detail(true, "OperatorConnect", "UserAssigned") },
        {
          validationResult: "Failed",
          actionRequired: true,
          ...detail(true, "OperatorConnect", "Unassigned"),
        },
        {
          validationResult: "Success",
          actionRequired: false,
          validationDetail: [],
          ...detail(false, "", ""),
        },
      ],
    });
  });

  it("the emulator keeps each request, what it reached and how it ended", async () => {
    await api.upload({ phoneNumbers: ["+61395556880"] });
    await api.list(`msTenantId=${TENANT}`);
    expect(emulator.requests).toMatchObject([
      { verb: "POST", path: "/api/v2/oc/numbers/action/upload", route: "upload", status: 200, body: UPLOAD },
      {
        verb: "GET",
        path: "/api/v3/oc/numbers",
        route: "listV3",
        status: 200,
        query: { msTenantId: TENANT },
      },
    ]);
    expect(emulator.requestsTo("upload")).toHaveLength(1);
    expect(emulator.counts).toMatchObject({ requests: 2, lists: 1, uploads: 1, writes: 1 });
    expect(Object.keys(emulator.requests[0]?.headers ?? {})).not.toContain("authorization");
  });
});
