import { LivePlatform, staticToken } from "../../provider/liveplatform";
import * as harness from "./client-harness";

const { fixtureValue, json, numbersIn, serve, tenant } = harness;
const started = json({ taskId: "t" });

afterEach(harness.closeAll);

function sent({ received: [request] }: harness.Harness): [string, string, unknown] {
  return [request?.verb ?? "", request?.url ?? "", JSON.parse(request?.body ?? "null")];
}

describe("a request to upload", () => {
  const base = {
    callingProfile: "5f3fbb3b-df9b-483d-b294-c7eb01e22aac",
    usage: "CallingUserAssignment",
    capabilities: ["InboundCalling", "OutboundCalling"],
  };

  it("a request to upload is sent as in the documented example, key by key", async () => {
    const h = await serve([started]);
    await h.platform.upload(tenant, {
      ...base,
      phoneNumberRanges: [{ start: "+97239764660", end: "+97239764670" }],
      phoneNumbers: ["+97239764533", "+97239764535"],
      additionalUsages: ["FirstPartyAppAssignment"],
    });
    expect(h.received[0]?.body).toBe(JSON.stringify(fixtureValue("upload-request-range")));
    expect(h.received[0]?.url).toBe(`/tenantui/api/v2/oc/numbers/action/upload?msTenantId=${tenant}`);
    expect(h.received[0]?.headers).toMatchObject({
      "content-type": "application/json",
      accept: "application/json",
      authorization: `Bearer ${harness.token}`,
    });
    expect(h.received[0]?.headers).not.toHaveProperty("x-ovoc-channel-id");
  });

  it("a request to upload has its optional fields where they are given, and no empty lists", async () => {
    const h = await serve([started]);
    const optional = { country: "AU", address: "a", location: "l", typeOfService: "s", ticketId: "k" };
    const request = { ...base, ...optional, phoneNumbers: ["+61395556880"] };
    await h.platform.upload(tenant, { ...request, additionalUsages: [], phoneNumberRanges: [] });
    expect(sent(h)).toEqual([
      "POST",
      `/tenantui/api/v2/oc/numbers/action/upload?msTenantId=${tenant}`,
      { ...request, workflowVersion: 3 },
    ]);
  });
});

it("a request to release of numbers is a bare array", async () => {
  const h = await serve([started]);
  await h.platform.release(tenant, ["+441", "+442"]);
  expect(sent(h)).toEqual([
    "POST",
    `/tenantui/api/v2/oc/numbers/action/release?msTenantId=${tenant}`,
    ["+441", "+442"],
  ]);
});

it.each([
  '{"id":"tsk_msjob_1-2","status":"InProgress"}',
  '{"taskId":"tsk_msjob_1-2"}',
  '{"TaskId":"tsk_msjob_1-2"}',
  '"tsk_msjob_1-2"',
  "tsk_msjob_1-2",
])("a request to release may be answered with %s", async (answer) => {
  const { platform } = await serve([json(answer)]);
  expect(await platform.release(tenant, ["+441"])).toEqual({ taskId: "tsk_msjob_1-2" });
});

it("a request to release is sent at most ten times in ten seconds", async () => {
  const { platform, clock, received } = await serve([started], { requestsPerSecond: 100 });
  const begin = clock.now();
  await Promise.all(Array.from({ length: 25 }, () => platform.release(tenant, ["+441"])));
  expect(received).toHaveLength(25);
  expect(clock.now() - begin).toBeGreaterThanOrEqual(20_000);
  expect(clock.now() - begin).toBeLessThan(22_000);
});

it("a request to unassign names its numbers", async () => {
  const h = await serve([started]);
  expect(await h.platform.unassign(tenant, ["+441"])).toEqual({ taskId: "t" });
  expect(sent(h)).toEqual([
    "POST",
    `/tenantui/api/v2/oc/numbers/action/unassign?msTenantId=${tenant}`,
    { telephoneNumbers: ["+441"] },
  ]);
});

it("a request to clear removal marks names its numbers and tells how many were processed", async () => {
  const data = { processedCount: 2 };
  const h = await serve([json({ data, status: "success", succeeded: true, message: "" })]);
  expect(await h.platform.clearRemovalStatus(["+441", "+442"])).toEqual(data);
  expect(h.received.map(({ url }) => url)).toEqual(["/tenantui/api/v3/oc/action/clear-removal-status"]);
  expect(h.received.map(numbersIn)).toEqual([["+441", "+442"]]);
});

it("a slash at the end of the base URL makes no difference", async () => {
  const { url, received } = await serve([json([])]);
  const platform = new LivePlatform({ baseUrl: `${url}//`, tokenSource: staticToken("t", "T") });
  await platform.callingProfiles();
  expect(platform.baseUrl).toBe(url);
  expect(received[0]?.url).toBe("/tenantui/api/v2/oc/callingprofile");
});
