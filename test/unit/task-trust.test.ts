import * as fc from "fast-check";

import type { Task } from "../../provider/liveplatform";
import { NumberSet } from "../../provider/numbers/number-set";
import { TaskTrust } from "../../provider/tenant/task-trust";
import { endWithoutTask } from "../../provider/writes/task-end";
import { isClearSuccess } from "../../provider/writes/trust";

function trustAfter(...looks: readonly boolean[]): boolean {
  const trust = new TaskTrust();
  for (const agrees of looks) trust.record(agrees);
  return trust.isEarned;
}

it("trust is earned by three tasks that told the truth, and not by two", () => {
  expect(trustAfter()).toBe(false);
  expect(trustAfter(true, true)).toBe(false);
  expect(trustAfter(true, true, true)).toBe(true);
});

it("one lie ends the trust for good, before it is earned or after", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean()), fc.array(fc.boolean()), (before, after) => {
      expect(trustAfter(...before, false, ...after)).toBe(false);
    }),
  );
});

describe("a task's clear success", () => {
  const numbers = NumberSet.of("+61395556900..+61395556904");
  const done: Task = {
    id: "wup_1",
    status: "CompletedSuccess",
    outcome: "succeeded",
    messages: [],
    sbcIds: [],
    details: [],
  };
  const end = (task: Partial<Task>, verdict: "succeeded" | "failed" = "succeeded") => ({
    taskId: "wup_1",
    verdict,
    note: "",
    task: { ...done, ...task },
  });

  it("a success without a complaint, about as many numbers as were sent, is clear", () => {
    expect(isClearSuccess(numbers, end({}))).toBe(true);
    expect(isClearSuccess(numbers, end({ totalNumbersCount: 5 }))).toBe(true);
    const told = [{ level: "Information", message: "5 numbers" }];
    expect(isClearSuccess(numbers, end({ messages: told }))).toBe(true);
  });

  it("a success with a warning, about other numbers than were sent, or without its task is not clear", () => {
    const warned = [{ level: "Warning", message: "one was odd" }];
    expect(isClearSuccess(numbers, end({ messages: warned }))).toBe(false);
    expect(isClearSuccess(numbers, end({ totalNumbersCount: 4 }))).toBe(false);
    expect(isClearSuccess(numbers, end({}, "failed"))).toBe(false);
    expect(isClearSuccess(numbers, endWithoutTask("untold", ""))).toBe(false);
  });
});
