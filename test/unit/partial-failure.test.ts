import { CANCELLED } from "../../provider/common/cancellation";
import { ApiError, type Task } from "../../provider/liveplatform";
import { NumberSet } from "../../provider/numbers/number-set";
import { partialFailure } from "../../provider/state/partial-failure";
import type { Reason } from "../../provider/state/reason";
import { refusals } from "../../provider/writes/refusals";
import { refusedRequest } from "../../provider/writes/refused-request";

const DONE = "2,713 of 3,000 numbers are in place in tenant t";
const RETRY = "Next: remove the cause, or take the numbers out of the program, and run pulumi up again";

function taskThatSays(id: string, messages: string[]): Parameters<typeof refusals>[1] {
  const task: Task = {
    id,
    status: "Failed",
    outcome: "failed",
    messages: messages.map((message) => ({ level: "Error", message })),
    sbcIds: [],
    details: [],
  };
  return { taskId: id, verdict: "failed", task, note: `task ${id} ended Failed` };
}

function refusedBy(id: string, key: string, text: (phoneNumber: string) => string): Reason[] {
  const numbers = NumberSet.of(key);
  return refusals(numbers, taskThatSays(id, [...numbers].map(text)));
}

it("a partial failure is one line for 287 numbers that two tasks refused with the same text, after their sum and the next step", () => {
  const held = (phoneNumber: string): string => `Number ${phoneNumber} is already held`;
  const reasons = [
    ...refusedBy("t1", "+61395550000..+61395550199", held),
    ...refusedBy("t2", "+61395550200..+61395550286", held),
  ];
  expect(partialFailure(DONE, reasons)).toMatchObject({
    notDone: { refused: "+61395550000..+61395550286 (287 numbers)" },
    lines: [
      `${DONE}. 287 refused. ${RETRY}`,
      "+61395550000..+61395550286 (287 numbers): Number … is already held (task t1 ended Failed; task t2 ended Failed)",
    ],
  });
});

it("a partial failure groups texts that give the number without its plus, and leaves other digits alone", () => {
  const [reason] = refusedBy(
    "t1",
    "+61395550000..+61395550001",
    (phoneNumber) => `${phoneNumber.slice(1)}: job 20261129 refused`,
  );
  expect(reason).toMatchObject({ text: "…: job 20261129 refused" });
  expect(reason?.numbers.size).toBe(2);
});

it("a partial failure keeps different reasons apart, sums each kind, and names some runs and some tasks of many", () => {
  const scattered = NumberSet.fromNumbers(
    Array.from({ length: 40 }, (_, index) => `+6139555${1000 + 2 * index}`),
  );
  const reasons = [
    ...scattered
      .chunks(8)
      .flatMap((numbers, index) => refusals(numbers, taskThatSays(`t${index}`, ["No rights"]))),
    ...refusedBy("t9", "+61395559000", (phoneNumber) => `${phoneNumber} is being ported`),
    { code: "in_use" as const, numbers: NumberSet.of("+61395559001"), text: "in use" },
  ];
  const { lines } = partialFailure(DONE, reasons);
  expect(lines[0]).toBe(`${DONE}. 41 refused, 1 in use and not repaired. ${RETRY}`);
  expect(lines[1]).toMatch(
    /^\+61395551000, .*, … and 30 more \(40 numbers\): No rights \(task t0 ended Failed; task t1 ended Failed; task t2 ended Failed; and 2 more\)$/,
  );
  expect(lines.slice(2)).toEqual([
    "+61395559000: … is being ported (task t9 ended Failed)",
    "+61395559001: in use",
  ]);
});

it("a partial failure asks for patience alone where numbers are only on their way", () => {
  const reasons = [
    { code: "not_seen" as const, numbers: NumberSet.of("+61395559001"), text: "not seen yet" },
  ];
  expect(partialFailure(DONE, reasons).lines[0]).toBe(
    `${DONE}. 1 sent and not seen yet (kept as pending). Next: run pulumi up again in a few minutes`,
  );
});

it("a delete that is partly done asks for the same command, which may be a destroy, and not for another program", () => {
  const nextAfter = (code: "not_released" | "on_their_way"): string => {
    const reasons = [{ code, numbers: NumberSet.of("+61395559001"), text: "in the way" }];
    return partialFailure(DONE, reasons, { isDelete: true }).lines[0]?.replace(/^.*Next: /, "") ?? "";
  };
  expect(nextAfter("not_released")).toBe("remove the cause, and run the same command again");
  expect(nextAfter("on_their_way")).toBe("run the same command again in a few minutes");
});

describe("a partial failure of a run that was cancelled", () => {
  const stopped: Reason = {
    code: "not_sent",
    numbers: NumberSet.of("+61395559001"),
    text: `not sent, because ${CANCELLED}`,
  };
  const pending: Reason = { code: "not_seen", numbers: NumberSet.of("+61395559002"), text: "not seen yet" };
  const refused: Reason = { code: "refused", numbers: NumberSet.of("+61395559003"), text: "No rights" };

  it("a partial failure of a run that was cancelled looks for no cause and takes no number out: the same program goes on", () => {
    expect(partialFailure(DONE, [stopped, pending]).lines[0]).toMatch(/\. Next: run pulumi up again$/);
    expect(partialFailure(DONE, [stopped, refused]).lines[0]).toContain(RETRY);
  });
});

describe("a request that is refused for some of its numbers", () => {
  const request = {
    callingProfile: "p",
    usage: "u",
    capabilities: [],
    phoneNumbers: ["+61395550001", "+61395550003", "+61395550005"],
    phoneNumberRanges: [{ start: "+61395550100", end: "+61395550109" }],
  };
  const numbers = NumberSet.of(...request.phoneNumbers, "+61395550100..+61395550109");
  const refused = (fieldErrors: { field: string; text: string }[]): Reason[] =>
    refusedRequest(
      new ApiError("POST /upload answered 400: a long list", {
        ...{ verb: "POST", path: "/upload", status: 400, outcomeUnknown: false, traceId: "00-1" },
        fieldErrors,
      }),
      numbers,
      request,
    ).reasons;

  it("a request that is refused for some of its numbers names those numbers, grouped by what was said of them, and the others as refused along with them", () => {
    const text = (phoneNumber: string): string => `${phoneNumber} is already held`;
    const reasons = refused([
      { field: "phoneNumbers[0]", text: text("+61395550001") },
      { field: "PhoneNumbers[2]", text: text("+61395550005") },
      { field: "phoneNumberRanges[0].start", text: text("+61395550100") },
    ]);
    expect(partialFailure(DONE, reasons).lines.slice(1)).toEqual([
      "+61395550001, +61395550005, +61395550100 (3 numbers): … is already held (POST /upload answered 400, traceId 00-1)",
      "+61395550003, +61395550101..+61395550109 (10 numbers): sent in the same request, which was refused as a whole (POST /upload answered 400, traceId 00-1)",
    ]);
  });

  it("a request that is refused for some of its numbers names a range where the text names no number of it, or both of its ends", () => {
    const range = NumberSet.of("+61395550100..+61395550109");
    const ofRange = (text: string) => refused([{ field: "phoneNumberRanges[0]", text }])[0]?.numbers;
    expect(ofRange("already held")).toEqual(range);
    expect(ofRange("+61395550100 to +61395550109 are already held")).toEqual(range);
  });

  it("a request that is refused for some of its numbers names the numbers of a sentence that belongs to no field", () => {
    const error = new ApiError("POST /upload answered 400: +61395550003 is held elsewhere", {
      ...{ verb: "POST", path: "/upload", status: 400, outcomeUnknown: false, traceId: "00-1" },
    });
    const { named, reasons } = refusedRequest(error, numbers, request);
    expect(named.keys()).toEqual(["+61395550003"]);
    expect(reasons[0]?.text).toBe("POST /upload answered 400: … is held elsewhere");
  });

  it("a request that is refused for some of its numbers is told once for numbers that several requests were refused for, one by one, each with a ticket of its own", () => {
    const reasons = ["+61395550001", "+61395550003", "+61395550005"].flatMap((phoneNumber, index) => {
      const said = `Conflict; ${phoneNumber} takes part in a running operation. Try again when it has ended.`;
      const error = new ApiError(`POST /upload answered 409: ${said}`, {
        ...{ verb: "POST", path: "/upload", status: 409, outcomeUnknown: false },
        ...{ said, errorTicket: `T-${index}` },
      });
      return refusedRequest(error, NumberSet.of(phoneNumber), request).reasons;
    });
    expect(partialFailure(DONE, reasons).lines.slice(1)).toEqual([
      "+61395550001, +61395550003, +61395550005 (3 numbers): Conflict; … takes part in a running operation. Try again when it has ended. " +
        "(POST /upload answered 409, errorTicket T-0; POST /upload answered 409, errorTicket T-1; POST /upload answered 409, errorTicket T-2)",
    ]);
  });

  it("a request that is refused for some of its numbers is told as a whole where it names none", () => {
    expect(refused([{ field: "callingProfile", text: "Invalid" }])).toEqual([
      { code: "refused", numbers, text: "POST /upload answered 400: a long list" },
    ]);
  });
});
