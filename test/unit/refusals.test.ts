import * as fc from "fast-check";

import type { Task } from "../../provider/liveplatform";
import { NumberSet } from "../../provider/numbers/number-set";
import { isPartial, refusals, refusedIn } from "../../provider/writes/refusals";
import type { EndOfTask } from "../../provider/writes/task-end";

const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"] as const;
const ALL = NumberSet.of(A, B, C);

function endThatSays(...messages: Task["messages"]): EndOfTask {
  const task: Task = {
    id: "wup_1",
    status: "Failed",
    outcome: "failed",
    messages,
    sbcIds: [],
    details: [],
  };
  return { taskId: "wup_1", verdict: "failed", task, note: "task wup_1 ended Failed" };
}

const error = (message: string) => ({ level: "Error", message });

it("a number that a message names has this reason alone; the others have what was said of none in particular", () => {
  const end = endThatSays(error(`Number ${B} is being ported`), error("No rights"));
  expect(refusals(ALL, end)).toMatchObject([
    { code: "refused", text: "No rights", source: "task wup_1 ended Failed" },
    { code: "refused", text: "Number … is being ported" },
  ]);
  expect(refusals(ALL, end).map(({ numbers }) => numbers.keys())).toEqual([[A, C], [B]]);
});

it("information is no complaint, and a task without one is said not to say why", () => {
  const end = endThatSays({ level: "Information", message: `${A} was looked at` });
  const [reason] = refusals(ALL, end);
  expect(reason?.text).toContain("does not say why");
  expect(reason?.numbers.keys()).toEqual(ALL.keys());
  expect(refusedIn(ALL, end).isEmpty).toBe(true);
});

it("several complaints about one number are one reason", () => {
  const end = endThatSays(error(`${A} is ported`), error(`${A} is locked`));
  expect(refusals(NumberSet.of(A), end)).toMatchObject([{ text: "… is ported; … is locked" }]);
});

it("a number is not named by a longer one that begins with it, nor by one that was not sent", () => {
  const end = endThatSays(error(`${A}55 is taken`), error("+61395559999 is taken"));
  expect(refusedIn(ALL, end).isEmpty).toBe(true);
});

it("a warning tells why a number is not there, and is no refusal of one that is; an error is", () => {
  const end = endThatSays({ level: "Warning", message: `${A} was slow` }, error(`${B} is locked`));
  expect(refusals(NumberSet.of(A), end)).toMatchObject([{ text: "… was slow" }]);
  expect(refusedIn(ALL, end).keys()).toEqual([B]);
});

it("a task has failed for a part of its numbers where an error names one", () => {
  expect(isPartial(endThatSays(error(`${A} is locked`)))).toBe(true);
  expect(isPartial(endThatSays(error("No rights")))).toBe(false);
});

it("each number that is missing has exactly one reason, whatever the task has said of which", () => {
  const numbers = Array.from({ length: 12 }, (_, index) => `+613955569${String(index).padStart(2, "0")}`);
  const texts = fc.constantFrom("is ported", "is locked", "was refused");
  const levels = fc.constantFrom("Error", "Warning", "Information");
  const said = fc.array(fc.tuple(fc.option(fc.constantFrom(...numbers)), texts, levels), { maxLength: 20 });
  fc.assert(
    fc.property(fc.subarray(numbers), said, (missing, messages) => {
      const end = endThatSays(
        ...messages.map(([number, text, level]) => ({ level, message: `${number ?? "All"} ${text}` })),
      );
      const set = NumberSet.fromNumbers(missing);
      const reasons = refusals(set, end);
      expect(NumberSet.unionOf(reasons).keys()).toEqual(set.keys());
      expect(reasons.reduce((sum, reason) => sum + reason.numbers.size, 0)).toBe(set.size);
      for (const { text } of reasons) expect(text).not.toMatch(/\d{7}/);
    }),
  );
});
