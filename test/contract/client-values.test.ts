import { isInUse, type TenantNumber } from "../../provider/liveplatform";
import { describeLoss } from "../../provider/liveplatform/lost-answer";
import { parseRetryAfter } from "../../provider/liveplatform/retry-after";
import { tenantNumber } from "../../provider/liveplatform/tenant-number-schema";
import { closeAll, json, serve, tenant } from "./client-harness";

afterEach(closeAll);

function number(fields: object): TenantNumber {
  return tenantNumber.parse({ telephoneNumber: "+441", tenantId: tenant, ...fields });
}

describe("the status of a number", () => {
  it.each([
    [0, "Active", 0],
    [1, "ReleaseRequested", 1],
    [2, "MarkedForRemoval", 2],
    [3, "ReadyForRemoval", 3],
    [4, "Uploaded", 4],
    [7, "Unknown(7)", 7],
    ["2", "MarkedForRemoval", 2],
    ["readyForRemoval", "ReadyForRemoval", 3],
    ["Porting", "Porting", null],
    [null, null, null],
    [undefined, null, null],
    ["", null, null],
  ])("sent as %j is %j with code %j", (wire, acquiredNumberStatus, acquiredNumberStatusCode) => {
    expect(number({ acquiredNumberStatus: wire })).toMatchObject({
      acquiredNumberStatus,
      acquiredNumberStatusCode,
    });
  });
});

describe("a number is in use", () => {
  it.each(["UserAssigned", "ConferenceAssigned", "VoiceApp", "PolicyAssigned", "SomethingNew", ""])(
    "as %j",
    (assignmentStatus) => expect(isInUse(number({ assignmentStatus }))).toBe(true),
  );

  it.each(["Unassigned", "unassigned", "Active", null, undefined])("but not as %j", (assignmentStatus) =>
    expect(isInUse(number({ assignmentStatus }))).toBe(false),
  );
});

describe("the status of a task", () => {
  it.each([
    ["InProgress", "running"],
    ["In Progress", "running"],
    ["Queued", "running"],
    ["Started", "running"],
    ["PendingApproval", "running"],
    ["Pending", "running"],
    ["RUNNING", "running"],
    ["Completed Success", "succeeded"],
    ["Completed", "succeeded"],
    ["Success", "succeeded"],
    ["Succeeded", "succeeded"],
    ["Failed", "failed"],
    ["Failure", "failed"],
    ["CompletedFailed", "failed"],
    ["Completed Failure", "failed"],
    ["CompletedError", "failed"],
    ["CompletedWithErrors", "failed"],
    ["Error", "failed"],
    ["Canceled", "failed"],
    ["Cancelled", "failed"],
    ["TimedOut", "failed"],
    ["Aborted", "failed"],
    ["PartialSuccess", "failed"],
    ["CompletedPartially", "failed"],
    ["PartiallySucceeded", "failed"],
    ["Rejected", "failed"],
    ["Faulted", "failed"],
    ["Completed Unsuccessfully", "failed"],
    ["Transferring", "unknown"],
    ["Paused", "unknown"],
    ["", "unknown"],
  ])("%j means %s", async (status, outcome) => {
    const { platform } = await serve([json({ status })]);
    expect(await platform.getTask("wup_1")).toEqual({
      id: "wup_1",
      status,
      outcome,
      details: [],
      messages: [],
      sbcIds: [],
    });
  });

  it("comes with SBC ids whatever the case of their key, and messages of any level", async () => {
    const { platform } = await serve([
      json({
        id: "wup_1",
        status: "Failed",
        details: null,
        executionMessages: [{ level: 3, message: "a" }, { message: "b" }, { message: null }, null, "c"],
        outputData: { sbcidlist: [8, "9", null, "x"] },
        totalNumbersCount: 12,
      }),
    ]);
    expect(await platform.getTask("wup_1")).toMatchObject({
      messages: [
        { level: "3", message: "a" },
        { level: "Information", message: "b" },
        { level: "Information", message: "c" },
      ],
      sbcIds: [8, 9],
      totalNumbersCount: 12,
    });
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-03-01T12:00:00Z");
  it.each([
    ["5", 5000],
    [" 0.25 ", 250],
    ["Sun, 01 Mar 2026 12:00:10 GMT", 10_000],
    ["Sunday, 01-Mar-26 12:00:10 GMT", 10_000],
    ["Sun, 01 Mar 2026 11:00:00 GMT", 0],
    ["-5", undefined],
    ["2026", 2_026_000],
    ["soon", undefined],
    ["Sun, no date", undefined],
    [undefined, undefined],
  ])("%j is %j ms", (header, ms) => expect(parseRetryAfter(header, now)).toBe(ms));
});

describe("an exchange that failed", () => {
  function failure(code: string, syscall?: string): Error {
    return Object.assign(new Error(code), { code, ...(syscall && { syscall }) });
  }

  it.each([
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "CERT_HAS_EXPIRED",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "ERR_INVALID_CHAR",
  ])("with %s has sent nothing", (code) => expect(describeLoss(failure(code)).sent).toBe(false));

  it.each(["ECONNRESET", "EPIPE", "ERR_BAD_RESPONSE", "ETIMEDOUT", "EHOSTUNREACH", "SOMETHING_NEW"])(
    "with %s may have sent the request",
    (code) => expect(describeLoss(failure(code)).sent).toBe(true),
  );

  it.each(["ETIMEDOUT", "EHOSTUNREACH"])("with %s while connecting has sent nothing", (code) =>
    expect(describeLoss(failure(code, "connect")).sent).toBe(false),
  );

  it("keeps nothing of the error but its code", () => {
    expect(describeLoss(Object.assign(new Error("Authorization: x"), { code: "ODD" }))).toEqual({
      kind: "lost",
      reason: "it failed (ODD)",
      sent: true,
    });
    expect(describeLoss("x").reason).toBe("it failed (for an unknown reason)");
  });
});
