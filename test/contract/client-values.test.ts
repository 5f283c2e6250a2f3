import { type TenantNumber, isInUse, parseUtc } from "../../provider/liveplatform";
import { describeLoss } from "../../provider/liveplatform/lost-answer";
import { parseRetryAfter } from "../../provider/liveplatform/retry-after";
import { tenantNumber } from "../../provider/liveplatform/tenant-number-schema";
import { closeAll, json, serve, tenant } from "./client-harness";

afterEach(closeAll);

function number(fields: object): TenantNumber {
  return tenantNumber.parse({ telephoneNumber: "+441", tenantId: tenant, ...fields });
}

it.each([
  [0, "Active", 0],
  [1, "ReleaseRequested", 1],
  [2, "MarkedForRemoval", 2],
  [3, "ReadyForRemoval", 3],
  [4, "Uploaded", 4],
  [7, "Unknown(7)", 7],
  ["2", "MarkedForRemoval", 2],
  ["readyForRemoval", "ReadyForRemoval", 3],
  ["Marked for removal", "MarkedForRemoval", 2],
  [" 4 ", "Uploaded", 4],
  [" ", null, null],
  ["Porting", "Porting", null],
  [null, null, null],
  [undefined, null, null],
  ["", null, null],
])(
  "the status of a number sent as %j is %j with code %j",
  (wire, acquiredNumberStatus, acquiredNumberStatusCode) => {
    expect(number({ acquiredNumberStatus: wire })).toMatchObject({
      acquiredNumberStatus,
      acquiredNumberStatusCode,
    });
  },
);

it.each(["UserAssigned", "ConferenceAssigned", "VoiceApp", "PolicyAssigned", "SomethingNew"])(
  "a number is in use as %j",
  (assignmentStatus) => expect(isInUse(number({ assignmentStatus }))).toBe(true),
);

it.each(["Unassigned", "unassigned", " Unassigned ", "Active", "", " ", null, undefined])(
  "a number is not in use as %j",
  (assignmentStatus) => expect(isInUse(number({ assignmentStatus }))).toBe(false),
);

it("the status of a task is that of the task that was asked for, or no answer", async () => {
  const [asked, other] = [
    "wup_d4b23bb0-3b8a-4966-a368-fef9667d019f",
    "wup_899c58a5-92df-4e93-a142-a35e72b7b743",
  ];
  const answers = [asked.slice(4), asked.toUpperCase(), "3185", null, other].map((id) =>
    json({ id, status: "Failed" }),
  );
  const { platform } = await serve(answers);
  for (let right = 0; right < 4; right += 1)
    expect(await platform.getTask(asked)).toMatchObject({ id: asked, outcome: "failed" });
  await expect(platform.getTask(asked)).rejects.toThrow(
    `the answer is not task ${asked}: it is about task ${other}, and ${asked} was asked for`,
  );
});

it("the status of a task comes with the job at Microsoft that it was handed to, in lower case", async () => {
  const { platform } = await serve([
    json({ status: "CompletedSuccess", outputData: { MsJobId: "899C58A5-92DF-4E93-A142-A35E72B7B743" } }),
  ]);
  expect(await platform.getTask("wup_1")).toMatchObject({
    msJobId: "899c58a5-92df-4e93-a142-a35e72b7b743",
  });
});

it("the status of a task comes with SBC ids whatever the case of their key, and messages of any level", async () => {
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

it("what the platform says of a task or of a number is one line, and moves no cursor of a terminal", async () => {
  const said = "\u001b[2Jno\r\n  trunk\u0007";
  const { platform } = await serve([
    json({ status: `${said}!`, executionMessages: [{ level: "Error", message: said }], details: [said] }),
    json({
      telephoneNumbers: [
        { telephoneNumber: "+61395556880", validationResult: said, validationDetail: [said] },
      ],
    }),
  ]);
  expect(await platform.getTask("wup_1")).toMatchObject({
    status: "[2Jno trunk !",
    messages: [{ level: "Error", message: "[2Jno trunk" }],
    details: ["[2Jno trunk"],
  });
  const { telephoneNumbers } = await platform.numberStatus("t", ["+61395556880"]);
  expect(telephoneNumbers).toMatchObject([
    { validationResult: "[2Jno trunk", validationDetail: ["[2Jno trunk"] },
  ]);
});

describe("a time that the platform states", () => {
  const noon = Date.parse("2026-03-01T12:00:00Z");
  it.each([
    ["2026-03-01T12:00:00Z", noon],
    ["2026-03-01T12:00:00", noon],
    ["2026-03-01 12:00:00", noon],
    ["2026-03-01T12:00", noon],
    ["2026-03-01T12:00:00.1234567", noon + 123],
    ["2026-03-01T12:00:00.1234567Z", noon + 123],
    ["2026-03-01T12:00:00.1234567+00:00", noon + 123],
    ["2026-03-01T23:00:00+11:00", noon],
    ["2026-03-01", noon - 12 * 3_600_000],
    ["3/1/2026 12:00:00 PM", noon],
    ["Sun, 01 Mar 2026 12:00:00 GMT", noon],
    ["0001-01-01T00:00:00", NaN],
    ["yesterday", NaN],
    ["", NaN],
    [null, NaN],
  ])("a time that the platform states as %j is %j, whatever the zone of this machine", (text, ms) =>
    expect(parseUtc(text)).toBe(ms),
  );
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
  ])("Retry-After %j is %j ms", (header, ms) => expect(parseRetryAfter(header, now)).toBe(ms));
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
  ])("an exchange that failed with %s has sent nothing", (code) =>
    expect(describeLoss(failure(code)).sent).toBe(false),
  );

  it.each(["ECONNRESET", "EPIPE", "ERR_BAD_RESPONSE", "ETIMEDOUT", "EHOSTUNREACH", "SOMETHING_NEW"])(
    "an exchange that failed with %s may have sent the request",
    (code) => expect(describeLoss(failure(code)).sent).toBe(true),
  );

  it.each(["ETIMEDOUT", "EHOSTUNREACH"])(
    "an exchange that failed with %s while connecting has sent nothing",
    (code) => expect(describeLoss(failure(code, "connect")).sent).toBe(false),
  );

  it("an exchange that failed keeps nothing of the error but its code", () => {
    expect(describeLoss(Object.assign(new Error("Authorization: x"), { code: "ODD" }))).toEqual({
      kind: "lost",
      reason: "it failed (ODD)",
      sent: true,
    });
    expect(describeLoss("x").reason).toBe("it failed (for an unknown reason)");
  });
});
